import { type Place, place } from './place.tsx'

/** What rooms put beside the signed-in person: `icon` in the sidebar, `entry` among the rest on a phone, `pip` the number on the way there. */
export type Beside = { as: 'icon' | 'entry' | 'pip' }
export const besideMe: Place<Beside> = place()
