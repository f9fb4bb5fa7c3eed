/** The door of notifications: telling colleagues. */
export { markRead, type Notice, notify } from './actions.ts'
export { notified } from './events.ts'
