import { on } from '#platform/events.ts'
import { every, page, type Room, route, ticker } from '#platform/room.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { resetAsked } from './events.ts'
import { leaveHouse } from './identity/leave.ts'
import { permissions } from './permissions.ts'
import { deleteOldAttempts } from './queries.ts'

/** Every way into this room. Sign-in itself comes in through `identity/door.ts`. */
export const org: Room = {
  permissions,
  routes: [
    route(contract.me, actions.me),
    route(contract.whoAmI, actions.whoAmI),
    route(contract.changeMe, actions.changeMe),
    route(contract.declareAvailability, actions.declareAvailability),
    route(contract.availabilityHistory, actions.availabilityHistory),

    route(contract.listPeople, actions.listPeople),
    route(contract.getPerson, actions.getPerson),
    route(contract.addPerson, actions.addPerson),
    route(contract.changePerson, actions.changePerson),
    route(contract.changeHats, actions.changeHats),
    route(contract.declareLeave, actions.declareLeave),
    route(contract.declareReturn, actions.declareReturn),
    route(contract.invitePerson, actions.invitePerson),
    route(contract.declareFor, actions.declareFor),

    route(contract.chart, actions.chart),
    route(contract.listPowers, actions.listPowers),
    route(contract.listUnits, actions.listUnits),
    route(contract.addUnit, actions.addUnit),
    route(contract.changeUnit, actions.changeUnit),
    route(contract.closeUnit, actions.closeUnit),
    route(contract.addPosition, actions.addPosition),
    route(contract.changePosition, actions.changePosition),
    route(contract.closePosition, actions.closePosition),
    route(contract.listBranches, actions.listBranches),
    route(contract.addBranch, actions.addBranch),
    route(contract.changeBranch, actions.changeBranch),

    route(contract.getCompany, actions.companyNow),
    route(contract.changeCompany, actions.changeCompany),
    route(contract.firstRunState, actions.lookFromOutside),
    route(contract.setUp, actions.setUp),

    route(contract.listCalendars, actions.listCalendars),
    route(contract.addCalendar, actions.addCalendar),
    route(contract.changeCalendar, actions.changeCalendar),
    route(contract.removeCalendar, actions.removeCalendar),
    route(contract.setDay, actions.setDay),
    route(contract.removeDay, actions.removeDay),
    route(contract.planYear, actions.planYear),
    route(contract.setUses, actions.setUses),

    route(contract.listKeys, actions.listKeys),
    route(contract.createKey, actions.createKey),
    route(contract.revokeKey, actions.revokeKey),
    route(contract.myGrants, actions.myGrants),
    route(contract.readAudit, actions.readAudit),
    route(contract.auditState, actions.auditState),

    route(contract.askReset, actions.askReset),
    route(contract.lookAtInvitation, actions.lookAtInvitation),
    route(contract.acceptInvitation, actions.acceptInvitation),
  ],
  pages: [
    page(
      'POST /api/v1/me/sign-out',
      { needs: contract.leave.needs, tells: { says: contract.leave.says, gives: contract.leave.reply } },
      leaveHouse,
    ),
  ],
  reactions: [on(resetAsked, actions.mailReset)],
  tickers: [ticker('org.availability', 15_000, actions.endLapsed)],
  jobs: [every('40 3 * * *', 'org.forget', (ctx) => deleteOldAttempts(ctx.db))],
  // The one thing of this room that has a picture is the company, and every colleague may see its logo.
  maySee: async (_ctx, id) => id === actions.COMPANY_ID,
}
