import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { copiedColumns } from '#server/imports/staged-columns.ts'

/**
 * `COPY` refuses a table under row-level security, so lines first land in a table of the session, emptied at the end of
 * each transaction, and are moved from there by SQL that passes the policy.
 */
export const copyLines = async (
  client: pg.ClientBase,
  target: string,
  chunks: readonly string[],
): Promise<void> => {
  const columns = copiedColumns(target).map(([name, type]) => `${name} ${type}`)
  const table = incomingTable(target)
  await client.query(
    `create temporary table if not exists ${table} (line int, ${columns.join(', ')}) on commit delete rows`,
  )
  const stream = client.query(copyFrom(`copy ${table} from stdin`))
  for (const chunk of chunks) if (!stream.write(chunk)) await once(stream, 'drain')
  stream.end()
  await finished(stream)
}

export const incomingTable = (target: string): string =>
  target === 'ledger' ? 'pg_temp.incoming_ledger' : 'pg_temp.incoming_stock'
