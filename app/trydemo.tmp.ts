import { mkdtempSync } from 'node:fs'
import { migrate } from '#platform/migrate.ts'
import { openScratch } from '#platform/postgres.ts'
import { playDemo } from './demo/demo.ts'
import { buildHouse, openLog } from './open.ts'
import { rooms } from './rooms.ts'

const server = await openScratch()
await migrate(server.url)
const dataDir = mkdtempSync('/tmp/trydemo-')
const house = await buildHouse({
  url: server.url,
  dataDir,
  publicUrl: 'http://127.0.0.1:3000',
  secret: Buffer.alloc(32, 9),
  smtpIn: { host: '127.0.0.1', port: 0 },
  rooms,
  log: openLog(process.env.LOG ?? 'warn'),
  delivery: 'inline',
  poolSize: 12,
})
const size = {
  days: Number(process.env.DAYS ?? 14),
  cases: Number(process.env.CASES ?? 150),
  customers: Number(process.env.CUSTOMERS ?? 80),
  seed: 1,
}
const t = Date.now()
try {
  await playDemo(house, new Date(), (p) => console.log(((Date.now() - t) / 1000).toFixed(1), JSON.stringify(p)), size)
} catch (error) {
  console.error(error)
}
console.log('took', (Date.now() - t) / 1000)
const { rows } = await house.pool.query(`select name, count(*)::int n from platform.event group by 1 order by 2 desc`)
console.table(rows)
if (process.env.SQL) console.table((await house.pool.query(process.env.SQL)).rows)
await house.db.destroy()
await server.stop()
process.exit(0)
