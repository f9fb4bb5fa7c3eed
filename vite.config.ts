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
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/ },
          ],
        },
      },
    },
  },
})
