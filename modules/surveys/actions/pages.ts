import { z } from 'zod'
import { fillReply } from '#knowledge'
import { companyOf } from '#org'
import type { Ctx } from '#platform/context.ts'
import { typed } from '#platform/contract.ts'
import type { PageAsk } from '#platform/room.ts'
import { readSetting } from '#platform/settings.ts'
import { html } from '#web/portal/html.ts'
import { chosenIn, form, languageOf, shown } from '../pages/shown.ts'
import type { Asked } from '../queries.ts'
import { changeableUntil } from '../rules.ts'
import { surveySettings } from '../settings.ts'
import { text } from '../text.ts'
import { answerSurvey, askedBy } from './answer.ts'
import { refusalBy, refuseSurveys } from './refuse.ts'

type Wrong = { wrong: 'chooseFirst' | 'commentTooLong'; chosen: number | undefined; comment: string }

/** GET: shows the question. It changes nothing, whoever opens it: mail scanners and previews open every link. */
export async function showSurvey(ask: PageAsk) {
  const asked = await askedBy(ask.ctx, ask.params.token)
  if (asked.answeredAt && ask.query.xong !== undefined) return thanks(ask, asked)
  return question(ask, asked)
}

const Given = z.object({ diem: z.coerce.number().int().min(1).max(5), gop_y: typed(2_000).default('') })

/** POST: the answer. Pressed twice it is one answer. */
export async function takeAnswer(ask: PageAsk) {
  const { ctx, reply, request, params } = ask
  const asked = await askedBy(ctx, params.token)
  const given = Given.safeParse(request.body)
  if (!given.success) {
    reply.status(422)
    return question(ask, asked, wrongIn(request.body, given.error))
  }
  await answerSurvey(ctx, { token: params.token, score: given.data.diem, comment: given.data.gop_y })
  // Only said here: it is sent when all of this is committed.
  reply.status(303).header('location', `/khao-sat/${params.token}?xong=1&lang=${languageOf(ask, asked.language)}`)
  return ''
}

function wrongIn(body: unknown, error: z.ZodError): Wrong {
  const { diem, gop_y: comment } = z
    .object({ diem: z.unknown(), gop_y: z.unknown() })
    .catch({ diem: undefined, gop_y: undefined })
    .parse(body)
  const noScore = error.issues.some(({ path }) => path[0] === 'diem' || path.length === 0)
  return { wrong: noScore ? 'chooseFirst' : 'commentTooLong', chosen: chosenIn(diem), comment: typeof comment === 'string' ? comment : '' }
}

async function question(ask: PageAsk, asked: Asked, wrong?: Wrong) {
  const { ctx, reply, params, query } = ask
  const language = languageOf(ask, asked.language)
  const path = `/khao-sat/${params.token}`
  const main = form({
    language,
    action: `${path}?lang=${language}`,
    question: await questionIn(ctx, language, asked.code),
    code: asked.code,
    chosen: wrong ? wrong.chosen : chosenIn(query.diem),
    comment: wrong?.comment ?? '',
    answered: asked.answeredAt !== null,
    wrong: wrong?.wrong,
  })
  return shown(ctx, reply, { language, title: text[language].pageTitle, path, main })
}

/** Whoever holds the link reads the question, and nothing of the customer. */
async function questionIn(ctx: Ctx, language: 'vi' | 'en', code: string) {
  const words = (await readSetting(ctx, surveySettings))[language]
  const { name, shortName, hotline } = await companyOf(ctx)
  return fillReply(words.question, { language, case: { code }, company: { name: shortName || name, hotline } }).text
}

async function thanks(ask: PageAsk, asked: Asked) {
  const language = languageOf(ask, asked.language)
  const t = text[language]
  const until = changeableUntil(asked.answeredAt ?? ask.ctx.now, asked.expiresAt)
  const path = `/khao-sat/${ask.params.token}`
  const main = html`<div class="card"><h1>${t.thanks}</h1><p class="lead">${t.thanksSays(moment(until, language))}</p>
<div class="go"><a class="btn" href="${path}?lang=${language}">${t.change}</a></div></div>`
  return shown(ask.ctx, ask.reply, { language, title: t.thanks, path: `${path}`, main })
}

const moment = (at: Date, language: 'vi' | 'en') =>
  at.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    ...{ hour: '2-digit', minute: '2-digit', day: '2-digit', month: '2-digit', year: 'numeric' },
  })

/** GET: asks whether to stop. Opening it stops nothing. */
export async function showRefusal(ask: PageAsk) {
  const asked = await refusalBy(ask.ctx, ask.params.token)
  const language = languageOf(ask, asked.language)
  const t = text[language]
  const path = `/khao-sat/ngung/${ask.params.token}`
  const main = html`<div class="card"><h1>${t.stopTitle}</h1><p class="lead">${t.stopAsks}</p>
<form method="post" action="${path}?lang=${language}"><div class="go"><button class="btn p" type="submit">${t.stop}</button></div></form></div>`
  return shown(ask.ctx, ask.reply, { language, title: t.stopTitle, path, main })
}

/** POST: stop. Also what a mail program sends for the header List-Unsubscribe (RFC 8058). */
export async function takeRefusal(ask: PageAsk) {
  const asked = await refuseSurveys(ask.ctx, ask.params.token)
  const language = languageOf(ask, asked.language)
  const t = text[language]
  const main = html`<div class="card"><h1>${t.stopped}</h1><p class="lead">${t.stoppedSays}</p></div>`
  return shown(ask.ctx, ask.reply, { language, title: t.stopped, main })
}
