import { withOrganisationClient } from '#server/db.ts'
import { job } from '#server/jobs.ts'

const linesPerBatch = 200_000

/** Takes away the waiting lines of an import that no longer needs them, in small transactions. */
export const cleanUpJob = job<{ organisationId: string; importId: string }>(
  'imports.cleanUp',
  async (house, { organisationId, importId }, signal) => {
    for (const table of ['import_ledger_line', 'import_stock_line'])
      for (let from = 0, last = 1; from < last && !signal.aborted; from += linesPerBatch)
        last = await withOrganisationClient(house.database, organisationId, async (client) => {
          const scope = [organisationId, importId]
          const { rows } = await client.query<{ last: number | null }>(
            `select max(line) as last from ${table} where organisation_id = $1 and import_id = $2`,
            scope,
          )
          await client.query(
            `delete from ${table} where organisation_id = $1 and import_id = $2 and line > $3 and line <= $4`,
            [...scope, from, from + linesPerBatch],
          )
          return rows[0]?.last ?? 0
        })
  },
)
