import { nameReferences } from '#org'
import { type Room, route, page as way } from '#platform/room.ts'
import { maySeeCustomer } from './actions/access.ts'
import * as add from './actions/add.ts'
import { namesOfCustomers } from './actions/called.ts'
import * as change from './actions/change.ts'
import { exportCustomers, exportTold } from './actions/export.ts'
import * as identities from './actions/identities.ts'
import * as list from './actions/list.ts'
import * as merge from './actions/merge.ts'
import * as page from './actions/page.ts'
import * as timeline from './actions/timeline.ts'
import * as contract from './contract.ts'
import { permissions } from './permissions.ts'

nameReferences('customers', namesOfCustomers)

/** Every way into this room. */
export const customers: Room = {
  permissions,
  routes: [
    route(contract.listCustomers, list.listCustomers),
    route(contract.searchCustomers, list.searchCustomers),
    route(contract.findDuplicates, list.findDuplicates),
    route(contract.listTags, list.listTags),
    route(contract.listProvinces, list.listProvinces),
    route(contract.listWards, list.listWards),
    route(contract.getCustomer, page.getCustomer),
    route(contract.getCard, page.getCard),
    route(contract.getTimeline, timeline.getTimeline),

    route(contract.addCustomer, add.addCustomer),
    route(contract.changeCustomer, change.changeCustomer),
    route(contract.rememberCustomer, change.rememberCustomer),
    route(contract.addIdentity, identities.addIdentity),
    route(contract.changeIdentity, identities.changeIdentity),
    route(contract.removeIdentity, identities.removeIdentity),
    route(contract.revealPhone, identities.revealPhone),
    route(contract.mergeCustomers, merge.mergeCustomers),
    route(contract.undoMerge, merge.undoMerge),
  ],
  pages: [way('POST /api/v1/customers/export', { needs: 'customers.export', perMinute: 6, tells: exportTold }, exportCustomers)],
  maySee: (ctx, id) => maySeeCustomer(ctx, id),
}
