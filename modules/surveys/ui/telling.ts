import { IconMoodEmpty, IconMoodSad, IconMoodSmile, IconSend } from '@tabler/icons-react'
import { z } from 'zod'
import { tellTimeline } from '#customers/places'
import { timelineWords } from '../text/timeline.ts'

const Answered = z.object({ score: z.number(), hasComment: z.boolean() })

/** How this room's events are told on a customer's timeline. */
tellTimeline('surveys.surveyAnswered', ({ facts }, language) => {
  const { score, hasComment } = Answered.parse(facts)
  const t = timelineWords[language]
  const said = { title: t.answered(score), detail: hasComment ? t.comment : t.noComment }
  if (score <= 2) return { icon: IconMoodSad, tint: 'son', ...said }
  return { icon: score === 3 ? IconMoodEmpty : IconMoodSmile, tint: 'ma', ...said }
})
tellTimeline('surveys.surveySent', (_, language) => ({ icon: IconSend, title: timelineWords[language].sent }))
tellTimeline('surveys.surveysRefused', (_, language) => ({ icon: IconMoodEmpty, title: timelineWords[language].refused }))
