import { IconPlus } from '@tabler/icons-react'
import { Button, ErrorBox, Loading, Screen, Stack, useAddress, useKeys, useMay, useText } from '#web/kit.tsx'
import { addRule, listHandlers } from '../../contract.ts'
import { assignmentWords as words } from './assignmentWords.ts'
import { CapacityCard } from './CapacityCard.tsx'
import { RuleDialog } from './RuleDialog.tsx'
import { RuleList } from './RuleList.tsx'
import { useCaseSettings } from './saving.ts'
import { TrialCard } from './TrialCard.tsx'

/** `/cai-dat/phan-cong`: who gets a new case, by rules in their order, within what each person can take. */
export function AssignmentScreen() {
  const t = useText(words)
  const { search, change } = useAddress()
  const settings = useCaseSettings()
  const readsCases = useMay(listHandlers) !== undefined
  const rules = settings.data?.rules ?? []
  const opened = rules.find(({ id }) => id === search.muc)
  const add = () => change({ muc: 'moi' })
  useKeys([{ keys: 'c', says: t.addRule, does: add, group: 'here' }])
  return (
    <Screen
      title={t.assignment}
      actions={<Button label={t.addRule} icon={IconPlus} variant="filled" does={addRule} kbd="c" onClick={add} />}
    >
      <Stack gap={16}>
        {settings.data ? (
          <RuleList rules={rules} types={settings.data.types} open={(id) => change({ muc: id })} add={add} />
        ) : settings.error ? (
          <ErrorBox error={settings.error} retry={() => void settings.refetch()} />
        ) : (
          <Loading of="table" rows={3} />
        )}
        {readsCases && <CapacityCard />}
        {settings.data && <TrialCard types={settings.data.types} />}
      </Stack>
      {settings.data && (opened || search.muc === 'moi') && (
        <RuleDialog key={search.muc} rule={opened} settings={settings.data} onClose={() => change({ muc: null })} />
      )}
    </Screen>
  )
}
