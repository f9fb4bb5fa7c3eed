import { sql } from 'kysely'
import { simpleParser } from 'mailparser'
import { afterAll } from 'vitest'
import type { TestHouse } from '../../tests/house.ts'
import { acceptInvitation } from './actions.ts'
import { addPerson } from './contract.ts'
import { openIdentity } from './index.ts'

export const PASSWORD = 'chim én mùa xuân 7'
const ORIGIN = 'http://cskh.maylanh.example'

/** The cookies of one browser. */
export type Jar = Map<string, string>
const cookies = (jar: Jar) => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

/** Longer than it is remembered who somebody is. */
export const forget = () => new Promise((done) => setTimeout(done, 2_100))

/** The entrance of a house, and those who come through it. */
export async function openEntrance(house: TestHouse) {
  const identity = await openIdentity(house.house)
  afterAll(() => identity.close())
  const admin = await house.person('administrator', { name: 'Phạm Quản Trị' })
  const visit = visiting(identity)
  return {
    identity,
    admin,
    visit,
    signIn: (email: string, password: string, jar?: Jar, more?: Record<string, string>, address?: string) =>
      visit('POST', '/api/auth/sign-in/email', { email, password }, jar, more, address),
    who: (jar: Jar) => identity.whoIs(new Headers({ cookie: cookies(jar) })),
    linkIn: (mail: string) => linkIn(house, mail),
    /** Invited by mail, and in: their password is `PASSWORD`. */
    colleague: async (hat: string, mail: string, name = 'Đỗ Thùy Linh') => {
      const added = await admin.asks(addPerson, {
        name,
        mail,
        unitId: house.rootUnit,
        hats: [{ hat: hat as 'hr', share: 100, main: true }],
        invite: true,
      })
      const token = await linkIn(house, mail)
      // Not over HTTP: a whole office accepting within one minute would rightly be told to slow down.
      await house.does((ctx) => acceptInvitation(ctx, { token, password: PASSWORD }))
      return added
    },
  }
}

/** Speaks to sign-in as a browser does, keeping its cookies. */
function visiting(identity: Awaited<ReturnType<typeof openIdentity>>) {
  return async (
    method: string,
    path: string,
    body: object | undefined,
    jar: Jar = new Map(),
    more: Record<string, string> = {},
    address = '203.0.113.7',
  ) => {
    const headers = { cookie: cookies(jar), origin: ORIGIN, 'content-type': 'application/json', ...more }
    const answer = await identity.handler(new Request(`${ORIGIN}${path}`, { method, headers, body: body && JSON.stringify(body) }), address)
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(cookie)) jar.delete(pair.slice(0, at))
      else jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }
}

/** The link in the newest mail to an address. */
async function linkIn(house: TestHouse, mail: string): Promise<string> {
  await house.settled()
  const { rows } = await sql<{
    bytes: Buffer
  }>`select bytes from platform.outgoing where ${mail} = any(mail_to) order by queued_at desc, id desc limit 1`.execute(house.house.db)
  const { text } = await simpleParser(rows[0]?.bytes ?? '')
  return /mat-khau\/([A-Za-z0-9_-]{22})/.exec(text ?? '')?.[1] ?? ''
}
