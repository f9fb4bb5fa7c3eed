/** The door of customers: who they are, how they are recognised and addressed, who may see them. */
export { grantAccess, maySeeCustomer } from './actions/access.ts'
export { addCustomer } from './actions/add.ts'
export { changeCustomer, rememberCustomer } from './actions/change.ts'
export {
  type CustomerFacts,
  customerCards,
  customerMail,
  customerOfMail,
  customerPhone,
  findCustomer,
  findCustomers,
  sameCustomer,
} from './actions/find.ts'
export { addIdentity, verifyIdentity } from './actions/identities.ts'
export { mergeCustomers } from './actions/merge.ts'
export { type Claim, type Recognised, recogniseCustomer } from './actions/recognise.ts'
export { dropFromTimeline, filterTimeline, nameMatters, type Told } from './actions/timeline.ts'
export type { Matter } from './contract/shapes.ts'
export * from './events.ts'
export { type Called, calledOf } from './rules/called.ts'
