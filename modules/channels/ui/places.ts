/** What the screens of channels offer to higher rooms. */
export { LogContactDialog, type LogContactProps } from './LogContactDialog.tsx'
