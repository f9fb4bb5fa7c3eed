import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const port = (otherwise: number) => z.coerce.number().int().min(0).max(65535).default(otherwise)
const empty = (given: unknown) => (given === '' ? undefined : given)

const Settings = z.object({
  PORT: z.preprocess(empty, port(3000)),
  HOST: z.preprocess(empty, z.string().default('127.0.0.1')),
  /** Where people reach the house; links in mail use it. Absent: http://HOST:PORT. */
  PUBLIC_URL: z.preprocess(empty, z.url({ protocol: /^https?$/ }).optional()),
  /** Empty: the embedded PostgreSQL in DATA_DIR. */
  DATABASE_URL: z.preprocess(empty, z.url({ protocol: /^postgres(ql)?$/ }).optional()),
  DATA_DIR: z.preprocess(empty, z.string().default('./data')),
  SMTP_IN_PORT: z.preprocess(empty, port(2525)),
  SMTP_IN_HOST: z.preprocess(empty, z.string().default('127.0.0.1')),
  /** 64 hex digits; needed when several processes on several machines share one database. Absent: kept in DATA_DIR/secret.key. */
  SECRET_KEY: z.preprocess(
    empty,
    z
      .string()
      .regex(/^[0-9a-f]{64}$/i)
      .optional(),
  ),
  /** Number of trusted proxies before us; their X-Forwarded-For counts. */
  TRUSTED_PROXIES: z.preprocess(empty, z.coerce.number().int().min(0).max(5).default(0)),
  /** Empty: files on disk in DATA_DIR/files. `s3://bucket?region=…&endpoint=…` with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY otherwise. */
  FILES_URL: z.preprocess(empty, z.url({ protocol: /^s3$/ }).optional()),
  LOG_LEVEL: z.preprocess(empty, z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info')),
})

export type Config = z.output<typeof Settings> & { publicUrl: string; dataDir: string }

/** The only reader of the environment. A wrong setting stops the start with its name and what is wrong with it. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const read = Settings.safeParse(env)
  if (!read.success) {
    const wrong = read.error.issues.map(({ path, message }) => `  ${path.join('.')}=${JSON.stringify(env[String(path[0])])}: ${message}`)
    throw new WrongSetting(`Cài đặt sai / wrong setting:\n${wrong.join('\n')}`)
  }
  const settings = read.data
  const publicUrl = (settings.PUBLIC_URL ?? `http://${settings.HOST === '0.0.0.0' ? 'localhost' : settings.HOST}:${settings.PORT}`).replace(
    /\/+$/,
    '',
  )
  return { ...settings, publicUrl, dataDir: resolve(settings.DATA_DIR) }
}

export class WrongSetting extends Error {
  override name = 'WrongSetting'
}

/** The key that seals secrets and signs tokens: SECRET_KEY, or one made once and kept in DATA_DIR (mode 600). */
export function readSecret(config: Config): Buffer {
  if (config.SECRET_KEY) return Buffer.from(config.SECRET_KEY, 'hex')
  const path = join(config.dataDir, 'secret.key')
  mkdirSync(config.dataDir, { recursive: true })
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
}
