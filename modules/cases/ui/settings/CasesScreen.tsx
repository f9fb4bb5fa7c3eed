import { IconPlus } from '@tabler/icons-react'
import { Button, Checkbox, ErrorBox, Loading, Row, Screen, Segmented, Spacer, Stack, Txt, useAddress, useKeys, useText } from '#web/kit.tsx'
import { addType } from '../../contract.ts'
import { CausesPart } from './CausesPart.tsx'
import { PolicyPart } from './PolicyPart.tsx'
import { ResolutionsPart } from './ResolutionsPart.tsx'
import { StatusesPart } from './StatusesPart.tsx'
import { type Settings, useCaseSettings } from './saving.ts'
import { TagsPart } from './TagsPart.tsx'
import { TypesPart } from './TypesPart.tsx'
import { words } from './words.ts'

const PARTS = ['types', 'statuses', 'causes', 'resolutions', 'tags', 'policy'] as const
type Part = (typeof PARTS)[number]
/** As the address names them. */
const PATHS: Record<Part, string> = {
  types: '',
  statuses: 'trang-thai',
  causes: 'nguyen-nhan',
  resolutions: 'cach-giai-quyet',
  tags: 'nhan',
  policy: 'quy-dinh',
}
const ADDS = { types: 'addType', statuses: 'addStatus', causes: 'addCause', resolutions: 'addResolution' } as const
const SAYS = { types: 'typesSay', statuses: 'statusesSay', causes: 'causesSay', resolutions: 'resolutionsSay', tags: 'tagsSay' } as const

/** What every part gets: the settings, whether archived ones are shown, which entry is open (`moi`: a new one). */
export type PartProps = { settings: Settings; archived: boolean; opened: string | undefined; open: (id: string | null) => void }

/** `/cai-dat/phieu`: the company's own words for cases. */
export function CasesScreen() {
  const t = useText(words)
  const { search, change } = useAddress()
  const settings = useCaseSettings()
  const part = PARTS.find((one) => PATHS[one] === (search.phan ?? '')) ?? 'types'
  const adds = part === 'tags' || part === 'policy' ? null : t[ADDS[part]]
  const archived = search.ngung === '1'
  const add = () => change({ muc: 'moi', duoi: null })
  useKeys([{ keys: 'c', says: adds ?? t.addType, does: add, group: 'here', when: adds !== null }])
  const given = { archived, opened: search.muc, open: (id: string | null) => change({ muc: id, duoi: null }) }
  return (
    <Screen
      title={t.caseSettings}
      actions={adds && <Button label={adds} icon={IconPlus} variant="filled" does={addType} kbd="c" onClick={add} />}
    >
      <Stack gap={16}>
        <Row gap={12} wrap align="center">
          <Segmented
            label={t.parts}
            value={part}
            onChange={(next) => change({ phan: PATHS[next], muc: null })}
            options={PARTS.map((one) => ({ value: one, label: t[one] }))}
          />
          <Spacer />
          {adds && <Checkbox label={t.showArchived} value={archived} onChange={(on) => change({ ngung: on ? '1' : null })} />}
        </Row>
        {part !== 'policy' && (
          <Txt as="p" tone={2}>
            {t[SAYS[part]]}
          </Txt>
        )}
        {settings.data ? (
          <Shown part={part} settings={settings.data} {...given} />
        ) : settings.error ? (
          <ErrorBox error={settings.error} retry={() => void settings.refetch()} />
        ) : (
          <Loading of="table" rows={6} />
        )}
      </Stack>
    </Screen>
  )
}

function Shown({ part, ...given }: PartProps & { part: Part }) {
  if (part === 'types') return <TypesPart {...given} />
  if (part === 'statuses') return <StatusesPart {...given} />
  if (part === 'causes') return <CausesPart {...given} />
  if (part === 'resolutions') return <ResolutionsPart {...given} />
  return part === 'tags' ? <TagsPart /> : <PolicyPart policy={given.settings.policy} />
}
