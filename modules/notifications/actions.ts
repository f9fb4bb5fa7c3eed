/** What is told to colleagues, and what they do with it. */
export { mailDue } from './actions/mail.ts'
export { type Notice, notify } from './actions/notify.ts'
export { changePreference, listPreferences } from './actions/preferences.ts'
export { countUnread, forgetOld, listNotifications, markRead, readAllNotifications, readNotification } from './actions/read.ts'
