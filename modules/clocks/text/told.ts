import { phrases } from '#platform/text.ts'

/** How the audit tells what happens in this room; keys are names of events without the room. */
export const toldClocks = phrases(
  'clocks',
  {
    clockReached: 'Đồng hồ tới mốc',
    clockChanged: 'Đổi hạn',
    clockMet: 'Kịp hạn',
    promiseMade: 'Hứa với khách',
    promiseCancelled: 'Bỏ lời hứa',
    policyChanged: 'Sửa thời hạn',
  },
  {
    clockReached: 'Clock reached a level',
    clockChanged: 'Deadline changed',
    clockMet: 'Clock ended',
    promiseMade: 'Promise made',
    promiseCancelled: 'Promise taken back',
    policyChanged: 'Targets changed',
  },
)
