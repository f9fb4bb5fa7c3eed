import { IconArrowDown, IconArrowsSplit2, IconArrowUp, IconGripVertical } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#web/api.ts'
import { Button, Card, Chip, Empty, IconButton, Line, Row, Stack, say, sayFailure, Txt, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { addRule, orderRules } from '../../contract.ts'
import { assignmentWords as words } from './assignmentWords.ts'
import { RuleWords } from './RuleWords.tsx'
import css from './rules.module.css'
import type { Settings } from './saving.ts'

export type Rule = Settings['rules'][number]

/** Rules from the first to the last, dragged or moved by buttons into another order. */
export function RuleList({
  rules,
  types,
  open,
  add,
}: {
  rules: Rule[]
  types: Settings['types']
  open: (id: string) => void
  add: () => void
}) {
  const t = useText(words)
  const { order, moving, move, drag } = useOrder(rules)
  if (rules.length === 0)
    return (
      <Empty
        kind="setup"
        icon={IconArrowsSplit2}
        title={t.noRules}
        says={t.noRulesSay}
        action={<Button label={t.addRule} does={addRule} onClick={add} />}
      />
    )
  return (
    <Card title={t.rules} flush label={t.rules}>
      <Stack pad="0 16px 10px">
        <Txt as="p" tone={2}>
          {t.rulesSay}
        </Txt>
      </Stack>
      <ol className={css.list}>
        {order.map((rule, place) => (
          <li key={rule.id} className={css.rule} data-moving={moving === rule.id || undefined} {...drag(rule.id)}>
            <Line />
            <Row gap={10} align="center" pad="10px 12px">
              <span className={css.grip} title={t.drag(rule.name)} aria-hidden>
                <IconGripVertical size={16} stroke={1.75} />
              </span>
              <span className={css.place}>{place + 1}</span>
              <Stack gap={2} grow>
                <Row gap={8} align="center" wrap>
                  <button type="button" className={css.name} onClick={() => open(rule.id)}>
                    {rule.name}
                  </button>
                  {!rule.enabled && <Chip small>{t.off}</Chip>}
                </Row>
                <RuleWords rule={rule} types={types} />
              </Stack>
              <IconButton
                icon={IconArrowUp}
                label={t.moveUp(rule.name)}
                does={orderRules}
                disabledBecause={place === 0 && t.moveUp(rule.name)}
                onClick={() => move(rule.id, place - 1)}
              />
              <IconButton
                icon={IconArrowDown}
                label={t.moveDown(rule.name)}
                does={orderRules}
                disabledBecause={place === order.length - 1 && t.moveDown(rule.name)}
                onClick={() => move(rule.id, place + 1)}
              />
            </Row>
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** The order as it is being made; saved on every drop and every press, put back when that fails. */
function useOrder(rules: Rule[]) {
  const t = useText(words)
  const [wished, setWished] = useState<string[] | null>(null)
  const [moving, setMoving] = useState<string | null>(null)
  const ids = wished ?? rules.map(({ id }) => id)
  const save = useMutation({
    mutationFn: (given: string[]) => call(orderRules, { ids: given }),
    onError: sayFailure,
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['cases'] })
      setWished(null)
    },
  })
  const placed = (id: string, place: number) => ids.filter((one) => one !== id).toSpliced(place, 0, id)
  const move = (id: string, place: number) => {
    const next = placed(id, place)
    setWished(next)
    save.mutate(next, { onSuccess: () => say(t.ruleMoved(rules.find((one) => one.id === id)?.name ?? '', place + 1)) })
  }
  const drag = (id: string) => ({
    draggable: true,
    onDragStart: () => setMoving(id),
    onDragEnter: () => moving && moving !== id && setWished(placed(moving, ids.indexOf(id))),
    onDragOver: (event: { preventDefault: () => void }) => event.preventDefault(),
    onDragEnd: () => {
      setMoving(null)
      if (wished && wished.join() !== rules.map((one) => one.id).join()) save.mutate(wished)
    },
  })
  const order = ids.flatMap((id) => rules.find((one) => one.id === id) ?? [])
  return { order, moving, move, drag }
}
