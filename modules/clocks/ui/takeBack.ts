import { call } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { undoPromise } from '../contract.ts'

/** Takes a keeping or a cancellation back. */
export async function takeBack(id: string) {
  await call(undoPromise, { id })
  await queries.invalidateQueries({ queryKey: ['clocks'] })
}
