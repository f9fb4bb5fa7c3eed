import type { ComponentType } from 'react'
import { later } from './later.tsx'

type Fill<Props extends object> = { id: string; order: number; shows: ComponentType<Props> }

/** A spot in a lower room's screen that higher rooms fill: the customer's card shows returns without knowing them. */
export type Place<Props extends object> = { fills: Fill<Props>[] }

export function place<Props extends object>(): Place<Props> {
  return { fills: [] }
}

/** Puts a component into a place, once per id; small `order` first. */
export function fill<Props extends object>(spot: Place<Props>, id: string, shows: ComponentType<Props>, order = 50) {
  spot.fills = [...spot.fills.filter((other) => other.id !== id), { id, order, shows }].sort((a, b) => a.order - b.order)
}

/** The same with a component that is loaded when the place is first on screen, so that the frame does not carry it. */
export function fillLater<Props extends object>(spot: Place<Props>, id: string, load: () => Promise<ComponentType<Props>>, order = 50) {
  fill(spot, id, later(load), order)
}

export function Here<Props extends object>({ place: spot, given }: { place: Place<Props>; given: Props }) {
  return spot.fills.map(({ id, shows: Shows }) => <Shows key={id} {...given} />)
}
