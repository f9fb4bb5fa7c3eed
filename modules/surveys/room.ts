import { addTrackedCard, caseCancelled, caseMarkedSpam, caseMerged, caseReopened, caseResolved } from '#cases'
import { filterTimeline } from '#customers'
import { on } from '#platform/events.ts'
import { mailStateChanged } from '#platform/outbox.ts'
import { page, type Room, route, ticker } from '#platform/room.ts'
import { followDelivery } from './actions/delivery.ts'
import { openForLowScore } from './actions/followUp.ts'
import { inviteFor, keepBack, keepBackCancelled, keepBackMerged, keepBackSpam, sendDue } from './actions/invite.ts'
import { listAnswers, listAnswersOfCase, sumUpAnswers, visibleEvents } from './actions/list.ts'
import { showRefusal, showSurvey, takeAnswer, takeRefusal } from './actions/pages.ts'
import { changeSurveySettings, readSurveySettings } from './actions/settings.ts'
import { facesFor, takeFace } from './actions/tracked.ts'
import * as contract from './contract.ts'
import { surveyAnswered } from './events.ts'
import { refused } from './pages/shown.ts'
import { permissions } from './permissions.ts'

/** Enough for a household or an office behind one address, far too little for guessing. */
const forCustomers = { needs: 'public', perMinute: 60, bodyLimit: 32_768, refused }

filterTimeline('surveys', visibleEvents)
addTrackedCard('surveys', facesFor)

/** Every way into this room. */
export const surveys: Room = {
  permissions,
  routes: [
    route(contract.listAnswers, listAnswers),
    route(contract.sumUpAnswers, sumUpAnswers),
    route(contract.listAnswersOfCase, listAnswersOfCase),
    route(contract.readSurveySettings, readSurveySettings),
    route(contract.changeSurveySettings, changeSurveySettings),
  ],
  pages: [
    page('GET /khao-sat/:token', forCustomers, showSurvey),
    page('POST /khao-sat/:token', forCustomers, takeAnswer),
    page('POST /tra-cuu/:token/danh-gia', forCustomers, takeFace),
    page('GET /khao-sat/ngung/:token', forCustomers, showRefusal),
    page('POST /khao-sat/ngung/:token', forCustomers, takeRefusal),
  ],
  reactions: [
    on(caseResolved, inviteFor),
    on(caseReopened, keepBack),
    on(caseCancelled, keepBackCancelled),
    on(caseMerged, keepBackMerged),
    on(caseMarkedSpam, keepBackSpam),
    on(surveyAnswered, openForLowScore),
    on(mailStateChanged, followDelivery, ({ room, state }) => room === 'surveys' && state === 'bounced'),
  ],
  tickers: [ticker('surveys.send', 5_000, sendDue)],
}
