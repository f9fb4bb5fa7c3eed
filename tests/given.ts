type Def = Record<string, unknown> & { type: string }
const defOf = (schema: unknown) => (schema as { def: Def }).def

/** Where a text may stand in an input, and how to put one there. */
export type Field = readonly (string | number)[]

/** An input that a contract takes: every field that must be there, with `named` for what has to exist. */
export function given(schema: unknown, named: (name: string) => unknown, name = ''): unknown {
  const known = name ? named(name) : undefined
  if (known !== undefined) return known
  const def = defOf(schema)
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape as Record<string, unknown>).flatMap(([key, part]) => {
          const isOptional = ['optional', 'default', 'prefault'].includes(defOf(part).type)
          const value = isOptional && named(key) === undefined ? undefined : given(part, named, key)
          return value === undefined ? [] : [[key, value]]
        }),
      )
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      return def.type === 'nullable' ? null : given(def.innerType, named, name)
    case 'pipe':
      return given(defOf(def.in).type === 'transform' ? def.out : def.in, named, name)
    case 'union':
      return given((def.options as unknown[])[0], named, name)
    case 'enum':
      return Object.values(def.entries as object)[0]
    case 'literal':
      return (def.values as unknown[])[0]
    default:
      return plain(def)
  }
}

function plain({ type, format }: Def): unknown {
  if (type === 'array' || type === 'tuple') return []
  if (type === 'boolean') return true
  if (type === 'number' || type === 'int') return 1
  if (type === 'date') return new Date(Date.now() + 86_400_000).toISOString()
  if (type === 'record') return {}
  if (format === 'email') return `ai${Math.floor(Math.random() * 1e9)}@khach.example`
  if (format === 'date') return '2027-03-04'
  return `Chữ ${Math.floor(Math.random() * 1e9)}`
}

/** Every place of an input where somebody may write what they like. */
export function textFields(schema: unknown, at: Field = []): Field[] {
  const def = defOf(schema)
  if (def.type === 'object') return Object.entries(def.shape as object).flatMap(([name, part]) => textFields(part, [...at, name]))
  if (def.type === 'array') return textFields(def.element, [...at, 0])
  if (def.type === 'union') return (def.options as unknown[]).flatMap((part) => textFields(part, at))
  if (def.type === 'pipe') return textFields(defOf(def.in).type === 'transform' ? def.out : def.in, at)
  if (def.innerType) return textFields(def.innerType, at)
  const isId = def.format === 'uuid' || at.at(-1) === 'id'
  return def.type === 'string' && !isId ? [at] : []
}
