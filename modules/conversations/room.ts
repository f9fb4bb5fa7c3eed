import { contactUnderstood } from '#channels'
import { on } from '#platform/events.ts'
import { mailStateChanged } from '#platform/outbox.ts'
import { page, type Room, route } from '#platform/room.ts'
import { followDelivery } from './actions/delivery.ts'
import { discardDraft, readDrafts, saveDraft } from './actions/drafts.ts'
import { forwardMessage } from './actions/forward.ts'
import { logContact, writeNote } from './actions/note.ts'
import { decodeAgain, downloadOriginal, originalTold } from './actions/original.ts'
import { listConversations, listMessages, maySee, readConversation } from './actions/read.ts'
import { receiveContact } from './actions/receive.ts'
import { startConversation, writeReply } from './actions/reply.ts'
import { resendReply, undoReply } from './actions/undo.ts'
import * as contract from './contract.ts'

/** Who answers customers: their own team's conversations. */
const agents = {
  support_officer: 'team',
  issue_officer: 'team',
  returns_officer: 'team',
  account_manager: 'team',
  loyalty_officer: 'team',
  sales_care: 'team',
  technician: 'own',
} as const
const leads = { team_lead: 'unit', care_manager: 'all' } as const
/** Beside the department: whom a matter was brought to sees that one. */
const asked = {
  accountant: 'own',
  warehouse: 'own',
  marketing: 'own',
  hr: 'own',
  trainer: 'own',
  sales_head: 'unit',
  board: 'own',
} as const

/** Every way into this room. */
export const conversations: Room = {
  routes: [
    route(contract.listConversations, listConversations),
    route(contract.startConversation, startConversation),
    route(contract.readConversation, readConversation),
    route(contract.listMessages, listMessages),
    route(contract.writeReply, writeReply),
    route(contract.undoReply, undoReply),
    route(contract.resendReply, resendReply),
    route(contract.forwardMessage, forwardMessage),
    route(contract.logContact, logContact),
    route(contract.writeNote, writeNote),
    route(contract.readDrafts, readDrafts),
    route(contract.saveDraft, saveDraft),
    route(contract.discardDraft, discardDraft),
    route(contract.decodeAgain, decodeAgain),
  ],
  pages: [page('GET /api/v1/conversations/messages/:id/original', { needs: 'channels.original', tells: originalTold }, downloadOriginal)],
  reactions: [on(contactUnderstood, receiveContact), on(mailStateChanged, followDelivery, ({ room }) => room === 'conversations')],
  permissions: {
    'conversations.read': { ...agents, ...leads, ...asked, qa_officer: 'all', dpo: 'all', auditor: 'all' },
    'conversations.reply': { ...agents, ...leads, sales_head: 'unit' },
    'conversations.note': { ...agents, ...leads, ...asked, qa_officer: 'all' },
  },
  maySee,
}
