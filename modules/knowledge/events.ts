import { z } from 'zod'
import { event } from '#platform/events.ts'

const Reply = z.object({ replyId: z.uuid() })

export const replyAdded = event('knowledge.replyAdded', Reply)
export const replyChanged = event('knowledge.replyChanged', Reply)
export const replyArchived = event('knowledge.replyArchived', Reply)
export const replyRestored = event('knowledge.replyRestored', Reply)
export const replyUsed = event('knowledge.replyUsed', Reply)
