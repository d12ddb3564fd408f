import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { useCase } from '#server/use-case.ts'

type Found = { financingId: string; number: string; household: string; outstandingCents: number }

export const searchLoans = useCase(contract.bankFiles.searchLoans, async ({ tx, actor }, { text, limit }) => {
  const literal = text.replace(/[%_\\]/g, '\\$&')
  const { rows } = await sql<Found>`
    select f.id as "financingId", f.number, h.label as household, s.outstanding_cents as "outstandingCents"
    from financing_standing s
    join financing f on f.organisation_id = s.organisation_id and f.id = s.financing_id
    join household h on h.organisation_id = s.organisation_id and h.id = s.household_id
    where s.organisation_id = ${actor.organisationId} and s.outstanding_cents > 0
      and s.kind in ('loan', 'microcredit')
      and (f.number like ${`${literal}%`} or s.household_id in (
        select household_id from household_search
        where organisation_id = ${actor.organisationId} and document like '%' || fold(${literal}) || '%' limit 1000))
    order by h.label, f.number limit ${limit}`.execute(tx)
  return { rows }
})
