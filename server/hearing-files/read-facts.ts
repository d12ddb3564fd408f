import { sql } from 'kysely'
import type { DocumentKind } from '#domain/casework/kinds.ts'
import type { AccountEntry, HearingFacts } from '#domain/hearings/checklist.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import { listHouseholdDocuments } from '#server/documents/find-documents.ts'
import type { Acting } from '#server/use-case.ts'

type About = { householdId: string; hearingOn: PlainDate; procedureId: string | null }

/** What the file knows of the household today, for the checklist of a hearing. */
export const readHearingFacts = async (context: Acting, about: About): Promise<HearingFacts> => {
  const tenancy = await findTenancy(context, about.householdId)
  const documents = await listHouseholdDocuments(context, about.householdId)
  return {
    today: context.today,
    hearingOn: about.hearingOn,
    account: tenancy && (await readAccount(context, tenancy.id)),
    plan: await findPlan(context, about.householdId),
    aid: tenancy && {
      inPayment: tenancy.benefit_cents > 0 && tenancy.benefit_paid_to !== 'none',
      monthlyCents: tenancy.benefit_cents,
    },
    assessmentSentOn: await findAssessmentSent(context, about.procedureId),
    budgetOn: await findBudgetDay(context, about.householdId),
    documentKinds: [...new Set(documents.map(({ kind }) => kind as DocumentKind))],
  }
}

/** The tenancy that runs, or else the last one. */
const findTenancy = async ({ tx, actor }: Acting, householdId: string) =>
  (await tx
    .selectFrom('tenancy')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .select(['id', 'benefit_cents', 'benefit_paid_to'])
    .orderBy(sql`ended_on is null`, 'desc')
    .orderBy('started_on', 'desc')
    .executeTakeFirst()) ?? null

/** The last months are enough: what is judged is the rent of today. */
const monthsRead = 3

const readAccount = async ({ tx, actor, today }: Acting, tenancyId: string) => {
  const { organisationId } = actor
  const { rows } = await sql<{ cents: number }>`
    select coalesce(sum(amount_cents), 0)::bigint as cents from rent_entry
    where organisation_id = ${organisationId} and tenancy_id = ${tenancyId} and entry_on <= ${today}::date`.execute(
    tx,
  )
  const entries = await tx
    .selectFrom('rent_entry')
    .where('organisation_id', '=', organisationId)
    .where('tenancy_id', '=', tenancyId)
    .where('entry_on', '<=', today)
    .where('entry_on', '>=', addMonths(today, -monthsRead))
    .select(['entry_on as on', 'kind', 'amount_cents as amountCents'])
    .orderBy('entry_on')
    .execute()
  return { balanceCents: rows[0]?.cents ?? 0, entries: entries as AccountEntry[] }
}

const findPlan = async ({ tx, actor }: Acting, householdId: string): Promise<HearingFacts['plan']> => {
  const { rows } = await sql<NonNullable<HearingFacts['plan']>>`
    select coalesce(c.state, 'proposed') as state, p.proposed_on as "proposedOn", c.remaining_cents as "remainingCents"
    from repayment_plan p left join plan_course c on (c.organisation_id, c.plan_id) = (p.organisation_id, p.id)
    where p.organisation_id = ${actor.organisationId} and p.household_id = ${householdId}
    order by p.proposed_on desc, p.id desc limit 1`.execute(tx)
  return rows[0] ?? null
}

const findAssessmentSent = async ({ tx, actor }: Acting, procedureId: string | null) => {
  if (!procedureId) return null
  const found = await tx
    .selectFrom('procedure_fact')
    .where('organisation_id', '=', actor.organisationId)
    .where('procedure_id', '=', procedureId)
    .where('event', '=', 'assessment-sent')
    .where('cancelled_at', 'is', null)
    .select('on_date')
    .orderBy('on_date', 'desc')
    .executeTakeFirst()
  return found?.on_date ?? null
}

const findBudgetDay = async ({ tx, actor }: Acting, householdId: string) => {
  const found = await tx
    .selectFrom('budget_snapshot')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .select('on_date')
    .orderBy('on_date', 'desc')
    .executeTakeFirst()
  return found?.on_date ?? null
}
