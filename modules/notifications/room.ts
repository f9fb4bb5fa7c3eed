import { every, type Room, route, ticker } from '#platform/room.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'

/** Every way into this room. Colleagues are told through its door, inside the transaction of what happened. */
export const notifications: Room = {
  routes: [
    route(contract.listNotifications, actions.listNotifications),
    route(contract.countUnread, actions.countUnread),
    route(contract.readNotification, actions.readNotification),
    route(contract.readAllNotifications, actions.readAllNotifications),
    route(contract.listPreferences, actions.listPreferences),
    route(contract.changePreference, actions.changePreference),
  ],
  tickers: [ticker('notifications.mail', 10_000, actions.mailDue)],
  jobs: [every('50 3 * * *', 'notifications.forget', actions.forgetOld)],
}
