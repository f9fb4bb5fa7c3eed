import { z } from 'zod'
import { event } from '#platform/events.ts'

const Reply = z.object({ replyId: z.uuid() })
const Fields = z.record(z.string(), z.unknown()).nullable().default(null)

export const replyAdded = event('knowledge.replyAdded', Reply)
/** `before` and `after`: the fields that differ, as they stood and as they stand; null for what somebody keeps for themselves. */
export const replyChanged = event('knowledge.replyChanged', Reply.extend({ before: Fields, after: Fields }))
export const replyArchived = event('knowledge.replyArchived', Reply)
export const replyRestored = event('knowledge.replyRestored', Reply)
export const replyUsed = event('knowledge.replyUsed', Reply)
