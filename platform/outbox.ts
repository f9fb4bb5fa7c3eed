export { forgetAccess, keepAccess, keptAccess } from './outbox/access.ts'
export { emptyOldMail, TEST_DAYS } from './outbox/empty.ts'
export {
  cancelMail,
  hurryMail,
  type MailState,
  mailStateChanged,
  mailStates,
  markBounced,
  type OutgoingMail,
  queueMail,
  resendMail,
} from './outbox/queue.ts'
export { type Due, deliver, openSender, sendDue } from './outbox/send.ts'
export { type Smtp, smtpSetting, transportFor } from './outbox/server.ts'
export { type Access, renewAccess, TokenRefused } from './outbox/token.ts'
