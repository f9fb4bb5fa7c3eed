import { IconMoodSmile } from '@tabler/icons-react'
import { z } from 'zod'
import { tellTimeline } from '#customers/places'
import { phrases } from '#platform/text.ts'

const words = phrases(
  'surveys',
  { scored: (score: number) => `Khách chấm ${score}/5` },
  { scored: (score: number) => `Customer scored ${score}/5` },
)
const Answered = z.object({ score: z.number() })

/** How this room's events are told on a customer's timeline. */
tellTimeline('surveys.surveyAnswered', ({ facts, caseId }, language) => {
  const { score } = Answered.parse(facts)
  const to = caseId ? { to: `/hop-thu/${caseId}` } : {}
  return { icon: IconMoodSmile, tint: score >= 4 ? 'ma' : score === 3 ? 'nghe' : 'son', title: words[language].scored(score), ...to }
})
