import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { useCase } from '#server/use-case.ts'

/** Jumps from one act to the next along the index: the journal may be long, the acts are few. */
export const listJournalActs = useCase(contract.settings.listJournalActs, async ({ tx, actor }) => {
  const { rows } = await sql<{ act: string }>`
    with recursive known as (
      (select act from journal where organisation_id = ${actor.organisationId} order by act limit 1)
      union all
      select (select j.act from journal j
        where j.organisation_id = ${actor.organisationId} and j.act > known.act order by j.act limit 1)
      from known where known.act is not null
    ) select act from known where act is not null`.execute(tx)
  return { acts: rows.map(({ act }) => act) }
})
