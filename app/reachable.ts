import { connect, createServer } from 'node:net'
import pg from 'pg'
import { type Config, publicUrlOf, WrongSetting } from '#platform/config.ts'

const OLDEST_POSTGRESQL = 180_000
const PATIENCE_MS = 10_000
const ANSWER_MS = 1_000
/** Ports an ordinary user may not open. */
const RESERVED = 1024
const EVERYWHERE = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
])

/**
 * Tries the doors before anything is begun, so that a setting nobody can live with is named at once. Answers the settings with a free port where
 * any would do (0), so that the address we tell is the one we have. Throws WrongSetting.
 */
export async function tryDoors(config: Config): Promise<Config> {
  const { HOST, SMTP_IN_HOST } = config
  if (config.PORT !== 0 && config.PORT === config.SMTP_IN_PORT) throw taken('SMTP_IN_PORT', config.SMTP_IN_PORT)
  const PORT = await tryDoor(['HOST', HOST], ['PORT', config.PORT])
  const SMTP_IN_PORT = await tryDoor(['SMTP_IN_HOST', SMTP_IN_HOST], ['SMTP_IN_PORT', config.SMTP_IN_PORT])
  return { ...config, PORT, SMTP_IN_PORT, publicUrl: publicUrlOf({ ...config, PORT }) }
}

/**
 * Listening tells whether the address is ours, at a port nobody asks for; below 1024 it has to be the port itself. Whether somebody answers there
 * is asked after that, not tried by listening: a listener of a moment would let in callers that look for the process this one replaces, and cut
 * them off.
 */
async function tryDoor(host: [string, string], port: [string, number]): Promise<number> {
  const found = await new Promise<number>((done, failed) => {
    const server = createServer()
    server.once('error', (error) => failed(asSetting(error, host, port)))
    server.listen({ host: host[1], port: port[1] < RESERVED ? port[1] : 0, exclusive: true }, () => {
      const at = server.address()
      server.close(() => done(typeof at === 'object' && at ? at.port : 0))
    })
  })
  if (port[1] === 0) return found
  if (await isAnswered(host[1], port[1])) throw taken(...port)
  return port[1]
}

function isAnswered(host: string, port: number): Promise<boolean> {
  const socket = connect({ host: EVERYWHERE.get(host) ?? host, port, timeout: ANSWER_MS })
  return new Promise((done) => {
    const end = (answered: boolean) => () => {
      socket.destroy()
      done(answered)
    }
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false))
  })
}

/** A door that did not open, by the setting that says where it is. Anything else is answered as it came. */
export function unopened(error: unknown, { host, port, smtpIn }: { host: string; port: number; smtpIn: { host: string; port: number } }) {
  const at = (error as { port?: unknown }).port
  if (!isListening(error)) return error
  if (at === smtpIn.port) return asSetting(error, ['SMTP_IN_HOST', smtpIn.host], ['SMTP_IN_PORT', smtpIn.port])
  return at === port ? asSetting(error, ['HOST', host], ['PORT', port]) : error
}

const isListening = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && (error.syscall === 'listen' || error.syscall === 'bind')

function asSetting({ code }: NodeJS.ErrnoException, [hostName, host]: [string, string], [portName, port]: [string, number]) {
  if (code === 'EADDRINUSE') return taken(portName, port)
  return code === 'EACCES' ? reserved(portName, port) : foreign(hostName, host, String(code))
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
