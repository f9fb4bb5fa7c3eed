import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { makeFolder } from './folder.ts'

const port = (otherwise: number) => z.coerce.number().int().min(0).max(65535).default(otherwise)
const empty = (given: unknown) => (typeof given === 'string' && given.trim() === '' ? undefined : given)
/** Nothing but where a house is reached: paths of ours are put behind it. */
const isOrigin = (given: string) => {
  const { pathname, username, password } = URL.canParse(given) ? new URL(given) : { pathname: '?', username: '', password: '' }
  return /^\/*$/.test(pathname) && !/[?#]/.test(given) && username + password === ''
}
/** A bucket, and where its service is when that is not Amazon. What would be passed over without a word is no bucket either. */
const isBucket = (given: string) => {
  if (!URL.canParse(given)) return false
  const { hostname, pathname, username, password, searchParams } = new URL(given)
  const [region, endpoint] = [searchParams.get('region'), searchParams.get('endpoint')]
  if (hostname === '' || !/^\/?$/.test(pathname) || username + password !== '') return false
  return (
    (region === null || /^[\w-]+$/.test(region)) &&
    (endpoint === null || /^https?:\/\/[^/?#]/.test(endpoint)) &&
    URL.canParse(endpoint ?? given)
  )
}

const Settings = z.object({
  PORT: z.preprocess(empty, port(3000)),
  HOST: z.preprocess(empty, z.string().default('127.0.0.1')),
  /** Where people reach the house, no path behind it; links in mail use it. Absent: http://HOST:PORT, localhost when HOST is every address. */
  PUBLIC_URL: z.preprocess(
    empty,
    z
      .url({ protocol: /^https?$/ })
      .refine(isOrigin)
      .optional(),
  ),
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
  FILES_URL: z.preprocess(empty, z.url({ protocol: /^s3$/ }).refine(isBucket).optional()),
  LOG_LEVEL: z.preprocess(empty, z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info')),
})

const PORT_WANTED = ['Cần số cổng từ 0 đến 65535.', 'Needs a port number from 0 to 65535.'] as const
/** What each setting must be, Vietnamese and English. */
const WANTED = {
  PORT: PORT_WANTED,
  HOST: ['Cần một địa chỉ của máy này.', 'Needs an address of this machine.'],
  PUBLIC_URL: [
    'Cần địa chỉ http:// hoặc https:// không kèm đường dẫn, ? hay #, như https://cskh.congty.vn.',
    'Needs http:// or https:// and no path, ? or # behind it, such as https://care.company.vn.',
  ],
  DATABASE_URL: [
    'Cần dạng postgres://người-dùng:mật-khẩu@máy:5432/tên. Để trống để dùng PostgreSQL đi kèm.',
    'Needs the form postgres://user:password@host:5432/name. Leave it empty to use the packaged PostgreSQL.',
  ],
  DATA_DIR: ['Cần đường dẫn một thư mục ghi được.', 'Needs the path of a folder that can be written to.'],
  SMTP_IN_PORT: PORT_WANTED,
  SMTP_IN_HOST: ['Cần một địa chỉ của máy này.', 'Needs an address of this machine.'],
  SECRET_KEY: ['Cần 64 chữ số hệ 16, như của: openssl rand -hex 32', 'Needs 64 hex digits, such as from: openssl rand -hex 32'],
  TRUSTED_PROXIES: ['Cần số từ 0 đến 5.', 'Needs a number from 0 to 5.'],
  FILES_URL: [
    'Cần dạng s3://kho?region=…&endpoint=https://…, có tên kho; endpoint chỉ cần khi kho không ở Amazon. Để trống để lưu tệp trên đĩa.',
    'Needs the form s3://bucket?region=…&endpoint=https://… with a bucket; endpoint only when it is not at Amazon. Leave it empty to keep files on disk.',
  ],
  LOG_LEVEL: ['Cần một trong: fatal, error, warn, info, debug, silent.', 'Needs one of: fatal, error, warn, info, debug, silent.'],
} as const satisfies Record<keyof z.output<typeof Settings>, readonly [vi: string, en: string]>
const SECRET: ReadonlySet<string> = new Set(['SECRET_KEY', 'DATABASE_URL'])
const isNamed = (name: string): name is keyof typeof WANTED => name in WANTED

export type Config = z.output<typeof Settings> & { publicUrl: string; dataDir: string }

/** The only reader of the environment. A wrong setting stops the start with its name and what is wrong with it. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const read = Settings.safeParse(env)
  if (!read.success) {
    throw new WrongSetting(
      ...read.error.issues.map(({ path: [key], message }) => {
        const name = String(key)
        const [vi, en] = isNamed(name) ? WANTED[name] : [message, message]
        return { name, given: SECRET.has(name) ? undefined : env[name]?.replace(/\/\/.*@/, '//…@'), vi, en }
      }),
    )
  }
  return { ...read.data, publicUrl: publicUrlOf(read.data), dataDir: resolve(read.data.DATA_DIR) }
}

/** How an address and a port are written in one; IPv6 has colons of its own. */
export const addressOf = (host: string, port: number) => `${host.includes(':') ? `[${host}]` : host}:${port}`

/** The address in links, without a slash at its end. A HOST that listens everywhere is no address to go to: this machine's name stands for it. */
export function publicUrlOf({ PUBLIC_URL, HOST, PORT }: Pick<Config, 'PUBLIC_URL' | 'HOST' | 'PORT'>): string {
  if (PUBLIC_URL) return new URL(PUBLIC_URL).origin
  const url = `http://${addressOf(HOST, PORT)}`
  if (!isOrigin(url)) {
    throw new WrongSetting({
      ...{ name: 'HOST', given: HOST },
      vi: `${WANTED.HOST[0]} Địa chỉ này không viết được vào liên kết: nếu đúng là nó, đặt thêm PUBLIC_URL.`,
      en: `${WANTED.HOST[1]} This one cannot be written in a link: if it is right, set PUBLIC_URL too.`,
    })
  }
  const isEverywhere = ['0.0.0.0', '[::]'].includes(new URL(url).hostname)
  return new URL(isEverywhere ? `http://localhost:${PORT}` : url).origin
}

type Wrong = { name: string; given?: string; vi: string; en: string }

/** Stops the start: which setting, what was given (never a secret), and what to do about it in both languages. */
export class WrongSetting extends Error {
  override name = 'WrongSetting'

  constructor(...wrong: Wrong[]) {
    const lines = wrong.map(({ name, given, vi, en }) => `  ${given === undefined ? name : `${name}=${given}`}\n    ${vi}\n    ${en}`)
    super(`Cài đặt sai · Wrong setting\n${lines.join('\n')}`)
  }
}

/** The key that seals secrets and signs tokens: SECRET_KEY, or one made once and kept in DATA_DIR (mode 600). */
export function readSecret(config: Config): Buffer {
  if (config.SECRET_KEY) return Buffer.from(config.SECRET_KEY, 'hex')
  const path = join(config.dataDir, 'secret.key')
  const kept = keptIn(config.dataDir, path)
  if (/^[0-9a-f]{64}$/i.test(kept)) return Buffer.from(kept, 'hex')
  throw new WrongSetting({
    name: path,
    vi: 'Tệp phải chứa 64 chữ số hệ 16. Khôi phục nó từ bản sao lưu; không có khóa này thì những gì đã mã hóa không đọc lại được.',
    en: 'The file must hold 64 hex digits. Restore it from a backup; without this key what was encrypted cannot be read again.',
  })
}

function keptIn(dataDir: string, path: string): string {
  try {
    makeFolder(dataDir)
    if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw closed(dataDir, error)
  }
}

/** The folder that files of customers go to is there and may be written in, or the start stops here. */
export function refuseUnwritable(dataDir: string): void {
  try {
    makeFolder(dataDir)
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw closed(dataDir, error)
  }
}

function closed(dataDir: string, error: unknown) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return new WrongSetting({
    name: 'DATA_DIR',
    given: dataDir,
    vi: `Không đọc, ghi được ở đây (${code}). Đặt DATA_DIR tới một thư mục của người dùng này, hoặc cấp quyền cho họ.`,
    en: `Cannot read and write here (${code}). Set DATA_DIR to a folder of this user, or give them leave.`,
  })
}
