import { randomBytes } from 'node:crypto'
import { firstRunState, lookFromOutside } from '#org'
import type { Ctx } from '#platform/context.ts'
import type { House } from '#platform/house.ts'
import { type Room, route } from '#platform/room.ts'
import * as contract from './contract.ts'
import type { DoorFacts, Told } from './runner.ts'
import { fileOfDoors, type Say, sayBegun, sayDoors, sayFailed } from './say.ts'
import { text } from './text.ts'

type Playing = Told & { claim: string; state: 'playing' | 'ready' | 'failed'; doors: DoorFacts[] }
/** Plays the sample company into the house that answers at `address`, and gives its doors. */
export type Player = (address: string, told: (progress: Told) => void) => Promise<DoorFacts[]>
type Stage = { play: Player; say: Say }

/** The first visit's offer to look at a sample company. While it is played, this house's own clockwork rests: the time of the play is not its time. */
export function demoRoom(houseOf: () => House, { play, say }: Stage): Room {
  let playing: Playing | undefined

  async function startDemo(ctx: Ctx): Promise<{ claim: string }> {
    const { needed } = await firstRunState(ctx)
    if (playing?.state === 'playing') throw text.refusal(409, 'alreadyPlaying')
    if (!needed) throw text.refusal(409, 'notEmpty')
    const now: Playing = { claim: randomBytes(24).toString('base64url'), state: 'playing', done: 0, of: 1, day: '', doors: [] }
    playing = now
    void perform(houseOf(), now)
    return { claim: now.claim }
  }

  async function perform(house: House, now: Playing): Promise<void> {
    house.resting = true
    sayBegun(say)
    try {
      now.doors = await play(house.publicUrl, (progress) => Object.assign(now, progress))
      now.state = 'ready'
      sayDoors(now.doors, fileOfDoors(house.settings.dataDir), say)
    } catch (error) {
      house.log.error({ error: String(error) }, 'the demo could not be played')
      now.state = 'failed'
      sayFailed(say)
    } finally {
      house.resting = false
    }
  }

  async function demoState(ctx: Ctx) {
    const house = await lookFromOutside(ctx)
    const { done, of, day } = playing ?? { done: 0, of: 0, day: '' }
    const state = stateOf(house, playing?.state)
    return { state, mayBegin: house.needed && state !== 'playing', done, of, day }
  }

  async function demoDoors(_ctx: Ctx, { claim }: { claim: string }) {
    if (!playing || playing.claim !== claim) throw text.refusal(404, 'unknownClaim')
    return { doors: playing.doors }
  }

  return {
    routes: [route(contract.startDemo, startDemo), route(contract.demoState, demoState), route(contract.demoDoors, demoDoors)],
  }
}

type Seen = Awaited<ReturnType<typeof lookFromOutside>>

/** What this process did not begin was begun by another one, or before its start. */
function stateOf({ needed, isBeingFilled, isDemo }: Seen, here: Playing['state'] | undefined): 'none' | Playing['state'] {
  if (here === 'playing' || here === 'ready') return here
  if (here === 'failed' && (needed || isBeingFilled)) return here
  if (isBeingFilled) return 'playing'
  return isDemo ? 'ready' : 'none'
}
