import { IconChevronDown, IconPhone } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getCustomer, revealPhone } from '#customers/contract'
import { ask, tell } from '#web/api.ts'
import { Avatar, CustomerTier, confirm, IconButton, say, sayFailure, Txt, useMay, useText } from '#web/kit.tsx'
import type { CaseDetail } from '../contract.ts'
import { caseWords } from './caseWords.ts'
import { fullName, shortName, tierName } from './look.ts'
import { words } from './words.ts'

type Given = { customer: CaseDetail['customer']; onOpen: () => void }

/** On a phone, under the title: whose case it is, how to address them, what to remember; the rest is behind it. */
export function CustomerStrip({ customer, onOpen }: Given) {
  const t = useText(words)
  const c = useText(caseWords)
  const { data } = useCustomer(customer?.id)
  const rank = customer && tierName(t, customer.tier)
  const name = fullName(customer, t.unknownCustomer)
  const remember = data?.memory.trim().split('\n')[0]
  return (
    <button
      type="button"
      onClick={onOpen}
      title={c.showCustomer}
      style={{
        ...{ display: 'flex', alignItems: 'center', gap: 10, width: '100%', minHeight: 52, padding: '8px 16px', textAlign: 'left' },
        ...{ border: 0, borderBlock: '1px solid var(--line)', background: 'var(--app)', cursor: 'pointer', flex: 'none' },
      }}
    >
      <Avatar id={customer?.id} name={customer?.name ?? name} size={36} />
      <span style={{ flex: 1, minWidth: 0, display: 'grid' }}>
        <span style={{ display: 'flex', alignItems: 'center', gap: 6, minWidth: 0 }}>
          <Txt weight={600} trunc>
            {name}
          </Txt>
          {rank && <CustomerTier label={rank} />}
        </span>
        {data?.preferences.noCalls && (
          <Txt size={12} tone="nghe" trunc>
            {c.noCalls}
          </Txt>
        )}
        {!data?.preferences.noCalls && remember && (
          <Txt size={12} tone={2} trunc>
            {remember}
          </Txt>
        )}
      </span>
      <IconChevronDown size={18} stroke={1.75} aria-hidden />
    </button>
  )
}

/** Calls the customer's main number. A covered number is asked for first, and the server keeps who looked. */
export function CallButton({ customer }: Pick<Given, 'customer'>) {
  const c = useText(caseWords)
  const mayReveal = useMay(revealPhone)
  const { data } = useCustomer(customer?.id)
  const reveal = useMutation({ ...tell(revealPhone), onError: sayFailure })
  const phones = data?.identities.filter(({ kind }) => kind === 'phone') ?? []
  const phone = phones.find(({ isMain }) => isMain) ?? phones[0]
  if (!data || !phone || (phone.isMasked && !mayReveal)) return null
  const label = c.callCustomer(shortName(customer, ''))
  const call = async () => {
    const isUnwanted = data.preferences.noCalls && !(await confirm({ title: label, consequences: c.noCalls, verb: c.callAnyway }))
    if (isUnwanted) return
    if (!phone.isMasked) return dial(phone.shown)
    const { identities } = await reveal.mutateAsync({ id: data.id })
    const number = identities.find(({ id }) => id === phone.id)?.value
    if (!number) return
    say(c.lookKept)
    dial(number)
  }
  return <IconButton icon={IconPhone} label={label} onClick={() => void call().catch(() => undefined)} />
}

const dial = (number: string) => location.assign(`tel:${number.replace(/[^\d+]/g, '')}`)

const useCustomer = (id: string | undefined) =>
  useQuery({ ...ask(getCustomer, { id: id ?? '' }), enabled: useMay(getCustomer) !== undefined && id !== undefined, retry: false })
