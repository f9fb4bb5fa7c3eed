import { IconMoodEmpty, IconMoodSad, IconMoodSmile, IconSend } from '@tabler/icons-react'
import { z } from 'zod'
import { tellTimeline } from '#customers/places'
import { timelineWords } from '../text/timeline.ts'

/** The case that was asked about: of two answers of one day one sees which is which. */
const about = (caseId: string | null | undefined) => (caseId ? { to: `/hop-thu/${caseId}` } : {})

const Answered = z.object({ score: z.number(), hasComment: z.boolean() })

/** How this room's events are told on a customer's timeline. */
tellTimeline('surveys.surveyAnswered', ({ facts, caseId }, language) => {
  const { score, hasComment } = Answered.parse(facts)
  const t = timelineWords[language]
  const said = { title: t.answered(score), detail: hasComment ? t.comment : t.noComment, ...about(caseId) }
  if (score <= 2) return { icon: IconMoodSad, tint: 'son', ...said }
  return { icon: score === 3 ? IconMoodEmpty : IconMoodSmile, tint: 'ma', ...said }
})
tellTimeline('surveys.surveySent', ({ caseId }, language) => ({ icon: IconSend, title: timelineWords[language].sent, ...about(caseId) }))
tellTimeline('surveys.surveysRefused', (_, language) => ({ icon: IconMoodEmpty, title: timelineWords[language].refused }))
