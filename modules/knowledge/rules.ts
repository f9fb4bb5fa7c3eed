/** What a saved reply may leave open. `english` is the same variable under an English name; both work in either text. */
export const VARIABLES = [
  { name: 'danh_xung', english: 'honorific' },
  { name: 'ten', english: 'first_name' },
  { name: 'ho_ten', english: 'full_name' },
  { name: 'tu_xung', english: 'self_word' },
  { name: 'ma', english: 'code' },
  { name: 'lien_ket', english: 'link' },
  { name: 'nguoi_viet', english: 'my_name' },
  { name: 'cong_ty', english: 'company' },
  { name: 'tong_dai', english: 'hotline' },
] as const
export type Variable = (typeof VARIABLES)[number]['name']

/** What is known when a reply is filled. An empty value counts as unknown. */
export type FillFacts = {
  language: 'vi' | 'en'
  customer?: { name: string; honorific?: string; selfWord?: string; kind?: 'person' | 'company' }
  case?: { code: string; link?: string }
  /** Who writes. */
  me?: { name: string }
  company?: { name: string; hotline: string }
}

const OPEN = /\{\{?\s*([\p{L}][\p{L}\p{M}\p{N}_ ]{0,40}?)\s*\}?\}/gu

/**
 * A text with its variables filled: `{danh_xung} {ten}` → `chị Lan`. `{Danh_xung}` begins with a capital letter. What nobody knows (and any
 * other word in braces) stays as it is and is named in `missing`, so that a person looks before it is sent.
 */
export function fillReply(body: string, facts: FillFacts): { text: string; missing: string[] } {
  const values = valuesOf(facts)
  const missing = new Set<string>()
  const text = body.replace(OPEN, (whole, given: string) => {
    const value = values.get(plain(given))
    if (!value) {
      missing.add(given)
      return whole
    }
    return startsWithCapital(given) ? value.charAt(0).toLocaleUpperCase('vi') + value.slice(1) : value
  })
  return { text, missing: [...missing] }
}

/** What still stands in braces in a text, to be filled by hand before it is sent. */
export const leftOpen = (text: string): string[] => [...new Set([...text.matchAll(OPEN)].map(([whole]) => whole))]

/** Of somebody known by an address or a number only there is no name to say. */
const isName = (name: string) => !name.includes('@') && /\p{L}/u.test(name)

function valuesOf({ language, customer, case: about, me, company }: FillFacts): Map<string, string | undefined> {
  const isVietnamese = language === 'vi'
  const named = customer && isName(customer.name) ? customer : undefined
  const known: Record<Variable, string | undefined> = {
    danh_xung: customer?.honorific || (isVietnamese ? (customer?.kind === 'company' ? 'quý công ty' : 'anh/chị') : undefined),
    ten: named && (named.kind === 'company' ? named.name : givenName(named.name)),
    ho_ten: named?.name,
    tu_xung: isVietnamese ? customer?.selfWord || 'em' : undefined,
    ma: about?.code,
    lien_ket: about?.link,
    nguoi_viet: me?.name,
    cong_ty: company?.name,
    tong_dai: company?.hotline,
  }
  return new Map(VARIABLES.flatMap(({ name, english }) => [[name, known[name]] as const, [english, known[name]] as const]))
}

/** Vietnamese call each other by the last word of the name. */
const givenName = (name: string): string => name.trim().split(/\s+/).at(-1) ?? ''

/** `Danh xưng` → `danh_xung`. */
const plain = (given: string): string =>
  given.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase().trim().replace(/\s+/g, '_')

const startsWithCapital = (given: string): boolean => {
  const first = given.charAt(0)
  return first !== first.toLowerCase()
}
