import type { Language } from '#platform/text.ts'
import type { Metric } from '../contract.ts'
import { bookWords } from './book.ts'
import { formulas } from './formulas.ts'

type Book = Extract<Metric, `book_${string}`>
const isBook = (metric: Metric): metric is Book => metric.startsWith('book_')

export type Explained = { label: string; how: string; out: string }

/** A metric's name, formula and exclusions in words; `days` is the observation window in force. */
export function explained(metric: Metric, language: Language, days: number): Explained {
  const t = formulas[language]
  if (isBook(metric)) {
    const book = bookWords[language]
    return { label: book.named(book[metric]), how: book.how, out: book.out }
  }
  switch (metric) {
    case 'fcr':
    case 'fcr_gross':
      return { label: t[metric], how: t.fcrHow(days), out: t.fcrOut }
    case 'repeat_contact':
      return { label: t.repeat_contact, how: t.repeat_contactHow(days), out: t.repeat_contactOut }
    case 'resolved_cohort':
      return { label: t.resolved_cohort, how: t.resolvedHow, out: t.resolvedOut }
    case 'backlog_overdue':
    case 'backlog_waiting':
      return { label: t[metric], how: t.backlogHow, out: t.backlogOut }
    default:
      return { label: t[metric], how: t[`${metric}How`], out: t[`${metric}Out`] }
  }
}
