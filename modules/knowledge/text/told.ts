import { phrases } from '#platform/text.ts'

/** How the audit tells what happens in this room; keys are names of events without the room. */
export const toldKnowledge = phrases(
  'knowledge',
  {
    replyAdded: 'Thêm câu trả lời mẫu',
    replyChanged: 'Sửa câu trả lời mẫu',
    replyArchived: 'Cất câu trả lời mẫu',
    replyRestored: 'Dùng lại câu trả lời mẫu',
    replyUsed: 'Dùng câu trả lời mẫu',
  },
  {
    replyAdded: 'Saved reply added',
    replyChanged: 'Saved reply changed',
    replyArchived: 'Saved reply archived',
    replyRestored: 'Saved reply restored',
    replyUsed: 'Saved reply used',
  },
)
