import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { rotationOf } from '#domain/envelopes/standing.ts'
import type { Cents } from '#domain/money.ts'
import { useCase } from '#server/use-case.ts'

type Fund = {
  envelopeId: string
  label: string
  sizeCents: Cents
  disbursedInYearCents: Cents
  outstandingCents: Cents
  exposureCents: Cents
}

/** Revolving funds: envelopes of stock out of which advances are paid (handbook money §2.6). */
export const listFunds = useCase(contract.subsidies.listFunds, async (context, { year }) => {
  const { rows } = await sql<Fund>`
    select e.id as "envelopeId", e.label,
      (select coalesce(sum(a.cents), 0)::bigint from envelope_allotment a
        where (a.organisation_id, a.envelope_id) = (e.organisation_id, e.id) and a.on_date <= ${context.today}::date) as "sizeCents",
      coalesce(sum(l.cents) filter (where l.movement in ('disbursement', 'disbursement-return')
        and extract(year from l.on_date) = ${year}), 0)::bigint as "disbursedInYearCents",
      coalesce(sum(l.cents) filter (where l.movement in ('disbursement', 'disbursement-return', 'repayment', 'write-off')), 0)::bigint
        as "outstandingCents",
      coalesce(sum(l.cents) filter (where l.movement in ('commitment', 'commitment-release', 'repayment', 'write-off')), 0)::bigint
        as "exposureCents"
    from envelope e
    left join ledger_entry l on (l.organisation_id, l.envelope_id) = (e.organisation_id, e.id)
    where e.organisation_id = ${context.actor.organisationId} and e.kind = 'stock' and e.closed_on is null
      and exists (select from financing f where (f.organisation_id, f.envelope_id) = (e.organisation_id, e.id)
        and f.kind in ('cash-facility', 'subsidy-advance'))
    group by e.organisation_id, e.id, e.label order by e.label, e.id limit 100`.execute(context.tx)
  return {
    funds: rows.map(({ exposureCents, ...fund }) => ({
      ...fund,
      availableCents: fund.sizeCents - exposureCents,
      rotationBasisPoints: rotationOf(fund.disbursedInYearCents, fund.sizeCents),
    })),
  }
})
