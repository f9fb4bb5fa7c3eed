import type { ReactNode } from 'react'
import { Card, Facts, format, Link, Txt, useChannelName, useLanguage, useText } from '#web/kit.tsx'
import type { Customer } from '../contract/shapes.ts'
import { words } from '../text/screens.ts'
import { addressOf } from './named.ts'

/** What is known beside contacts; what nobody wrote is not there. */
export function DetailsCard({ customer }: { customer: Customer }) {
  const t = useText(words)
  const language = useLanguage()
  const birthday = useBirthday(customer)
  const reached = useWishes(customer)
  const { address, company, owner, unit, tags } = customer
  const facts: [string, ReactNode][] = [
    [t.honorific, [customer.honorific, customer.selfWord && `${t.selfWord} ${customer.selfWord}`].filter(Boolean).join(' · ')],
    [t.belongsTo, company && <Link to={`/khach/${company.code}`}>{company.name}</Link>],
    [t.contactName, customer.contactName],
    [t.taxCode, customer.taxCode],
    [t.owner, owner?.name],
    [t.unit, unit?.name],
    [t.birthday, birthday],
    [t.founded, customer.foundedOn && format.date(customer.foundedOn, language)],
    [t.address, addressOf(address)],
    [t.legacyAddress, addressOf(address) === address.legacy ? null : address.legacy],
    [t.preferred, reached],
    [t.language, customer.language === 'en' && t.english],
    [t.tags, tags.join(', ')],
    [t.firstSeen, format.date(customer.firstSeenAt, language)],
  ]
  return (
    <Card title={t.details}>
      <Facts
        columns={1}
        facts={facts.flatMap(([label, value]) =>
          value ? [{ label, value: typeof value === 'string' ? <Txt pre>{value}</Txt> : value }] : [],
        )}
      />
    </Card>
  )
}

function useBirthday({ birthDate, birthLunar, birthLunarDay, birthLunarMonth }: Customer): string {
  const t = useText(words)
  const language = useLanguage()
  const solar = birthDate ? format.date(birthDate, language) : ''
  const lunar = birthLunar && birthLunarDay && birthLunarMonth ? t.lunarOf(birthLunarDay, birthLunarMonth) : ''
  return [lunar, solar].filter(Boolean).join(' · ')
}

function useWishes({ preferences: { channel, noCalls, bestTime } }: Customer): string {
  const t = useText(words)
  const name = useChannelName(channel ?? 'other')
  return [channel && name, noCalls && t.noCalls, bestTime].filter(Boolean).join(' · ')
}
