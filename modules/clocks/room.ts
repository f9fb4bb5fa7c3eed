import { calendarChanged } from '#org'
import { on } from '#platform/events.ts'
import { type Room, route, ticker } from '#platform/room.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { permissions } from './permissions.ts'

/** Every way into this room. Clocks are started, met and stopped by the rooms whose things they belong to, through the door. */
export const clocks: Room = {
  permissions,
  routes: [
    route(contract.myDay, actions.myDay),
    route(contract.myDone, actions.myDone),
    route(contract.keepPromise, actions.keepPromise),
    route(contract.cancelPromise, actions.cancelPromise),
    route(contract.undoPromise, actions.undoPromise),

    route(contract.listPolicies, actions.listPolicies),
    route(contract.addPolicy, actions.addPolicy),
    route(contract.changePolicy, actions.changePolicy),
    route(contract.removePolicy, actions.removePolicy),
    route(contract.policyHistory, actions.policyHistory),
    route(contract.getLadder, actions.getLadder),
    route(contract.changeLadder, actions.changeLadder),
  ],
  reactions: [on(calendarChanged, actions.markForRedating)],
  tickers: [ticker('clocks.ladder', 1_000, actions.climbLadder), ticker('clocks.redating', 2_000, actions.redateStale)],
}
