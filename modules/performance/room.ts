import { every, page, type Room, route, ticker } from '#platform/room.ts'
import * as cases from './actions/cases.ts'
import { choices, findPeople, loads } from './actions/choices.ts'
import * as dashboard from './actions/dashboard.ts'
import { exportFigures, exportTold } from './actions/export.ts'
import * as facts from './actions/facts.ts'
import * as groups from './actions/groups.ts'
import * as targets from './actions/targets.ts'
import * as contract from './contract.ts'
import { permissions } from './permissions.ts'

/**
 * Every way into this room. It reacts to nothing one by one: `catchUp` reads on in the memory of the house, in the order of its transactions,
 * and counts each case it speaks of once, however much happened to it.
 */
export const performance: Room = {
  permissions,
  routes: [
    route(contract.dashboard, dashboard.dashboard),
    route(contract.choices, choices),
    route(contract.findPeople, findPeople),
    route(contract.loads, loads),
    route(contract.trend, dashboard.trend),
    route(contract.breakdown, groups.breakdown),
    route(contract.flow, groups.flow),
    route(contract.ages, groups.ages),
    route(contract.table, groups.table),
    route(contract.listCases, cases.listCases),
    route(contract.readTargets, targets.readTargets),
    route(contract.changeTargets, targets.changeTargets),
    route(contract.recompute, facts.recompute),
  ],
  pages: [page('GET /api/v1/performance/export', { needs: 'performance.read', perMinute: 10, tells: exportTold }, exportFigures)],
  tickers: [ticker('performance.facts', 1_000, facts.keepUp), ticker('performance.check', 10_000, facts.checkOn)],
  jobs: [every('30 2 * * *', 'performance.recompute', facts.beginChecking)],
}
