/** How a customer is spoken to: the name to say, the word of address, how we call ourselves. */
export type Called = { kind: 'person' | 'company'; name: string; honorific: string; selfWord: string }

/**
 * A person is called by their own name. Of a company the form of address is that of its contact person, who is whom one speaks to; where nobody is named, the
 * company is addressed itself, and no "anh" or "chị" goes with its name.
 */
export function calledOf({ kind, name, contactName, honorific, selfWord }: Called & { contactName: string }): Called {
  if (kind === 'person') return { kind, name, honorific, selfWord }
  const contact = withoutWord(contactName.trim(), honorific.trim())
  return contact ? { kind: 'person', name: contact, honorific, selfWord } : { kind, name, honorific: '', selfWord: '' }
}

/** "chị Bảy" is written where "Bảy" is meant. */
const withoutWord = (name: string, word: string) =>
  word && name.toLocaleLowerCase('vi').startsWith(`${word.toLocaleLowerCase('vi')} `) ? name.slice(word.length).trim() : name
