import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import { openHouse } from './house.ts'

/** A way in as the server itself mounted it, whoever asked it to; `needs` is what its policy says, if it has one. */
export type Mounted = { method: string; path: string; needs?: string }

/** A whole house, and every way in that its server knows. */
export async function openMounted() {
  const mounted: Mounted[] = []
  const listen = (given: unknown) => {
    const { fastify } = given as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url, config }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') mounted.push({ method: one, path: url, needs: config?.needs })
    })
  }
  subscribe('fastify.initialization', listen)
  try {
    return { house: await openHouse(), mounted }
  } finally {
    unsubscribe('fastify.initialization', listen)
  }
}
