import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { floors } from '../modules/floors.ts'

const floorOf = (room: string) => floors.findIndex((rooms) => rooms.includes(room))
const isBelow = (lower: string, upper: string) => floorOf(lower) >= 0 && floorOf(lower) < floorOf(upper)
const files = (pattern: string) =>
  globSync(pattern).map((path) => ({ path, room: String(path.split('/')[1]), source: readFileSync(path, 'utf8') }))
const all = (source: string, pattern: RegExp) => [...source.matchAll(pattern)].map((match) => String(match[1]))

/** Floor 0, below every room: the platform's tables, and `identity`, where better-auth writes and `org` alone reads. */
const GROUND = ['platform', 'identity']

/** What only tests use may reach over the fences. */
const isTest = (path: string) => /\.test\.tsx?$|\/(tryDatabase|randomCases|samples)\.ts$/.test(path)
const code = files('modules/*/**/*.{ts,tsx}').filter(({ path }) => !isTest(path))
const imports = (source: string) => all(source, /(?:from|import) ?\(?'([^']+)'/g)
const roomIn = (specifier: string) => /^#(?!platform\/|web\/)([a-z-]+)/.exec(specifier)?.[1]

test('every room stands on a floor', () => {
  expect([...new Set(code.map(({ room }) => room))].filter((room) => floorOf(room) < 0)).toEqual([])
})

test('a room imports only rooms below it, and only through their door', () => {
  const bad = code.flatMap(({ path, room, source }) =>
    imports(source)
      .filter((specifier) => {
        const other = roomIn(specifier)
        if (other) return other !== room && !isBelow(other, room)
        const climbs = /^(\.\.\/)+/.exec(specifier)?.[0].length ?? 0
        return climbs / 3 > path.split('/').length - 3
      })
      .map((specifier) => `${path} imports ${specifier}`),
  )
  expect(bad).toEqual([])
})

test('a room writes its own tables and reads only tables below it', () => {
  const bad = code.flatMap(({ path, room, source }) => [
    ...all(source, /(?:insertInto|updateTable|deleteFrom|mergeInto)\('([a-z_]+)\./g)
      .filter((owner) => owner !== room)
      .map((owner) => `${path} writes ${owner}`),
    ...all(source, /(?:selectFrom|[jJ]oin|[lL]ateral)\('([a-z_]+)\./g)
      .filter((owner) => owner !== room && !GROUND.includes(owner) && !isBelow(owner, room))
      .map((owner) => `${path} reads ${owner}`),
  ])
  expect(bad).toEqual([])
})

test('a foreign key points down', () => {
  const bad = files('modules/*/migrations/*.sql').flatMap(({ path, room, source }) =>
    all(source, /references ([a-z_]+)\./g)
      .filter((owner) => owner !== room && !GROUND.includes(owner) && !isBelow(owner, room))
      .map((owner) => `${path} references ${owner}`),
  )
  expect(bad).toEqual([])
})

test('SQL lives in queries, and nothing else does', () => {
  const bad = code.filter(
    ({ path, source }) => /(selectFrom|insertInto|updateTable|deleteFrom)\(/.test(source) && !/\/queries(\.ts|\/)/.test(path),
  )
  expect(bad.map(({ path }) => path)).toEqual([])
})

test('platform and web know no room', () => {
  const bad = files('{platform,web}/**/*.{ts,tsx}').flatMap(({ path, source }) =>
    imports(source)
      .filter((specifier) => roomIn(specifier) || specifier.includes('modules/'))
      .map((specifier) => `${path} imports ${specifier}`),
  )
  expect(bad).toEqual([])
})

test('no file outgrows three hundred lines', () => {
  expect(code.filter(({ source }) => source.split('\n').length > 300).map(({ path }) => path)).toEqual([])
})
