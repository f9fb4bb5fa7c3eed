export { cancelMail, markBounced, type MailState, mailStateChanged, mailStates, type OutgoingMail, queueMail, resendMail } from './outbox/queue.ts'
export { deliver, openSender, type Smtp, smtpSetting, transportFor } from './outbox/send.ts'
