import { phrases } from '#platform/text.ts'

/** How the audit tells what happens in this room; keys are names of events without the room. */
export const toldPerformance = phrases(
  'performance',
  {
    recomputed: 'Tính lại kết quả',
    targetsChanged: 'Sửa chỉ tiêu',
  },
  {
    recomputed: 'Figures recomputed',
    targetsChanged: 'Targets changed',
  },
)
