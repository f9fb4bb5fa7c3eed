/** The door of channels: what came and what goes out. */
export {
  contactFacts,
  type Form,
  type FromApi,
  formMustBeOpen,
  logContact,
  networkOf,
  originalOf,
  receiveApi,
  receiveForm,
} from './actions/contacts.ts'
export { receiveMail } from './actions/receive.ts'
export { type Automatic, acknowledgementWords, type Reply, type Skipped, sendAutomatic, sendReply } from './actions/send.ts'
export { readAgain } from './actions/understand.ts'
export { mailIdentity, ourAddresses } from './actions/us.ts'
export { contactReceived, contactSuspended, contactUnderstood } from './events.ts'
export { Channel, ContactFacts } from './facts.ts'
export { foldHtml, foldPlain, textAsHtml } from './mail/fold.ts'
export { isAddress, sameAddress } from './mail/headers.ts'
export { safeHtml } from './mail/html.ts'
export { greetableName, replySubject } from './mail/outgoing.ts'
export { smtpInPort } from './services/smtp.ts'
