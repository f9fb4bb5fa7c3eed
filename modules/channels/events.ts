import { z } from 'zod'
import { event } from '#platform/events.ts'

/** Something came and is safely stored, not yet understood. */
export const contactReceived = event('channels.contactReceived', z.object({ rawId: z.uuid() }))

/** It is understood: `contactFacts(ctx, contactId)` tells everything. */
export const contactUnderstood = event('channels.contactUnderstood', z.object({ contactId: z.uuid() }))

/** It could not be processed and waits in "Thư bị giữ". */
export const contactSuspended = event('channels.contactSuspended', z.object({ contactId: z.uuid(), reason: z.string() }))
