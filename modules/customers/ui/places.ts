/** What the screens of customers offer to higher rooms, and leave open for them. */
export { CustomerPane, type CustomerPaneProps } from './CustomerPane.tsx'
export { CustomerPicker, type CustomerPickerProps } from './CustomerPicker.tsx'
export { type OfCustomer, pageActions, pageCards, paneSections } from './spots.ts'
export { type TellEvent, tellTimeline } from './telling.ts'
