import { readConfig } from '#platform/config.ts'
import { connect, openPool } from '#platform/database.ts'
import { openEmbedded } from '#platform/postgres.ts'
import { verifyChain } from '#platform/seal.ts'

/** `npm run audit:verify`: walks the whole chain; exit code 1 when anything was changed, cut or rewritten. */
const config = readConfig()
const database = config.DATABASE_URL
  ? { url: config.DATABASE_URL, stop: async () => {} }
  : await openEmbedded({ dataDir: config.dataDir, join: true })
const db = connect(openPool(database.url, 2, { statement_timeout: 0 }))
try {
  const { sealed, younger, anchors, faults } = await verifyChain(db, config.dataDir)
  console.info(`Đã niêm phong ${sealed} sự kiện, ${younger} sự kiện mới chưa tới lượt, ${anchors} mốc giữ bên ngoài.`)
  console.info(`${sealed} events sealed, ${younger} newer ones not yet, ${anchors} anchors kept outside.`)
  for (const fault of faults) console.error(`SAI · WRONG: ${fault}`)
  console.info(faults.length === 0 ? 'Nhật ký nguyên vẹn. · The log is intact.' : 'Nhật ký đã bị sửa. · The log was tampered with.')
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  await db.destroy()
  await database.stop()
}
