import { addCustomer } from '#customers'
import type { Ctx } from '#platform/context.ts'
import { customers, words } from './data.ts'
import type { Dice } from './dice.ts'

export type Customer = { id: string; name: string; honorific: string; phone: string; mail: string; weight: number; code?: string }

/** The customers sample-data.md names, in its order, so that they get its codes. Answers them by code. */
export async function inviteNamed(ctx: Ctx, people: ReadonlyMap<string, string>): Promise<Map<string, Customer>> {
  const named = new Map<string, Customer>()
  for (const { code, phone, mail, owner, ...rest } of customers) {
    const identities = [
      { kind: 'phone' as const, value: phone, verified: true },
      { kind: 'mail' as const, value: mail, verified: true },
    ]
    const { id } = await addCustomer(ctx, { ...rest, ownerId: (owner && people.get(owner)) || null, identities })
    named.set(code, { id, code, phone, mail, name: rest.name, honorific: rest.honorific, weight: 3 })
  }
  return named
}

/** As many more people as a shop of this size knows; a few of them write often. */
export async function inviteOthers(ctx: Ctx, dice: Dice, howMany: number): Promise<Customer[]> {
  const others: Customer[] = []
  for (let place = 0; place < howMany; place++) {
    const isWoman = dice.chance(0.55)
    const { middle, given } = isWoman ? words.women : words.men
    const name = `${dice.pick(words.families)} ${dice.pick(middle)} ${dice.pick(given)}`
    const honorific = isWoman ? dice.pick(['chị', 'chị', 'chị', 'cô', 'bác']) : dice.pick(['anh', 'anh', 'anh', 'chú', 'bác'])
    const [provinceCode, wardCode] = dice.pick(words.places)
    const phone = `031${dice.whole(2, 9)}${String(100_000 + place).padStart(6, '0')}`
    const mail = `khach${String(place + 1).padStart(4, '0')}@example.vn`
    const { id } = await addCustomer(ctx, {
      ...{ kind: 'person', name, honorific, provinceCode, wardCode },
      addressLine: `${dice.whole(1, 240)} ${dice.pick(words.streets)}`,
      tier: dice.weighted(TIERS).tier,
      identities: [
        { kind: 'phone', value: phone, verified: true },
        { kind: 'mail', value: mail, verified: true },
      ],
    })
    others.push({ id, name, honorific, phone, mail, weight: dice.longTail(1, 0.9) })
  }
  return others
}

const TIERS = [
  { tier: 'member', weight: 70 },
  { tier: 'silver', weight: 18 },
  { tier: 'gold', weight: 9 },
  { tier: 'diamond', weight: 3 },
] as const
