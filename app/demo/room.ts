import { randomBytes } from 'node:crypto'
import { firstRunState } from '#org'
import type { Ctx } from '#platform/context.ts'
import type { House } from '#platform/house.ts'
import { type Room, route } from '#platform/room.ts'
import * as contract from './contract.ts'
import { type DoorFacts, runDemo, type Told } from './runner.ts'
import { text } from './text.ts'

type Playing = Told & { claim: string; state: 'playing' | 'ready' | 'failed'; doors: DoorFacts[] }

/** The first visit's offer to look at a sample company. While it is played, this house's own clockwork rests: the time of the play is not its time. */
export function demoRoom(houseOf: () => House): Room {
  let playing: Playing | undefined

  async function startDemo(ctx: Ctx): Promise<{ claim: string }> {
    const { needed } = await firstRunState(ctx)
    if (!needed || playing?.state === 'playing') throw text.refusal(409, 'notEmpty')
    const house = houseOf()
    const now: Playing = { claim: randomBytes(24).toString('base64url'), state: 'playing', done: 0, of: 1, day: '', doors: [] }
    playing = now
    house.resting = true
    runDemo(house.publicUrl, (progress) => Object.assign(now, progress))
      .then(
        (doors) => Object.assign(now, { state: 'ready', doors }),
        (error) => {
          house.log.error({ error: String(error) }, 'the demo could not be played')
          now.state = 'failed'
        },
      )
      .finally(() => {
        house.resting = false
      })
    return { claim: now.claim }
  }

  async function demoState(_ctx: Ctx, { claim }: { claim: string }) {
    if (!playing || playing.claim !== claim) throw text.refusal(404, 'unknownClaim')
    const { state, done, of, day, doors } = playing
    return { state, done, of, day, doors }
  }

  return { routes: [route(contract.startDemo, startDemo), route(contract.demoState, demoState)] }
}
