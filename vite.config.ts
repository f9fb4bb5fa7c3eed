import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/**
 * The browser checks what comes and goes, but never describes it: zod's writing of JSON Schema (12 KB compressed) is left out there.
 * Its functions stand, and answer nothing.
 */
const withoutJsonSchema: Plugin = {
  name: 'zod-without-json-schema',
  enforce: 'pre',
  load(id) {
    if (!/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/.test(id)) return null
    const names = [...readFileSync(id, 'utf8').matchAll(/^export (?:function|const) (\w+)/gm)].map(([, name]) => name)
    return names.map((name) => `export const ${name} = () => () => undefined`).join('\n')
  },
}

/**
 * The kit's door and the rooms' places only pass things on. Said to be so, whoever takes one thing from them loads that thing alone, and what
 * only dialogs use is loaded with the first dialog. `styles.ts` does more: it brings the style sheets.
 */
const moduleSideEffects = (id: string) => !/\/web\/kit(\.tsx|\/(?!styles\.)[^/]+\.tsx?)$|\/modules\/[^/]+\/ui\/places\.ts$/.test(id)

/** What every screen begins with, as one file. Tables, choices, charts and the calendar come with the first screen or dialog that has one. */
const LATER = /\/web\/kit\/(table|choices|found-select|kpi|chart|drawn-chart|calendar|purify|doorstep)\.tsx?$/
const isFirst = (id: string) => /\/web\/kit\/[^/]+\.tsx?$/.test(id) && !LATER.test(id)

/** The browser's half, built to dist/ and served by the product itself. Screens are lazy, so is everything heavy they need. */
export default defineConfig({
  plugins: [withoutJsonSchema, react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      treeshake: { moduleSideEffects },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/ },
            { name: 'kit', test: isFirst },
          ],
        },
      },
    },
  },
})
