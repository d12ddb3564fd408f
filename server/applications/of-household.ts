import { sql } from 'kysely'
import type { z } from 'zod'
import type { HouseholdApplication, HouseholdFinancing } from '#contract/application-shapes.ts'
import { contract } from '#contract/index.ts'
import { sumCents } from '#domain/money.ts'
import { useCase } from '#server/use-case.ts'

type ApplicationOf = z.output<typeof HouseholdApplication>
type FinancingOf = Omit<z.output<typeof HouseholdFinancing>, 'outstandingCents'> & { lostCents: number }

/** What was lent and paid is read in the books: each figure is a sum of their lines (handbook money §2.6). */
export const ofHousehold = useCase(
  contract.applications.ofHousehold,
  async ({ tx, actor }, { householdId }) => {
    const { rows: applications } = await sql<ApplicationOf>`
    select a.id as "applicationId", a.number, a.field, a.purpose, s.status, a.filed_on as "filedOn",
      coalesce(array_agg(v.name order by l.position) filter (where v.name is not null), '{}') as products,
      coalesce(sum(l.requested_cents), 0)::bigint as "requestedCents"
    from application a
    join application_standing s on s.organisation_id = a.organisation_id and s.application_id = a.id
    left join application_line l on l.organisation_id = a.organisation_id and l.application_id = a.id
    left join product_version v on v.organisation_id = l.organisation_id and v.product_id = l.product_id
      and v.number = l.product_number
    where a.organisation_id = ${actor.organisationId} and a.household_id = ${householdId}
    group by a.organisation_id, a.id, s.status order by a.created_at desc, a.id desc`.execute(tx)
    const { rows } = await sql<FinancingOf>`
    select f.id as "financingId", f.application_id as "applicationId", f.number, f.kind, v.name as "productName",
      f.granted_cents as "grantedCents", f.decided_on as "decidedOn",
      coalesce(sum(e.cents) filter (where e.movement in ('disbursement', 'disbursement-return')), 0)::bigint
        as "disbursedCents",
      coalesce(-sum(e.cents) filter (where e.movement = 'repayment'), 0)::bigint as "repaidCents",
      coalesce(-sum(e.cents) filter (where e.movement = 'write-off'), 0)::bigint as "lostCents"
    from financing f
    join product_version v on v.organisation_id = f.organisation_id and v.product_id = f.product_id
      and v.number = f.product_number
    left join ledger_entry e on e.organisation_id = f.organisation_id and e.financing_id = f.id
    where f.organisation_id = ${actor.organisationId} and f.household_id = ${householdId}
    group by f.organisation_id, f.id, v.name order by f.decided_on desc, f.id desc`.execute(tx)
    const financings = rows.map(({ lostCents, ...row }) => ({
      ...row,
      outstandingCents: isPaidBack(row.kind) ? row.disbursedCents - row.repaidCents - lostCents : 0,
    }))
    return {
      applications,
      financings,
      disbursedCents: sumCents(financings.map(({ disbursedCents }) => disbursedCents)),
      outstandingCents: sumCents(financings.map(({ outstandingCents }) => outstandingCents)),
    }
  },
)

/** An aid is given: nothing of it is outside to come back. */
const isPaidBack = (kind: FinancingOf['kind']) => kind !== 'grant' && kind !== 'recurring-aid'
