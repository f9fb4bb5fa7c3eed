import {
  IconAlarm,
  IconAlarmFilled,
  IconArrowUp,
  IconAt,
  IconMailX,
  IconMessageCircle,
  IconMoodSad,
  IconShieldQuestion,
  IconUserCheck,
} from '@tabler/icons-react'
import type { Icon } from '#web/kit.tsx'
import type { NoticeKind } from '../contract.ts'

/** The mark of a kind, and its colour: what is late or wrong is red, what comes near is amber. */
export const LOOKS: Record<NoticeKind, { icon: Icon; tone: 'ours' | 'bad' | 'warn' }> = {
  mention: { icon: IconAt, tone: 'ours' },
  assigned: { icon: IconUserCheck, tone: 'ours' },
  clock_warning: { icon: IconAlarm, tone: 'warn' },
  clock_breached: { icon: IconAlarmFilled, tone: 'bad' },
  escalated: { icon: IconArrowUp, tone: 'warn' },
  low_score: { icon: IconMoodSad, tone: 'bad' },
  customer_replied: { icon: IconMessageCircle, tone: 'ours' },
  mail_failed: { icon: IconMailX, tone: 'bad' },
  suspended: { icon: IconShieldQuestion, tone: 'warn' },
}
