import { join } from 'node:path'
import { build } from 'vite'

/** `node app/bundle.ts <folder>`: bundles the browser's half into that folder. A process of its own: what bundling takes is given back with it. */
const root = join(import.meta.dirname, '..')
const [outDir] = process.argv.slice(2)
await build({ root, configFile: join(root, 'vite.config.ts'), mode: 'production', logLevel: 'error', build: { outDir } })
