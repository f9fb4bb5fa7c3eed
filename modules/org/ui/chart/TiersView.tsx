import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { ask } from '#web/api.ts'
import { Avatar, Card, ErrorBox, Loading, Stack, Table, TierChip, Txt, useLanguage, useText } from '#web/kit.tsx'
import type { Person } from '../../contract/shapes.ts'
import { listPowers } from '../../contract.ts'
import { type Hat, hatsBeside, hatsOfTier, reachesOf, TIERS, type Tier } from '../../rules/hats.ts'
import { hatWords } from '../../text/hats.ts'
import { tierWords } from '../../text/tiers.ts'
import { type ChartData, standingAt } from './columns.ts'
import { type RoomPowers, roomPowers } from './powers.ts'
import css from './tiers.module.css'

type Power = z.output<typeof listPowers.reply>[number]
type Shown = { data: ChartData; onSelect: (person: Person) => void }

/** Who stands at each tier, what comes to it, and what its hats may: the table the server holds every request against, in words. */
export function TiersView({ data, onSelect }: Shown) {
  const t = useText(tierWords)
  const language = useLanguage()
  const powers = useQuery(ask(listPowers, {}))
  const rooms = useQuery({ queryKey: ['org', 'powers', 'words'], queryFn: roomPowers, staleTime: Number.POSITIVE_INFINITY })
  const error = powers.error ?? rooms.error
  if (error) return <ErrorBox error={error} retry={() => Promise.all([powers.refetch(), rooms.refetch()])} />
  if (!powers.data || !rooms.data) return <Loading of="card" rows={4} />
  const told = rooms.data.find(({ tiers }) => tiers)?.tiers?.[language]
  return (
    <div className={css.tiers}>
      <Txt as="p" size={12} tone={3}>
        {t.ladderSays}
      </Txt>
      <div className={css.ladder}>
        {TIERS.map((tier) => (
          <TierCard key={tier} tier={tier} says={told?.[tier]} data={data} onSelect={onSelect} />
        ))}
      </div>
      <Txt as="p" size={12} tone={3}>
        {t.reachesSays}
      </Txt>
      {rooms.data.map((room) => (
        <RoomTable key={room.room} room={room} powers={powers.data} />
      ))}
    </div>
  )
}

function TierCard({ tier, says, data, onSelect }: Shown & { tier: Tier; says: string | undefined }) {
  const t = useText(tierWords)
  const names = useText(hatWords)
  return (
    <section className={css.tier} aria-label={`${tier} · ${t[tier]}`}>
      <Stack gap={8}>
        <h2 className={css.tierHead}>
          <TierChip tier={tier} />
          {tier === 'L4' ? null : t[tier]}
        </h2>
        {says && <Txt size={12}>{says}</Txt>}
        <Txt size={12} tone={3}>
          {t.hats}:{' '}
          {hatsOfTier(tier)
            .map((hat) => names[hat])
            .join(', ')}
        </Txt>
        <Standing tier={tier} data={data} onSelect={onSelect} />
      </Stack>
    </section>
  )
}

function Standing({ tier, data, onSelect }: Shown & { tier: Tier }) {
  const t = useText(tierWords)
  const people = standingAt(data, tier)
  return (
    <>
      <ul className={css.standing}>
        {people.map(({ person, leads }) => (
          <li key={person.id}>
            <button type="button" className={css.standingOne} onClick={() => onSelect(person)}>
              <Avatar name={person.name} id={person.id} size={22} />
              <span>
                {person.name}
                {leads.length > 0 && <Txt tone={3}> · {leads.join(', ')}</Txt>}
              </span>
              {person.grade && <TierChip tier={person.grade} />}
            </button>
          </li>
        ))}
      </ul>
      {people.length === 0 && (
        <Txt size={12} tone={3}>
          {tier === 'L1' || tier === 'L2' ? t.nobodyFirst : t.nobody}
        </Txt>
      )}
    </>
  )
}

function RoomTable({ room, powers }: { room: RoomPowers & { room: string }; powers: Power[] }) {
  const t = useText(tierWords)
  const language = useLanguage()
  const says = room.says[language]
  const rows = powers.flatMap(({ permission, hats }) => {
    const [of = '', what = ''] = permission.split('.')
    const words = of === room.room ? says[what] : undefined
    return words ? [{ id: permission, words, hats }] : []
  })
  if (rows.length === 0) return null
  return (
    <Card title={room.title[language]} flush>
      <Table
        bare
        label={room.title[language]}
        rows={rows}
        whenEmpty=""
        columns={[
          { head: t.what, main: true, width: '22%', cell: ({ words }) => <Txt weight={500}>{words}</Txt> },
          ...TIERS.map((tier) => ({
            head: tier === 'L4' ? t.L4 : `${tier} · ${t[tier]}`,
            width: '15%',
            cell: ({ hats }: (typeof rows)[number]) => <Reaches of={hatsOfTier(tier)} byHat={hats} />,
          })),
          { head: t.beside, cell: ({ hats }) => <Reaches of={hatsBeside} byHat={hats} named /> },
        ]}
      />
    </Card>
  )
}

/** How far hats that stand together reach: what most of them may, then who differs. `named`: each by name, and only those who may. */
function Reaches({ of, byHat, named = false }: { of: readonly Hat[]; byHat: Power['hats']; named?: boolean }) {
  const t = useText(tierWords)
  const names = useText(hatWords)
  const groups = reachesOf(of, byHat).filter(({ scope }) => !named || scope)
  if (groups.every(({ scope }) => !scope)) return <Txt tone={3}>{t.nobodyHere}</Txt>
  const listed = (hats: readonly Hat[]) => hats.map((hat) => names[hat]).join(', ')
  return (
    <Stack gap={2}>
      {groups.map(({ scope, hats }, at) => {
        const reach = scope ? t[scope] : t.none
        const bare = !named && at === 0 && hats.length * 2 > of.length
        return (
          <Txt key={scope ?? 'none'} size={12} tone={bare ? 1 : 2}>
            {bare ? reach : t.but(listed(hats), reach)}
          </Txt>
        )
      })}
    </Stack>
  )
}
