import { z } from 'zod'
import { caseOfTracking, type TrackedFacts } from '#cases'
import type { Ctx } from '#platform/context.ts'
import { typed } from '#platform/contract.ts'
import type { PageAsk } from '#platform/room.ts'
import type { Html } from '#web/portal/html.ts'
import { faces } from '../pages/faces.ts'
import { languageOf } from '../pages/shown.ts'
import { text } from '../text.ts'
import { answerFor, openFor } from './answer.ts'

/** On the page where a customer follows their case: five faces while the question about it stands open. */
export async function facesFor(ctx: Ctx, { caseId, address, token, language }: TrackedFacts): Promise<Html | null> {
  const asked = await openFor(ctx, { caseId, address })
  return asked ? faces({ language, action: `/tra-cuu/${token}/danh-gia?lang=${language}`, answered: asked.answeredAt !== null }) : null
}

const Given = z.object({ diem: z.coerce.number().int().min(1).max(5).optional(), gop_y: typed(2_000).optional() })

/** POST: a face was pressed, or words were added to it. Pressed twice it is one answer. */
export async function takeFace(ask: PageAsk) {
  const { ctx, params, request, reply } = ask
  const tracked = await caseOfTracking(ctx, params.token)
  if (!tracked?.case || tracked.address === null) throw text.refusal(404, 'unknownLink')
  const given = Given.safeParse(request.body)
  if (!given.success) throw text.refusal(422, given.error.issues.some(({ path }) => path[0] === 'gop_y') ? 'commentTooLong' : 'chooseFirst')
  await answerFor(ctx, { caseId: tracked.case.id, address: tracked.address }, { score: given.data.diem, comment: given.data.gop_y })
  reply.status(303).header('location', `/tra-cuu/${params.token}?lang=${languageOf(ask, ctx.me.language)}#danh-gia`)
  return ''
}
