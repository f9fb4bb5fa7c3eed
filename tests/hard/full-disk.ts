import { execFileSync, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, realpathSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { handOver, letter, post, writes } from './load.ts'
import { atEnd, CannotTry, many, must, rest, say, scenario, until } from './scenario.ts'
import { nothingLostNothingDoubled } from './verdict.ts'
import { isReady, openWorld, settled } from './world.ts'

/** A54: data and files on a small disk of their own, filled to the last byte again and again. */
await scenario(
  'A54: a full disk: clear answers, no crash, everything goes on when there is room again, nothing lost or doubled',
  async () => {
    const disk = mkdtempSync(join(realpathSync(tmpdir()), 'tantam-disk-'))
    atEnd(() => rmSync(disk, { recursive: true, force: true }))
    const mounted = process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=755', 'tmpfs', disk]).status === 0
    if (!mounted) throw new CannotTry('a disk of its own can only be mounted by root')
    atEnd(() => execFileSync('umount', ['-l', disk]))
    const world = await openWorld({ at: disk })
    const app = await world.start()
    const load = writes(world, () => app)
    const seen = new Set<string>()
    for (let time = 0; time < many(5, 2); time++) {
      await rest(5_000)
      const full = join(disk, 'full')
      fill(full)
      const lasts = Date.now() + 10_000
      while (Date.now() < lasts) {
        const subject = `Đầy ${randomUUID()}`
        const asked = await post(app.address, world.key, '/cases', { subject, text: 'x'.repeat(20_000) }, randomUUID()).catch(
          (error) => error as Error,
        )
        if (!(asked instanceof Error)) seen.add(`${asked.status} ${asked.body.code ?? ''}`)
        const raw = letter({ id: `${randomUUID()}@khach.example`, subject, from: 'day@khach.example', text: 'x'.repeat(200_000) })
        await handOver(app.smtpPort, raw).catch((error) =>
          seen.add(`smtp ${(error as { responseCode?: number }).responseCode ?? error.code}`),
        )
        await rest(100)
      }
      must(app.isRunning(), `a full disk ended the process: ${app.words().slice(-2_000)}`)
      rmSync(full)
      const before = load.answered()
      await until(() => load.answered() > before + 5 && isReady(app.address), 'the house writes again', 120_000)
    }
    say(`answers while full: ${[...seen].sort().join(', ')}`)
    const bad = [...seen].filter((answer) => /^(500|4(?!09|29))/.test(answer) || /^smtp 5/.test(answer))
    must(bad.length === 0, `not a clear answer: ${bad.join(', ')}`)
    const promised = await load.stop()
    await settled(world)
    await nothingLostNothingDoubled(world, promised)
    await app.stop()
  },
)

/** Writes until not one byte more goes in. */
function fill(path: string) {
  const file = openSync(path, 'w')
  for (let size = 8 * 1024 * 1024; size >= 1; size = Math.floor(size / 2))
    try {
      for (;;) if (writeSync(file, Buffer.alloc(size)) === 0) break
    } catch {
      // Full for this size; a smaller piece may still go in.
    }
  closeSync(file)
}
