import { houseSetUp } from '#org'
import { on } from '#platform/events.ts'
import { type Room, route } from '#platform/room.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { permissions } from './permissions.ts'

/** Every way into this room. */
export const knowledge: Room = {
  permissions,
  routes: [
    route(contract.listReplies, actions.listReplies),
    route(contract.addReply, actions.addSavedReply),
    route(contract.changeReply, actions.changeReply),
    route(contract.archiveReply, actions.archiveReply),
    route(contract.restoreReply, actions.restoreReply),
    route(contract.previewReply, actions.previewReply),
    route(contract.fillSavedReply, actions.fillSavedReply),
  ],
  reactions: [on(houseSetUp, actions.furnishReplies)],
}
