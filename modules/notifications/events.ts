import { z } from 'zod'
import { event } from '#platform/events.ts'

/** Something new stands under this person's bell. */
export const notified = event('notifications.notified', z.object({ personId: z.uuid() }))

/** They looked: the bell of their other screens follows. */
export const notificationsRead = event('notifications.read', z.object({ personId: z.uuid(), count: z.number().int() }))

/** They chose what reaches them, and how. */
export const preferencesChanged = event('notifications.preferencesChanged', z.object({ personId: z.uuid() }))
