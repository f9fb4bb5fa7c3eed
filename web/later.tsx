import { type ComponentType, createElement, lazy, Suspense } from 'react'

/** A component whose code is loaded when it is first shown: `const Memory = later(() => import('./Memory.tsx').then((loaded) => loaded.Memory))`. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Loaded = lazy(() => load().then((loaded) => ({ default: loaded })))
  return (given) => createElement(Suspense, { fallback: null }, createElement(Loaded, given))
}
