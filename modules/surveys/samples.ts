import { sql } from 'kysely'
import { simpleParser } from 'mailparser'
import type { TestHouse } from '../../tests/house.ts'
import { sendDue } from './actions/invite.ts'

/** For tests: what surveys wrote down and what they mailed. */
export function surveysOf(house: TestHouse) {
  const rows = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(house.house.db)).rows

  const invitations = (caseId: string) =>
    rows(sql<{ state: string; skippedWhy: string | null; tokenHash: Buffer }>`select state, skipped_why, token_hash
      from surveys.invitation where case_id = ${caseId} order by id`)

  async function lettersTo(mail: string) {
    const found = await rows(
      sql<{ bytes: Buffer }>`select bytes from platform.outgoing where room = 'surveys' and ${mail} = any(mail_to) order by queued_at, id`,
    )
    return Promise.all(found.map(({ bytes }) => simpleParser(bytes, { skipHtmlToText: true })))
  }

  /** Sends what may be sent now, and waits for what the house's own ticker has in hand. */
  async function questionsLeave() {
    while ((await house.does(sendDue)) > 0);
    await rows(sql`select 1 from surveys.invitation where state = 'planned' for update`)
  }

  return { rows, invitations, lettersTo, questionsLeave }
}
