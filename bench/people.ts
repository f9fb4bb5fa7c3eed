import { sql } from 'kysely'
import { createKey } from '#org'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { buildHouse, openLog } from '../app/open.ts'
import { rooms } from '../app/rooms.ts'
import type { World } from './world.ts'

/** So many keys that may look, shared out among the colleagues who work on cases: each is a browser of its own to the house. */
export async function lookers({ url, dataDir, secret, db }: World, many: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct p.id from org.person p join org.person_hat h on h.person_id = p.id
    where p.left_at is null and h.hat in ('support_officer', 'issue_officer', 'team_lead', 'care_manager') order by 1`.execute(db)
  const house = await buildHouse({
    ...{ url, dataDir, secret, rooms, publicUrl: 'http://cskh.maylanh.example', smtpIn: { host: '127.0.0.1', port: 0 } },
    ...{ log: openLog('error'), delivery: 'inline', poolSize: 4 },
  })
  try {
    return await act(house, { me: SYSTEM }, async (ctx) => {
      const keys: string[] = []
      for (let place = 0; place < many; place++) {
        const personId = rows[place % rows.length]?.id ?? ''
        const made = await createKey(ctx, {
          name: `Người xem ${place}`,
          permissions: ['cases.read', 'conversations.read', 'customers.read'],
          personId,
          expiresAt: null,
        })
        keys.push(made.key)
      }
      return keys
    })
  } finally {
    await house.end()
  }
}
