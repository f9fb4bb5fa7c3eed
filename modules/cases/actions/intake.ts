import { findCustomer, type Recognised } from '#customers'
import { readyCalendars } from '#org'
import type { Ctx } from '#platform/context.ts'
import { remembered } from '#platform/remembered.ts'
import { type Intake, selectParticular, selectUsual } from '../queries/intake.ts'

const usual = remembered((ctx) => selectUsual(ctx.db))

/** Statuses or rules are being changed in this process: the next case looks again. */
export const forgetIntake = (ctx: Ctx) => usual.forget(ctx)

/** As `readIntake`, asked together with who the customer is. */
export async function readIntakeOf(ctx: Ctx, typeCode: string | null, customer: Promise<Recognised | null>): Promise<Intake> {
  const [intake, known] = await Promise.all([readIntake(ctx, { typeCode, customerId: null }), customer])
  return { ...intake, customer: known && (known.bearing ?? (await findCustomer(ctx, known.id)) ?? null) }
}

/** All that must be known to open a case: what administrators set, and its own number, type and customer. A trial takes no number. */
export async function readIntake(
  ctx: Ctx,
  asked: { typeCode: string | null; customerId: string | null; isTrial?: boolean },
): Promise<Intake> {
  const [known, particular] = await Promise.all([usual.of(ctx), selectParticular(ctx.db, asked), readyCalendars(ctx)])
  return { ...known, ...particular }
}
