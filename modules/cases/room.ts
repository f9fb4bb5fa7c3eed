import { clockChanged, clockReached } from '#clocks'
import {
  deliveryChanged,
  messageForwarded,
  messageReceived,
  noteWritten,
  replyCancelled,
  replyReturned,
  replyScheduled,
  replySent,
} from '#conversations'
import { dropFromTimeline, filterTimeline, nameMatters } from '#customers'
import { houseSetUp, nameReferences, personLeft } from '#org'
import { on } from '#platform/events.ts'
import { eager, every, page, type Room, route } from '#platform/room.ts'
import { acknowledge } from './actions/acknowledge.ts'
import { concernsSomebody, followOpened, followSeverity, repliesTakenBack, visibleEvents } from './actions/announced.ts'
import * as answer from './actions/answer.ts'
import { bulkChange } from './actions/bulk.ts'
import { listChoices, listHandlers } from './actions/choices.ts'
import { tellAuthor } from './actions/delivery.ts'
import { exportCases, exportTold } from './actions/export.ts'
import * as filters from './actions/filters.ts'
import { furnishCases } from './actions/furnish.ts'
import * as later from './actions/later.ts'
import { listUnsent, mattersOf, namesOfCases } from './actions/matters.ts'
import * as merge from './actions/merge.ts'
import { openCase } from './actions/open.ts'
import { getCase } from './actions/page.ts'
import * as queue from './actions/queue.ts'
import * as raise from './actions/raise.ts'
import { readCase } from './actions/reading.ts'
import { receiveMessage } from './actions/receive.ts'
import { returnAnswer } from './actions/returned.ts'
import * as rules from './actions/rules.ts'
import * as search from './actions/search.ts'
import * as settings from './actions/settings.ts'
import { maySee } from './actions/sight.ts'
import { splitCase } from './actions/split.ts'
import * as status from './actions/status.ts'
import { caseThread } from './actions/thread.ts'
import * as ties from './actions/ties.ts'
import { answerTrackingAsk, forgetOldTracking } from './actions/tracking.ts'
import { unanswerCase } from './actions/unanswer.ts'
import { forgetOldUndos, undoChange } from './actions/undo.ts'
import * as what from './actions/what.ts'
import * as who from './actions/who.ts'
import * as contract from './contract.ts'
import { caseOpened, severityChanged, trackingAsked } from './events.ts'
import { permissions } from './permissions.ts'
import { portal } from './portal/pages.ts'

filterTimeline('cases', visibleEvents)
dropFromTimeline('cases', repliesTakenBack)
filterTimeline('clocks', visibleEvents)
nameMatters(mattersOf)
nameReferences('cases', namesOfCases)

/** Every way into this room. */
export const cases: Room = {
  permissions,
  routes: [
    route(contract.listQueue, queue.listQueue),
    route(contract.countQueue, queue.countQueue),
    route(contract.listUnsent, listUnsent),
    route(contract.searchCases, search.searchCases),
    route(contract.listTags, search.listTags),
    route(contract.listChoices, listChoices),
    route(contract.listHandlers, listHandlers),
    route(contract.listFilters, filters.listFilters),
    route(contract.saveFilter, filters.saveFilter),
    route(contract.orderFilters, filters.orderFilters),
    route(contract.removeFilter, filters.removeFilter),
    route(contract.getCase, getCase),
    route(contract.caseThread, caseThread),
    eager(contract.openCase, openCase),

    route(contract.takeCase, who.takeCase),
    route(contract.assignCase, who.assignCase),
    route(contract.addParticipants, who.addParticipants),
    route(contract.removeParticipant, who.removeParticipant),

    route(contract.classifyCase, what.classifyCase),
    route(contract.setSeverity, what.setSeverity),
    route(contract.markSpam, what.markSpam),
    route(contract.tagCase, ties.tagCase),

    route(contract.setStatus, status.setStatus),
    route(contract.resolveCase, status.resolveCase),
    route(contract.reopenCase, status.reopenCase),
    route(contract.closeCase, status.closeCase),
    route(contract.cancelCase, status.cancelCase),
    route(contract.raiseTier, raise.raiseTier),

    route(contract.snoozeCase, later.snoozeCase),
    route(contract.readCase, readCase),
    route(contract.makePromise, later.makePromise),
    route(contract.dismissPromise, later.dismissPromise),

    route(contract.mergeCase, merge.mergeCase),
    route(contract.undoMerge, merge.undoMerge),
    route(contract.splitCase, splitCase),
    route(contract.linkCase, ties.linkCase),
    route(contract.unlinkCase, ties.unlinkCase),
    route(contract.setParent, ties.setParent),
    route(contract.bulkChange, bulkChange),
    route(contract.undoChange, undoChange),

    route(contract.readCaseSettings, settings.readCaseSettings),
    route(contract.changeCasePolicy, settings.changeCasePolicy),
    route(contract.addStatus, settings.addStatus),
    route(contract.changeStatus, settings.changeStatus),
    route(contract.addType, settings.addType),
    route(contract.changeType, settings.changeType),
    route(contract.addCause, settings.addCause),
    route(contract.changeCause, settings.changeCause),
    route(contract.addResolution, settings.addResolution),
    route(contract.changeResolution, settings.changeResolution),
    route(contract.addRule, rules.addRule),
    route(contract.changeRule, rules.changeRule),
    route(contract.removeRule, rules.removeRule),
    route(contract.orderRules, rules.orderRules),
    route(contract.tryRules, rules.tryRules),
  ],
  pages: [page('POST /api/v1/cases/export', { needs: 'cases.export', perMinute: 6, tells: exportTold }, exportCases), ...portal],
  reactions: [
    on(houseSetUp, furnishCases),
    on(personLeft, who.returnCases),
    on(messageReceived, receiveMessage),
    on(messageReceived, acknowledge),
    on(replyScheduled, answer.scheduleAnswer),
    on(replySent, answer.answerCase),
    on(replyReturned, returnAnswer),
    on(replyCancelled, unanswerCase),
    on(noteWritten, answer.noteCase),
    on(messageForwarded, answer.forwardCase),
    on(deliveryChanged, tellAuthor),
    on(caseOpened, followOpened, concernsSomebody),
    on(severityChanged, followSeverity),
    on(clockReached, raise.climb),
    on(clockChanged, raise.followClocks),
    on(trackingAsked, answerTrackingAsk),
  ],
  jobs: [
    every('*/15 * * * *', 'cases.close', status.closeOld),
    every('50 3 * * *', 'cases.tracking', forgetOldTracking),
    every('55 3 * * *', 'cases.undo', forgetOldUndos),
  ],
  maySee,
}
