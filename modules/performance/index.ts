export { recomputed, targetsChanged } from './events.ts'
