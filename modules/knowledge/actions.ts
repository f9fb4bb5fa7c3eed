/** What people do with saved replies. */
export { fillSavedReply, previewReply } from './actions/fill.ts'
export { listReplies, repliesFor } from './actions/read.ts'
export { addSavedReply, archiveReply, changeReply, furnishReplies, restoreReply } from './actions/write.ts'
