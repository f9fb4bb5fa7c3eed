import { phrases } from '#platform/text.ts'

/** How the audit tells what happens in this room; keys are names of events without the room. */
export const toldCustomers = phrases(
  'customers',
  {
    added: 'Thêm khách hàng',
    changed: 'Sửa hồ sơ khách',
    identityAdded: 'Thêm cách liên lạc của khách',
    identityChanged: 'Sửa cách liên lạc của khách',
    merged: 'Gộp hai khách',
    mergeUndone: 'Tách hai khách đã gộp',
    phoneRevealed: 'Xem số đầy đủ của khách',
    exported: 'Xuất danh sách khách',
    accessGranted: 'Cho xem hồ sơ khách',
  },
  {
    added: 'Customer added',
    changed: 'Customer changed',
    identityAdded: 'Customer contact added',
    identityChanged: 'Customer contact changed',
    merged: 'Customers merged',
    mergeUndone: 'Customers separated',
    phoneRevealed: 'Customer’s full numbers looked at',
    exported: 'Customers exported',
    accessGranted: 'Sight of a customer granted',
  },
)
