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
export { type Due, deliver, openSender, type Smtp, sendDue, smtpSetting, transportFor } from './outbox/send.ts'
