import { on } from '#platform/events.ts'
import { mailStateChanged } from '#platform/outbox.ts'
import { every, page, type Room, route, talk, ticker } from '#platform/room.ts'
import { tellOfHeld, tellOfStuck } from './actions/alarm.ts'
import * as contacts from './actions/contacts.ts'
import * as mailboxes from './actions/mailboxes.ts'
import * as pages from './actions/pages.ts'
import { forgetRenewed } from './actions/renewed.ts'
import { forgetOldAutomatic } from './actions/send.ts'
import * as settings from './actions/settings.ts'
import * as smtp from './actions/smtp.ts'
import * as suspended from './actions/suspended.ts'
import * as testMailbox from './actions/testMailbox.ts'
import { understandReceived } from './actions/understand.ts'
import * as contract from './contract.ts'
import { contactReceived, contactSuspended } from './events.ts'
import { startImap } from './services/imap.ts'
import { startSmtp } from './services/smtp.ts'

const everyAgent = Object.fromEntries(
  [
    'support_officer',
    'issue_officer',
    'returns_officer',
    'account_manager',
    'loyalty_officer',
    'sales_care',
    'technician',
    'team_lead',
    'care_manager',
    'sales_head',
  ].map((hat) => [hat, 'all' as const]),
)

/** Every way into this room. */
export const channels: Room = {
  routes: [
    route(contract.logContact, contacts.logContact),
    route(contract.listSuspended, suspended.listSuspended),
    route(contract.readSuspended, suspended.readSuspended),
    route(contract.rerunSuspended, suspended.rerunSuspended),
    route(contract.notSpam, suspended.notSpam),
    route(contract.listMailboxes, mailboxes.listMailboxes),
    route(contract.addMailbox, mailboxes.addMailbox),
    route(contract.changeMailbox, mailboxes.changeMailbox),
    route(contract.removeMailbox, mailboxes.removeMailbox),
    talk(contract.tryMailbox, mailboxes.tryMailbox),
    route(contract.readChannelSettings, settings.readChannelSettings),
    route(contract.changeChannelSettings, settings.changeChannelSettings),
    route(contract.changeSmtp, smtp.changeSmtp),
    talk(contract.trySmtp, smtp.trySmtp),
    route(contract.listTestMails, testMailbox.listTestMails),
    route(contract.readTestMail, testMailbox.readTestMail),
  ],
  pages: [
    page('GET /api/v1/channels/remote-image', { needs: 'signedIn', perMinute: 300, tells: pages.remoteImageTold }, pages.remoteImage),
    page('GET /api/v1/channels/contacts/:id/original', { needs: 'channels.original', tells: pages.originalTold }, pages.original),
  ],
  reactions: [
    on(contactReceived, understandReceived),
    on(contactSuspended, tellOfHeld),
    on(mailStateChanged, tellOfStuck, ({ state }) => state === 'deferred'),
  ],
  tickers: [ticker('channels.forgotten', 300_000, suspended.rememberForgotten)],
  jobs: [every('40 3 * * *', 'channels.automatic', forgetOldAutomatic), every('45 3 * * *', 'channels.renewed', forgetRenewed)],
  services: [
    { name: 'smtp', start: startSmtp },
    { name: 'imap', start: startImap },
  ],
  permissions: {
    'channels.log': everyAgent,
    'channels.read': { team_lead: 'all', care_manager: 'all', administrator: 'all' },
    'channels.release': { team_lead: 'all', care_manager: 'all', administrator: 'all' },
    'channels.original': { care_manager: 'all', administrator: 'all', dpo: 'all', auditor: 'all' },
    'channels.settings': { care_manager: 'all', administrator: 'all' },
    'channels.testMailbox': { team_lead: 'all', care_manager: 'all', administrator: 'all' },
  },
}
