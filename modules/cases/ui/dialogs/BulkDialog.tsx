import { useMutation, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { ask, tell } from '#web/api.ts'
import { confirm, Stack, say, TagsField, Txt, useFields, useLanguage, useText } from '#web/kit.tsx'
import { bulkChange, listTags } from '../../contract.ts'
import type { BulkWhat } from '../BulkChanges.tsx'
import { caseWords } from '../caseWords.ts'
import { refresh, undoOf } from '../refresh.ts'
import { words } from '../words.ts'
import { Ask } from './Ask.tsx'
import { AssignFields, type Assigning, isChosen, nobodyYet, ResolveFields, type Resolving } from './fields.tsx'
import { SnoozeChoice } from './SnoozeDialog.tsx'

type Given = { ids: string[]; onClose: () => void; onDone: (failed: string[]) => void }
type Change = z.input<typeof bulkChange.input>['change']

/** One change of many cases. */
export function BulkDialog({ what, ...given }: Given & { what: BulkWhat }) {
  const Shown = { assign: BulkAssign, tag: BulkTag, snooze: BulkSnooze, resolve: BulkResolve }[what]
  return <Shown {...given} />
}

/** Says how many, offers to take it back, and lists what could not be done; that stays chosen. */
function useBulk({ ids, onDone }: Given, says: (count: number) => string) {
  const t = useText(words)
  const language = useLanguage()
  const bulk = useMutation({
    ...tell(bulkChange),
    onSuccess: ({ done, failed, undo }) => {
      if (done.length > 0) say(says(done.length), undoOf(undo))
      onDone(failed.map(({ id }) => id))
      if (failed.length > 0)
        void tellFailed(
          t,
          failed.map(({ code, words: why }) => `${code ?? ''} ${why[language]}`.trim()),
        )
      return refresh()
    },
  })
  return { error: bulk.error, busy: bulk.isPending, run: (change: Change) => bulk.mutate({ ids, change }) }
}

const tellFailed = (t: typeof words.vi, lines: string[]) =>
  confirm({
    title: t.bulkFailed(lines.length),
    consequences: (
      <Stack gap={4}>
        {lines.map((line) => (
          <Txt key={line}>{line}</Txt>
        ))}
        <Txt tone={3}>{t.bulkFailedSays}</Txt>
      </Stack>
    ),
    keep: t.bulkRead,
  })

function BulkAssign(given: Given) {
  const t = useText(words)
  const c = useText(caseWords)
  const { values, field } = useFields<Assigning>(nobodyYet)
  const bulk = useBulk(given, t.bulkAssigned)
  const { isPool, handlerId, unitId } = values
  return (
    <Ask
      title={t.bulkAssignTitle(given.ids.length)}
      verb={c.give}
      {...bulk}
      disabledBecause={!isChosen(values) && c.choose}
      onClose={given.onClose}
      onSubmit={() => bulk.run({ what: 'assign', handlerId: isPool ? null : handlerId, unitId: (isPool && unitId) || undefined })}
    >
      <AssignFields field={field} values={values} />
    </Ask>
  )
}

function BulkTag(given: Given) {
  const t = useText(words)
  const c = useText(caseWords)
  const { values, field } = useFields<{ add: string[]; remove: string[] }>({ add: [], remove: [] })
  const bulk = useBulk(given, t.bulkTagged)
  const known = (useQuery(ask(listTags, {})).data ?? []).map(({ tag }) => tag)
  return (
    <Ask
      title={t.bulkTagTitle(given.ids.length)}
      verb={c.save}
      {...bulk}
      disabledBecause={values.add.length + values.remove.length === 0 && c.choose}
      onClose={given.onClose}
      onSubmit={() => bulk.run({ what: 'tag', ...values })}
    >
      <TagsField label={t.addTags} suggestions={known} {...field('add')} />
      <TagsField label={t.removeTags} suggestions={known} {...field('remove')} />
    </Ask>
  )
}

function BulkSnooze(given: Given) {
  const t = useText(words)
  const bulk = useBulk(given, t.bulkSnoozed)
  return (
    <SnoozeChoice
      title={t.bulkSnoozeTitle(given.ids.length)}
      error={bulk.error}
      busy={bulk.busy}
      onPick={(until) => bulk.run({ what: 'snooze', until })}
      onClose={given.onClose}
    />
  )
}

function BulkResolve(given: Given) {
  const t = useText(words)
  const c = useText(caseWords)
  const { values, field } = useFields<Resolving>({ cause: null, resolution: null, note: '' })
  const bulk = useBulk(given, t.bulkResolved)
  const { cause, resolution, note } = values
  return (
    <Ask
      title={t.bulkResolveTitle(given.ids.length)}
      verb={c.markDone}
      {...bulk}
      onClose={given.onClose}
      onSubmit={() => bulk.run({ what: 'resolve', cause: cause ?? undefined, resolution: resolution ?? undefined, note })}
    >
      <ResolveFields field={field} />
    </Ask>
  )
}
