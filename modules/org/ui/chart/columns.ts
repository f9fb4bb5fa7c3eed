import type { z } from 'zod'
import type { Person } from '../../contract/shapes.ts'
import type { chart } from '../../contract.ts'
import { type CareFunction, FUNCTIONS, functionOf, hatsOfTier, type Tier } from '../../rules/hats.ts'
import { type Loads, loadOf } from './load.ts'

export type ChartData = z.output<typeof chart.reply>
export type Position = ChartData['positions'][number]

/** One person in one function: `share` percent of their time, in one or several hats of it. */
export type Place = { person: Person; share: number; isMain: boolean; isOnly: boolean }
export type Column = { of: CareFunction; places: Place[]; vacancies: Position[]; shares: number; load: number | undefined }

/** Time of somebody by function; what stands in no column goes under `other`. */
export function partsOf({ hats }: Person): { of: CareFunction | 'other'; share: number }[] {
  const shares = new Map<CareFunction | 'other', number>()
  for (const { hat, share } of hats) shares.set(functionOf(hat) ?? 'other', (shares.get(functionOf(hat) ?? 'other') ?? 0) + share)
  return [...shares].map(([of, share]) => ({ of, share }))
}

/** The six columns: people repeat in each function they serve, main roles first, then by share. */
export function columnsOf({ people, positions }: ChartData, loads: Loads | undefined, mainOnly: boolean): Column[] {
  return FUNCTIONS.map((of) => {
    const places = people
      .flatMap((person) => placeIn(person, of) ?? [])
      .filter(({ isMain }) => isMain || !mainOnly)
      .sort((a, b) => Number(b.isMain) - Number(a.isMain) || b.share - a.share)
    return {
      of,
      places,
      vacancies: positions.filter((position) => position.vacant && position.function === of),
      shares: places.reduce((sum, { share }) => sum + share, 0) / 100,
      load: loadOfAll(places, loads),
    }
  })
}

function placeIn(person: Person, of: CareFunction): Place | undefined {
  const worn = person.hats.filter(({ hat }) => functionOf(hat) === of)
  if (worn.length === 0) return undefined
  const share = worn.reduce((sum, one) => sum + one.share, 0)
  return { person, share, isMain: worn.some(({ main }) => main), isOnly: person.hats.length === worn.length }
}

/** Work weighed by the time each gives: Σ held × share ÷ Σ most × share. */
function loadOfAll(places: Place[], loads: Loads | undefined): number | undefined {
  if (!loads) return undefined
  const sum = (of: (place: Place) => number) => places.reduce((total, place) => total + of(place) * place.share, 0)
  const most = sum(({ person }) => person.caseCap)
  return most === 0 ? undefined : sum(({ person }) => (loadOf(loads, person) === undefined ? 0 : (loads.get(person.id)?.open ?? 0))) / most
}

/** Whoever heads care, and whom they report to. */
export function headsOf({ people }: ChartData): { head: Person; above: Person | undefined }[] {
  return people
    .filter(({ hats }) => hats.some(({ hat, main }) => hat === 'care_manager' && main))
    .map((head) => ({ head, above: people.find(({ id }) => id === head.managerId) }))
}

/** Those who stand in no column and head nothing: direction, other departments. */
export function othersOf(data: ChartData): Person[] {
  const shown = new Set(headsOf(data).flatMap(({ head, above }) => [head.id, above?.id]))
  return data.people.filter((person) => !shown.has(person.id) && partsOf(person).every(({ of }) => of === 'other'))
}

type Unit = ChartData['units'][number]
/** A unit and what its people do in care; `unit` is undefined for those who stand in none. */
export type Group = { unit: Unit | undefined; columns: Column[]; people: number }

/** Everybody under the bar of their own unit, teams first; a unit has only the columns it fills. */
export function groupsOf(data: ChartData, loads: Loads | undefined, mainOnly: boolean): Group[] {
  const isTeam = (unit: Unit) => unit.kind === 'team'
  const units = [...data.units.filter(isTeam), ...data.units.filter((unit) => !isTeam(unit)), undefined]
  const known = new Set(data.units.map(({ id }) => id))
  return units.flatMap((unit) => {
    const isIn = (unitId: string | null) => (unit ? unitId === unit.id : unitId === null || !known.has(unitId))
    const inside = {
      units: data.units,
      people: data.people.filter(({ unitId }) => isIn(unitId)),
      positions: data.positions.filter(({ unitId }) => isIn(unitId)),
    }
    const columns = columnsOf(inside, loads, mainOnly).filter(({ places, vacancies }) => places.length + vacancies.length > 0)
    const people = new Set(columns.flatMap(({ places }) => places.map(({ person }) => person.id))).size
    return columns.length > 0 ? [{ unit, columns, people }] : []
  })
}

/** Groups side by side as long as their columns have room beside each other, in their order. */
export function rowsOf(groups: readonly Group[], room: number = FUNCTIONS.length): Group[][] {
  const rows: Group[][] = []
  let left = 0
  for (const group of groups) {
    if (group.columns.length > left) {
      rows.push([])
      left = room
    }
    rows.at(-1)?.push(group)
    left -= group.columns.length
  }
  return rows
}

/** The same chart with only the people and positions of a unit and everything below it. */
export function within(data: ChartData, unitId: string | undefined): ChartData {
  if (!unitId) return data
  const inside = new Set([unitId])
  for (let before = 0; before !== inside.size; ) {
    before = inside.size
    for (const { id, parentId } of data.units) if (parentId && inside.has(parentId)) inside.add(id)
  }
  return {
    units: data.units.filter(({ id }) => inside.has(id)),
    positions: data.positions.filter((position) => inside.has(position.unitId)),
    people: data.people.filter((person) => person.unitId !== null && inside.has(person.unitId)),
  }
}

/** Who stands at a tier by what they wear; at L2 also whoever leads a unit and stands at no tier above, with its name. */
export function standingAt({ people, units }: ChartData, tier: Tier): { person: Person; leads: string[] }[] {
  const wears = ({ hats }: Person, of: Tier) => hats.some(({ hat }) => hatsOfTier(of).some((one) => one === hat))
  return people.flatMap((person) => {
    const leads = tier === 'L2' ? units.filter(({ leadId }) => leadId === person.id).map(({ name }) => name) : []
    const isHere = wears(person, tier) || (leads.length > 0 && !wears(person, 'L3') && !wears(person, 'L4'))
    return isHere ? [{ person, leads }] : []
  })
}
