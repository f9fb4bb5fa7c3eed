import { defineConfig } from 'vitest/config'

const shared = {
  globalSetup: './tests/database.ts',
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // Of a second, as it would be, others on the same processor may take the whole.
  expect: { poll: { timeout: 15_000 } },
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'house',
          include: ['platform/**/*.test.ts', 'modules/**/*.test.ts', 'web/**/*.test.ts', 'tests/*.test.ts'],
          maxWorkers: 3,
          isolate: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'journeys',
          include: ['tests/e2e/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
