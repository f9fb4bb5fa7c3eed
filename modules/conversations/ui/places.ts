import { lazy } from 'react'

/** What higher rooms put on their screens: the thread at once, everything one writes with when it is needed. */
export { ConversationThread, type ConversationThreadProps, type ThreadLine } from './ConversationThread.tsx'
export { FileButton } from './FileButton.tsx'
export type { ThreadItem } from './MessageItem.tsx'
export const ReplyComposer = lazy(() => import('./ReplyComposer.tsx').then((loaded) => ({ default: loaded.ReplyComposer })))
export const NewMailDialog = lazy(() => import('./NewMailDialog.tsx').then((loaded) => ({ default: loaded.NewMailDialog })))
