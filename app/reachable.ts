import { createServer } from 'node:net'
import pg from 'pg'
import { type Config, WrongSetting } from '#platform/config.ts'

const OLDEST_POSTGRESQL = 180_000
const PATIENCE_MS = 10_000

/** Tries the doors before anything is begun, so that a setting nobody can live with is named at once. Throws WrongSetting. */
export async function refuseTaken({ HOST, PORT, SMTP_IN_HOST, SMTP_IN_PORT }: Config): Promise<void> {
  if (PORT !== 0 && PORT === SMTP_IN_PORT) throw taken('SMTP_IN_PORT', SMTP_IN_PORT)
  await tryDoor(['HOST', HOST], ['PORT', PORT])
  await tryDoor(['SMTP_IN_HOST', SMTP_IN_HOST], ['SMTP_IN_PORT', SMTP_IN_PORT])
}

function tryDoor([hostName, host]: [string, string], [portName, port]: [string, number]): Promise<void> {
  const server = createServer()
  return new Promise((done, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') failed(taken(portName, port))
      else if (error.code === 'EACCES') failed(reserved(portName, port))
      else failed(foreign(hostName, host, String(error.code)))
    })
    server.listen({ host, port, exclusive: true }, () => server.close(() => done()))
  })
}

const taken = (name: string, port: number) =>
  new WrongSetting({
    ...{ name, given: String(port) },
    vi: `Cổng này đang có chương trình dùng. Dừng chương trình đó, hoặc đặt ${name} khác.`,
    en: `Another program uses this port. Stop it, or set another ${name}.`,
  })

const reserved = (name: string, port: number) =>
  new WrongSetting({
    ...{ name, given: String(port) },
    vi: 'Người dùng này không được mở cổng này. Đặt cổng từ 1024 trở lên.',
    en: 'This user may not open this port. Set one from 1024 up.',
  })

const foreign = (name: string, host: string, code: string) =>
  new WrongSetting({
    ...{ name, given: host },
    vi: `Không phải địa chỉ của máy này (${code}). 127.0.0.1 chỉ cho máy này, 0.0.0.0 cho mọi máy.`,
    en: `Not an address of this machine (${code}). 127.0.0.1 is for this machine only, 0.0.0.0 for all.`,
  })

/** A PostgreSQL of the user's own: there, willing and new enough. Throws WrongSetting, without the password. */
export async function refuseUnreachable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS, application_name: 'tantam-migrate' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ number: number; version: string }>(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
    )
    const [server] = rows
    if (!server || server.number < OLDEST_POSTGRESQL) throw tooOld(server?.version ?? '?')
  } catch (error) {
    throw error instanceof WrongSetting ? error : unreachable(error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

const tooOld = (version: string) =>
  new WrongSetting({
    name: 'DATABASE_URL',
    vi: `Máy chủ ấy là PostgreSQL ${version}; cần PostgreSQL 18 trở lên. Để trống để dùng PostgreSQL đi kèm.`,
    en: `That server is PostgreSQL ${version}; it must be 18 or later. Leave it empty to use the packaged PostgreSQL.`,
  })

function unreachable(error: unknown) {
  const words =
    (error instanceof Error && error.message) || (error instanceof Error && 'code' in error ? String(error.code) : String(error))
  return new WrongSetting({
    name: 'DATABASE_URL',
    vi: `Không vào được cơ sở dữ liệu (${words}). Xem lại máy, cổng, tên, người dùng và mật khẩu; để trống để dùng PostgreSQL đi kèm.`,
    en: `The database cannot be reached (${words}). Check host, port, name, user and password; leave it empty to use the packaged PostgreSQL.`,
  })
}
