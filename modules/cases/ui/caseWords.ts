import { phrases } from '#platform/text.ts'
import { dialogWords } from './dialogWords.ts'
import { headWords } from './headWords.ts'

/** The words of the case beside its queue. */
export const caseWords = phrases('cases', { ...headWords.vi, ...dialogWords.vi }, { ...headWords.en, ...dialogWords.en })
