import { Chip, useLanguage } from '#web/kit.tsx'
import { isScore } from '../rules.ts'
import { scoreWords } from '../text.ts'

const TINTS = { 1: 'son', 2: 'son', 3: 'nghe', 4: 'ma', 5: 'ma' } as const

/** A score as a number and in words; its colour says the same again. */
export function Score({ score, worded }: { score: number; worded?: boolean }) {
  const language = useLanguage()
  if (!isScore(score)) return null
  const says = scoreWords(language, score)
  return (
    <Chip small tint={TINTS[score]}>
      <span className="num" title={says}>
        {score}/5{worded && ` · ${says}`}
      </span>
    </Chip>
  )
}
