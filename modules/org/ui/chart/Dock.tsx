import { IconAdjustments, IconX } from '@tabler/icons-react'
import { Avatar, Button, Chip, format, IconButton, Row, Stack, TierChip, Txt, useLanguage, useText } from '#web/kit.tsx'
import { Here } from '#web/place.tsx'
import type { Person } from '../../contract/shapes.ts'
import { changeHats } from '../../contract.ts'
import { functionOf } from '../../rules/hats.ts'
import { chartWords } from '../../text/chart.ts'
import { hatWords } from '../../text/hats.ts'
import { personResults } from '../places.ts'
import css from './chart.module.css'
import type { Position } from './columns.ts'
import { Fact } from './Fact.tsx'
import { LOOK } from './functions.ts'
import { type Loads, loadOf } from './load.ts'
import { SplitBar } from './PersonInColumn.tsx'

type Given = { person: Person; position: Position | undefined; loads: Loads | undefined; onClose: () => void }

/** Who was pressed: how their time is shared, what they do in words, what they can, what they hold now, how they do. */
export function Dock({ person, position, loads, onClose }: Given) {
  const t = useText(chartWords)
  const names = useText(hatWords)
  const language = useLanguage()
  const load = loadOf(loads, person)
  const held = loads?.get(person.id)
  const joined = person.joinedOn ? t.joined(`${person.joinedOn.slice(5, 7)}/${person.joinedOn.slice(0, 4)}`) : ''
  return (
    <section className={css.dock} aria-label={person.name}>
      <Row gap={12} align="center">
        <Avatar name={person.name} id={person.id} size={44} presence={person.availability} />
        <Stack gap={2}>
          <Row gap={6} align="center">
            <Txt weight={600}>{person.name}</Txt>
            {person.grade && <TierChip tier={person.grade} />}
          </Row>
          <Txt size={12} tone={3}>
            {[t.roleCount(person.hats.length), joined, names[person.availability]].filter(Boolean).join(', ')}
          </Txt>
        </Stack>
      </Row>
      <div>
        <div className={css.line}>
          <span>{person.hats.length === 0 ? t.noHats : t.split(person.hats.length)}</span>
          <span className="num">{load !== undefined && t.load(format.percent(load, language, 0))}</span>
        </div>
        <SplitBar person={person} load={undefined} tall />
        <Legend person={person} />
      </div>
      <div className={css.facts}>
        {loads && <Fact label={t.holding}>{t.cases(held?.open ?? 0)}</Fact>}
        {held && held.overdue > 0 && <Fact label={t.overdue}>{t.cases(held.overdue)}</Fact>}
        <Here place={personResults} given={{ personId: person.id }} />
      </div>
      <Row gap={8} justify="flex-end">
        <Button icon={IconAdjustments} label={t.editHats} does={changeHats} orHide to={`/cai-dat/nhan-su/${person.id}`} />
        <IconButton icon={IconX} label={t.close} kbd="Escape" onClick={onClose} />
      </Row>
      <InWords person={person} position={position} />
    </section>
  )
}

/** Duties as somebody wrote them, of the person or else of the position, and skills. */
function InWords({ person: { duties, skills }, position }: Pick<Given, 'person' | 'position'>) {
  const t = useText(chartWords)
  const said = duties.trim() || position?.duties.trim()
  if (!said && skills.length === 0) return null
  return (
    <div className={css.words}>
      {said && (
        <p>
          <b>{t.duties}</b> {said}
        </p>
      )}
      {skills.length > 0 && (
        <Row gap={6} align="center" wrap>
          <b>{t.skills}</b>
          {skills.map((skill) => (
            <Chip key={skill} small>
              {skill}
            </Chip>
          ))}
        </Row>
      )}
    </div>
  )
}

function Legend({ person }: { person: Person }) {
  const names = useText(hatWords)
  const isNamed = (hat: string): hat is keyof typeof hatWords.vi => hat in names
  return (
    <div className={css.legend}>
      {person.hats.map(({ hat, share }) => {
        const of = functionOf(hat)
        return (
          <span key={hat}>
            <i style={{ background: of ? `var(--${LOOK[of].tint}-dot)` : 'var(--tx3)' }} />
            {isNamed(hat) ? names[hat] : hat} <b className="num">{share}%</b>
          </span>
        )
      })}
    </div>
  )
}
