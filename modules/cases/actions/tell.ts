import { notify } from '#notifications'
import { leadsOfUnit } from '#org'
import type { Ctx } from '#platform/context.ts'
import type { Words } from '../contract/shapes.ts'
import type { Case } from '../queries/case.ts'
import { text } from '../text.ts'
import { linkOf } from './find.ts'

type Kind = Parameters<typeof notify>[1]['kind']
type About = Pick<Case, 'id' | 'code' | 'subject'>
type Telling = {
  to: readonly (string | null | undefined)[]
  kind: Kind
  title: Words
  detail?: Words
  byId?: string | null
  dedupe?: string
}

/** Tells colleagues something of a case; it opens where they press. Without a detail of its own: code and subject. */
export async function tell(ctx: Ctx, { id, code, subject }: About, { detail, ...telling }: Telling) {
  const named = `${code} · ${subject}`
  await notify(ctx, { ...telling, detail: detail ?? { vi: named, en: named }, link: linkOf(code), caseId: id })
}

type Sayable =
  | 'givenToYou'
  | 'customerAgain'
  | 'reopenedBy'
  | 'clockWarning'
  | 'clockBreached'
  | 'raisedByClock'
  | 'waitsForYou'
  | 'backAgain'
  | 'urgentCase'
  | 'seriousCase'
type SayableOf = 'thirdPartyAnswered' | 'handedOver' | 'mentioned' | 'invited' | 'raisedToYou'

/** A phrase of this room in both languages. */
export const words = (key: Sayable): Words => ({ vi: text.vi[key], en: text.en[key] })
export const wordsOf = (key: SayableOf, given: string): Words => ({ vi: text.vi[key](given), en: text.en[key](given) })

/** Whoever leads the unit of a case, else whoever is accountable for it. */
export async function leadsOfCase(ctx: Ctx, { unitId, ownerId }: Pick<Case, 'unitId' | 'ownerId'>): Promise<string[]> {
  const leads = await leadsOfUnit(ctx, unitId)
  return leads.length > 0 ? leads.map(({ id }) => id) : [ownerId]
}
