import { maskedMail, maskedPhone } from '#org'
import type { CustomerCard, Identity } from './contract/shapes.ts'
import type { CardRow } from './queries/read.ts'

/** A row as this viewer may see it: phones always masked, mails unless they may see contacts, vulnerable groups only for those who must act on them. */
export function toCard(row: CardRow): CustomerCard {
  const { id, code, kind, name, honorific, selfWord, tier, segment, ownerId, language } = row
  return {
    ...{ id, code, kind, name, honorific, selfWord, tier, segment, ownerId, language },
    ...(row.opensVulnerable ? { vulnerable: row.vulnerable } : {}),
    mainMail: row.mainMail && (row.opensContacts ? row.mainMail : maskedMail(row.mainMail)),
    mainPhone: row.mainPhone && maskedPhone(row.mainPhone),
  }
}

type IdentityRow = Omit<Identity, 'isMasked'>

/** An identity as it may be shown before anybody asks to see it whole. */
export function toIdentity(row: IdentityRow, opensContacts: boolean): Identity {
  const { id, kind, label, isMain, verifiedAt } = row
  const shown =
    kind === 'mail' ? (opensContacts ? row.shown : maskedMail(row.shown)) : hidesNumber(row) ? maskedPhone(row.shown) : row.shown
  return { id, kind, label, isMain, verifiedAt, shown, isMasked: shown !== row.shown }
}

/** A Zalo id is often a phone number. */
export const hidesNumber = ({ kind, shown }: Pick<IdentityRow, 'kind' | 'shown'>) =>
  kind === 'phone' || shown.replace(/\D/g, '').length >= 9
