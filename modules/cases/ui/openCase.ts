import type { CaseRow } from '../contract/shapes.ts'

const ids = new Map<string, string>()

/** A case that stood in a list is asked for by its id: then a hint about another case does not ask for it again. */
export const rememberCase = ({ id, code }: Pick<CaseRow, 'id' | 'code'>) => void ids.set(code, id)

export const idOf = (reference: string): string => ids.get(reference.toUpperCase()) ?? reference
