import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

const BINARY = '/usr/sbin/dovecot'

/** Debian's dovecot, put there when that is allowed and possible. False: the tests that need it are skipped, by name. */
export function hasDovecot(): boolean {
  if (existsSync(BINARY)) return true
  if (process.getuid?.() !== 0) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'dovecot-imapd'], { env, stdio: 'ignore', timeout: 120_000 })
  } catch {
    return false
  }
  return existsSync(BINARY)
}

export type MailServer = Awaited<ReturnType<typeof openDovecot>>

/**
 * A real IMAP server on a free port of this machine, every account with the password `bimat`. `introspection`: where it asks whether an
 * access token is good (RFC 7662) and whose it is (`username`); then it takes XOAUTH2 and OAUTHBEARER as well.
 */
export async function openDovecot({ introspection }: { introspection?: string } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'tantam-dovecot-'))
  const port = await freePort()
  // Mail belongs to the account `mail` when the server runs as root, else to whoever runs it.
  const root = process.getuid?.() === 0
  const [uid, gid] = root ? [8, 8] : [userInfo().uid, userInfo().gid]
  execFileSync('chmod', ['755', home])
  mkdirSync(join(home, 'mail'))
  chownSync(join(home, 'mail'), uid, gid)
  const config = join(home, 'dovecot.conf')
  writeFileSync(config, configOf({ home, port, uid, gid, root, introspection }))
  if (introspection) writeFileSync(join(home, 'oauth2.conf'), oauthOf(introspection))
  const server = spawn(BINARY, ['-F', '-c', config], { stdio: 'ignore' })
  const ended = new Promise<void>((done) => server.once('exit', () => done()))
  let count = 0
  const folderOf = (account: string) => join(home, 'mail', account)
  await answering(port)
  return {
    port,
    password: 'bimat',
    /** Puts a mail into an account's inbox, as its own mail system would. */
    delivers(account: string, mail: string | Buffer) {
      for (const part of ['', 'new', 'cur', 'tmp']) {
        mkdirSync(join(folderOf(account), part), { recursive: true })
        chownSync(join(folderOf(account), part), uid, gid)
      }
      const name = `${1_764_000_000 + count++}.M${count}P1.here`
      writeFileSync(join(folderOf(account), 'tmp', name), mail)
      chownSync(join(folderOf(account), 'tmp', name), uid, gid)
      execFileSync('mv', [join(folderOf(account), 'tmp', name), join(folderOf(account), 'new', name)])
    },
    /** Numbers the inbox anew: another UIDVALIDITY, other UIDs. */
    renumbers(account: string) {
      const folder = folderOf(account)
      for (const name of readdirSync(folder)) if (/^dovecot/.test(name)) rmSync(join(folder, name), { recursive: true })
    },
    /** Hangs up on an account, as a server does when its access has run out. */
    hangsUp(account: string) {
      execFileSync('doveadm', ['-c', config, 'kick', account])
    },
    /** File names of an inbox: their ending tells the flags. */
    files: (account: string) => ['new', 'cur'].flatMap((part) => readdirSync(join(folderOf(account), part))),
    async close() {
      server.kill('SIGTERM')
      await ended
      rmSync(home, { recursive: true, force: true })
    },
  }
}

type Wanted = { home: string; port: number; uid: number; gid: number; root: boolean; introspection?: string }

function configOf({ home, port, uid, gid, root, introspection }: Wanted): string {
  const mine = userInfo().username
  const ours = () => execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()
  const users = root
    ? []
    : [
        ...[`default_internal_user = ${mine}`, `default_internal_group = ${ours()}`, `default_login_user = ${mine}`],
        'service anvil {\n  chroot =\n}',
      ]
  return [
    `base_dir = ${home}/run`,
    `state_dir = ${home}/state`,
    `log_path = ${home}/log`,
    ...['protocols = imap', 'listen = 127.0.0.1', 'ssl = no', 'disable_plaintext_auth = no', 'first_valid_uid = 1', 'mail_fsync = never'],
    `mail_location = maildir:${home}/mail/%u`,
    `auth_mechanisms = plain${introspection ? ' xoauth2 oauthbearer' : ''}`,
    ...(introspection ? [`passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${home}/oauth2.conf\n}`] : []),
    'passdb {\n  driver = static\n  mechanisms = plain\n  args = password=bimat\n}',
    `userdb {\n  driver = static\n  args = uid=${uid} gid=${gid} home=${home}/mail/%u\n}`,
    `service imap-login {\n  chroot =\n  inet_listener imap {\n    port = ${port}\n  }\n  inet_listener imaps {\n    port = 0\n  }\n}`,
    'namespace inbox {\n  inbox = yes\n}',
    ...users,
    '',
  ].join('\n')
}

const oauthOf = (introspection: string) =>
  [
    `introspection_url = ${introspection}`,
    'introspection_mode = post',
    ...['username_attribute = username', 'active_attribute = active', 'active_value = true', ''],
  ].join('\n')

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const place = probe.address()
      probe.close(() => found(typeof place === 'object' && place ? place.port : 0))
    })
  })
}

async function answering(port: number) {
  const { connect } = await import('node:net')
  for (let left = 600; left > 0; left--) {
    const up = await new Promise<boolean>((told) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        told(true)
      })
      socket.on('error', () => told(false))
    })
    if (up) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('dovecot did not come up')
}
