import { IconPlus, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '#web/api.ts'
import {
  Banner,
  Button,
  Card,
  DateField,
  Form,
  Grid,
  IconButton,
  Menu,
  NumberField,
  RadioCards,
  Row,
  Stack,
  say,
  Txt,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { Hat, type Person } from '../../contract/shapes.ts'
import { changeHats } from '../../contract.ts'
import { settingsWords } from '../../text/settings.ts'
import { useHatName } from './people.tsx'

type Worn = { hat: (typeof Hat.options)[number]; share: number; main: boolean; untilDate: string | null }

const wornBy = (person: Person): Worn[] =>
  person.hats.flatMap(({ hat, share, main, untilDate }) => {
    const known = Hat.safeParse(hat).data
    return known ? [{ hat: known, share, main, untilDate }] : []
  })

function useWorn(person: Person) {
  const t = useText(settingsWords)
  const [worn, setWorn] = useState(wornBy(person))
  const [dirty, setDirty] = useState(false)
  const save = useMutation({
    ...tell(changeHats),
    onSuccess: async () => {
      say(t.saved)
      setDirty(false)
      await Promise.all([queries.invalidateQueries({ queryKey: ['org'] }), queries.invalidateQueries({ queryKey: ['me'] })])
    },
  })
  const change = (next: Worn[]) => {
    setWorn(next)
    setDirty(true)
  }
  return { worn, change, dirty, save }
}

/** What somebody wears, with shares of time that never pass 100 %, exactly one of them the main one. */
export function HatsCard({ person }: { person: Person }) {
  const t = useText(settingsWords)
  const name = useHatName()
  const { worn, change, dirty, save } = useWorn(person)
  const sum = worn.reduce((before, { share }) => before + share, 0)
  const free = Hat.options.filter((hat) => !worn.some((one) => one.hat === hat))
  const add = (hat: Worn['hat']) => change([...worn, { hat, share: Math.max(0, 100 - sum), main: worn.length === 0, untilDate: null }])
  return (
    <Card
      title={t.hats}
      action={
        <Menu
          trigger={<Button size="sm" icon={IconPlus} label={t.addHat} does={changeHats} />}
          items={free.map((hat) => ({ label: name(hat), does: changeHats, onClick: () => add(hat) }))}
        />
      }
    >
      <Form
        onSubmit={() => save.mutate({ id: person.id, hats: worn })}
        error={save.error}
        actions={
          <>
            <Txt num tone={sum > 100 ? 'son' : 3}>
              {sum > 100 ? t.sumTooMuch(sum) : t.sum(sum)}
            </Txt>
            <Button
              label={t.save}
              variant="filled"
              type="submit"
              does={changeHats}
              busy={save.isPending}
              disabledBecause={sum > 100 ? t.sumTooMuch(sum) : !dirty && t.saved}
            />
          </>
        }
      >
        <Txt size={12} tone={3}>
          {t.hatsHint}
        </Txt>
        {worn.length === 0 && <Banner>{t.noHats}</Banner>}
        {worn.map((one) => (
          <OneHat
            key={one.hat}
            worn={one}
            onChange={(next) => change(worn.map((other) => (other.hat === one.hat ? next : other)))}
            onRemove={() => change(withMain(worn.filter((other) => other.hat !== one.hat)))}
          />
        ))}
        {worn.length > 1 && <MainHat worn={worn} onChange={change} />}
      </Form>
    </Card>
  )
}

function MainHat({ worn, onChange }: { worn: Worn[]; onChange: (worn: Worn[]) => void }) {
  const t = useText(settingsWords)
  const name = useHatName()
  return (
    <RadioCards
      label={t.main}
      value={worn.find(({ main }) => main)?.hat ?? null}
      options={worn.map(({ hat }) => ({ value: hat, label: name(hat) }))}
      onChange={(hat) => onChange(worn.map((other) => ({ ...other, main: other.hat === hat })))}
    />
  )
}

/** One of them is always the main one. */
const withMain = (worn: Worn[]) => (worn.some(({ main }) => main) ? worn : worn.map((one, at) => ({ ...one, main: at === 0 })))

function OneHat({ worn, onChange, onRemove }: { worn: Worn; onChange: (next: Worn) => void; onRemove: () => void }) {
  const t = useText(settingsWords)
  const name = useHatName()(worn.hat)
  return (
    <Stack gap={6}>
      <Row gap={8} align="center" justify="space-between">
        <Txt weight={600}>{name}</Txt>
        <IconButton icon={IconX} label={t.removeHat(name)} size="small" does={changeHats} orHide onClick={onRemove} />
      </Row>
      <Grid columns={2}>
        <NumberField
          label={t.share}
          suffix="%"
          min={0}
          max={100}
          value={worn.share}
          onChange={(share) => onChange({ ...worn, share: share ?? 0 })}
        />
        <DateField label={t.until} value={worn.untilDate} onChange={(untilDate) => onChange({ ...worn, untilDate })} />
      </Grid>
    </Stack>
  )
}
