import { nameEvents } from '#org/places'
import { toldChannels } from '../modules/channels/text/told.ts'
import { toldClocks } from '../modules/clocks/text/told.ts'
import { toldConversations } from '../modules/conversations/text/told.ts'
import { toldKnowledge } from '../modules/knowledge/text/told.ts'
import { toldNotifications } from '../modules/notifications/text/told.ts'
import { toldPerformance } from '../modules/performance/text/told.ts'
import { toldSurveys } from '../modules/surveys/text/told.ts'
import '../modules/surveys/ui/telling.ts'

/** The audit's words for rooms whose own screens do not register them. */
nameEvents('conversations', { vi: 'Trao đổi', en: 'Conversations' }, toldConversations)
nameEvents('channels', { vi: 'Kênh liên lạc', en: 'Channels' }, toldChannels)
nameEvents('clocks', { vi: 'Thời hạn', en: 'Deadlines' }, toldClocks)
nameEvents('knowledge', { vi: 'Kho tri thức', en: 'Knowledge' }, toldKnowledge)
nameEvents('notifications', { vi: 'Thông báo', en: 'Notifications' }, toldNotifications)
nameEvents('surveys', { vi: 'Khảo sát', en: 'Surveys' }, toldSurveys)
nameEvents('performance', { vi: 'Kết quả', en: 'Performance' }, toldPerformance)
