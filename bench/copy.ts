import type { Connection, PoolClient } from 'pg'

/** What the driver of PostgreSQL calls while a COPY goes on; pg knows the messages but has no function for them. */
type Line = Connection & {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(words: string): void
  stream: NodeJS.WritableStream & { writableNeedDrain: boolean }
}

/** Sends rows by COPY as fast as they are taken; each row is its values in the order of the columns, null or text as PostgreSQL reads it. */
export function copyInto(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
) {
  return new Promise<void>((done, fail) => {
    let wrong: Error | undefined
    const asked = {
      submit: (line: Line) => line.query(`copy ${table} (${columns.join(', ')}) from stdin`),
      handleCopyInResponse: (line: Line) => void pump(line, rows),
      handleError: (error: Error) => {
        wrong = error
        fail(error)
      },
      handleReadyForQuery: () => (wrong ? undefined : done()),
      handleCommandComplete: () => {},
      handleRowDescription: () => {},
      handleDataRow: () => {},
      handleEmptyQuery: () => {},
      handlePortalSuspended: () => {},
    }
    client.query(asked as never)
  })
}

async function pump(line: Line, rows: Iterable<readonly (string | number | null)[]>) {
  let chunk = ''
  try {
    for (const row of rows) {
      chunk += `${row.map(written).join('\t')}\n`
      if (chunk.length < 60_000) continue
      line.sendCopyFromChunk(Buffer.from(chunk))
      chunk = ''
      if (line.stream.writableNeedDrain) await new Promise<void>((free) => line.stream.once('drain', () => free()))
    }
    line.sendCopyFromChunk(Buffer.from(chunk))
    line.endCopyFrom()
  } catch (error) {
    line.sendCopyFail(String(error))
  }
}

function written(value: string | number | null): string {
  if (value === null) return '\\N'
  const text = String(value)
  return /[\\\t\n\r]/.test(text)
    ? text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    : text
}

/** Drops what indexes these tables have (keys stay) and answers how to make them again. */
export async function dropIndexes(client: PoolClient, tables: string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
     where i.indrelid = any($1::regclass[]) and not i.indisunique`,
    [tables],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ made }) => made)
}
