export {
  cancelMail,
  type MailState,
  mailStateChanged,
  mailStates,
  markBounced,
  type OutgoingMail,
  queueMail,
  resendMail,
} from './outbox/queue.ts'
export { deliver, openSender, type Smtp, smtpSetting, transportFor } from './outbox/send.ts'
