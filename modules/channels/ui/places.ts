/** What the screens of channels offer to higher rooms. */
export { LogContactButton } from './LogContactButton.tsx'
export { LogContactDialog, type LogContactProps } from './LogContactDialog.tsx'
