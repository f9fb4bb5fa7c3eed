import { Fragment, type ReactNode } from 'react'
import { format, type SeverityLevel, useChannelName, useLanguage, useSeverityName, useText } from '#web/kit.tsx'
import { Here } from '#web/place.tsx'
import type { Target } from '../contract.ts'
import { words } from '../text/screens.ts'
import { caseTypeName } from './places.ts'

export const TIERS = ['member', 'silver', 'gold', 'diamond', 'dealer_b', 'dealer_a'] as const
export const CHANNELS = ['mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'api'] as const
export const SEVERITIES = [1, 2, 3, 4] as const

/** "4 giờ", "3 ngày làm việc". */
export function useAmount() {
  const t = useText(words)
  const language = useLanguage()
  return ({ amount, unit }: Pick<Target, 'amount' | 'unit'>): string => {
    if (unit === 'working_days') return t.inWorkingDays(amount)
    return amount % 30 === 0 && amount >= 60
      ? t.inHours(format.number(amount / 60, language, amount % 60 === 0 ? 0 : 1))
      : t.inMinutes(amount)
  }
}

/** What a target asks of a case, in words: "Mức khẩn cấp · Kênh Email". */
export function Conditions({ target }: { target: Pick<Target, 'caseType' | 'severity' | 'tier' | 'channel'> }) {
  const t = useText(words)
  const { caseType, severity, tier, channel } = target
  const channelShown = CHANNELS.find((one) => one === channel)
  const severityShown = SEVERITIES.find((one) => one === severity)
  const tierShown = TIERS.find((one) => one === tier)
  const stated: ReactNode[] = [
    caseType !== null && <TypeName key="type" code={caseType} />,
    severity !== null && severityShown && <SeverityWord key="severity" level={severityShown} />,
    tier !== null && t.tierIs(tierShown ? t[tierShown] : tier),
    channel !== null && (channelShown ? <ChannelWord key="channel" channel={channelShown} /> : t.channelIs(channel)),
  ].filter(Boolean)
  if (stated.length === 0) return <span>{t.everything}</span>
  return (
    <span>
      {stated.map((word, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: written in this order
        <Fragment key={at}>
          {at > 0 && ' · '}
          {word}
        </Fragment>
      ))}
    </span>
  )
}

function SeverityWord({ level }: { level: SeverityLevel }) {
  return useText(words).severityIs(useSeverityName(level))
}

function ChannelWord({ channel }: { channel: (typeof CHANNELS)[number] }) {
  return useText(words).channelIs(useChannelName(channel))
}

function TypeName({ code }: { code: string }) {
  const t = useText(words)
  return (
    <>
      {t.typeWord} {caseTypeName.fills.length > 0 ? <Here place={caseTypeName} given={{ code }} /> : code}
    </>
  )
}
