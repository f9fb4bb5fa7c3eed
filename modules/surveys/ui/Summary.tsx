import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { ask } from '#web/api.ts'
import { BarRow, Bars, Card, ErrorBox, format, Grid, KpiTile, Loading, useLanguage, useText } from '#web/kit.tsx'
import { type AnswerFilter, sumUpAnswers } from '../contract.ts'
import { isScore } from '../rules.ts'
import { words } from '../text/screens.ts'
import { scoreWords } from '../text.ts'

type Sums = z.output<typeof sumUpAnswers.reply>
const ENOUGH = 30

/** The same answers as the list below, counted; a score of the bars narrows the list to it. */
export function Summary({ asked, onScore }: { asked: AnswerFilter; onScore: (score: number) => void }) {
  const sums = useQuery(ask(sumUpAnswers, asked))
  if (sums.error) return <ErrorBox error={sums.error} retry={() => void sums.refetch()} />
  if (!sums.data) return <Loading of="tiles" />
  return (
    <Grid columns="minmax(0, 3fr) minmax(0, 2fr)">
      <Figures sums={sums.data} />
      <ByScore sums={sums.data} onScore={onScore} />
    </Grid>
  )
}

function Figures({ sums: { scores, sent, answered } }: { sums: Sums }) {
  const t = useText(words)
  const language = useLanguage()
  const many = scores.reduce((sum, { answers }) => sum + answers, 0)
  const happy = scores.filter(({ score }) => score >= 4).reduce((sum, { answers }) => sum + answers, 0)
  const points = scores.reduce((sum, { score, answers }) => sum + score * answers, 0)
  const base = many < ENOUGH ? t.fewAnswers(many) : t.answers(many)
  return (
    <Grid columns={3}>
      <KpiTile label={t.csat} value={many > 0 ? format.percent(happy / many, language) : '–'} target={base} info={t.csatInfo} />
      <KpiTile
        label={t.mean}
        value={many > 0 ? format.number(points / many, language, 2) : '–'}
        unit="/ 5"
        target={base}
        info={t.meanInfo}
      />
      <KpiTile
        label={t.rate}
        value={sent > 0 ? format.percent(answered / sent, language) : '–'}
        target={t.sentOf(answered, sent)}
        info={t.rateInfo}
      />
    </Grid>
  )
}

function ByScore({ sums: { scores }, onScore }: { sums: Sums; onScore: (score: number) => void }) {
  const t = useText(words)
  const language = useLanguage()
  const most = Math.max(1, ...scores.map(({ answers }) => answers))
  return (
    <Card title={t.byScore}>
      <Bars label={t.byScore}>
        {scores.toReversed().map(({ score, answers }) => (
          <BarRow
            key={score}
            label={isScore(score) ? `${score} · ${scoreWords(language, score)}` : String(score)}
            value={format.number(answers, language)}
            share={answers / most}
            tint={score <= 2 ? 'son' : score === 3 ? 'nghe' : 'ma'}
            onSelect={() => onScore(score)}
          />
        ))}
      </Bars>
    </Card>
  )
}
