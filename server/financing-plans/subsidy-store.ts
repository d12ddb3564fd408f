import { randomUUIDv7 } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { SubsidyView } from '#contract/financing-plans.ts'
import type { FunderKind } from '#domain/funding/plan-kinds.ts'
import {
  deriveSubsidy,
  type SubsidyFact,
  subsidyEventLabels,
  subsidyEventsPossible,
} from '#domain/funding/subsidy-facts.ts'
import type { Cents } from '#domain/money.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import type { Acting } from '#server/use-case.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

export type StoredSubsidy = {
  id: string
  applicationId: string
  householdId: string
  resourceId: string
  funderName: string
  requestedOn: PlainDate
  version: number
  receivedCents: Cents
  /** A balance came: nothing more will. */
  isOver: boolean
}

const readSubsidies = async ({ tx, actor }: Here, condition: RawBuilder<unknown>): Promise<StoredSubsidy[]> =>
  (
    await sql<StoredSubsidy>`
      select s.id, s.application_id as "applicationId", s.household_id as "householdId",
        s.resource_id as "resourceId", s.funder_name as "funderName",
        s.requested_on as "requestedOn", s.version,
        coalesce(r.cents, 0)::bigint as "receivedCents", coalesce(r.is_over, false) as "isOver"
      from subsidy s
      left join lateral (select sum(cents) as cents, bool_or(kind = 'balance') as is_over from subsidy_receipt r
        where r.organisation_id = s.organisation_id and r.subsidy_id = s.id and r.reversed_on is null) r on true
      where s.organisation_id = ${actor.organisationId} and ${condition}
      order by s.requested_on, s.id`.execute(tx)
  ).rows

export const listSubsidiesOf = (here: Here, applicationId: string): Promise<StoredSubsidy[]> =>
  readSubsidies(here, sql`s.application_id = ${applicationId}`)

/** Held until the end of the transaction. */
export const lockSubsidy = async (here: Here, subsidyId: string): Promise<StoredSubsidy | undefined> => {
  await here.tx
    .selectFrom('subsidy')
    .where('organisation_id', '=', here.actor.organisationId)
    .where('id', '=', subsidyId)
    .select('id')
    .forUpdate()
    .execute()
  return (await readSubsidies(here, sql`s.id = ${subsidyId}`))[0]
}

export type RecordedFact = { fact: SubsidyFact; by: string }

/** The facts of these subsidies that nobody cancelled, by subsidy. */
export const listSubsidyFacts = async (
  { tx, actor }: Here,
  subsidyIds: readonly string[],
): Promise<Map<string, RecordedFact[]>> => {
  if (subsidyIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('subsidy_event as e')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'e.organisation_id').onRef('m.id', '=', 'e.recorded_by'),
    )
    .where('e.organisation_id', '=', actor.organisationId)
    .where('e.subsidy_id', 'in', subsidyIds)
    .where('e.cancelled_at', 'is', null)
    .select(['e.id', 'e.subsidy_id', 'e.kind', 'e.on_date', 'e.cents', 'e.detail', 'm.name'])
    .execute()
  const facts = new Map<string, RecordedFact[]>()
  for (const { id, subsidy_id, kind, on_date, cents, detail, name } of rows) {
    // What was written as one fact is read as the same fact: the union is checked where it is written.
    const fact = {
      ...(detail as object),
      ...(cents === null ? {} : { cents }),
      id,
      kind,
      on: on_date,
    } as SubsidyFact
    facts.set(subsidy_id, [...(facts.get(subsidy_id) ?? []), { fact, by: name }])
  }
  return facts
}

export const insertSubsidyFact = async (
  { tx, actor, now }: Acting,
  subsidyId: string,
  fact: SubsidyFact,
): Promise<void> => {
  const { id, kind, on, ...rest } = fact
  const { cents, ...detail } = rest as { cents?: number }
  await tx
    .insertInto('subsidy_event')
    .values({
      organisation_id: actor.organisationId,
      id,
      subsidy_id: subsidyId,
      kind,
      on_date: on,
      cents: cents ?? null,
      detail: JSON.stringify(detail),
      recorded_by: actor.membershipId,
      recorded_at: now,
    })
    .execute()
}

export type NewSubsidy = {
  applicationId: string
  householdId: string
  resourceId: string
  partnerId: string | null
  funderName: string
  funderKind: FunderKind
  countsInCap: boolean
  cents: Cents
  on: SubsidyFact['on']
}

export const insertSubsidy = async (context: Acting, asked: NewSubsidy): Promise<string> => {
  const { tx, actor, now } = context
  const id = randomUUIDv7()
  await tx
    .insertInto('subsidy')
    .values({
      organisation_id: actor.organisationId,
      id,
      application_id: asked.applicationId,
      household_id: asked.householdId,
      resource_id: asked.resourceId,
      partner_id: asked.partnerId,
      funder_name: asked.funderName,
      funder_kind: asked.funderKind,
      counts_in_cap: asked.countsInCap,
      requested_cents: asked.cents,
      requested_on: asked.on,
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
  await insertSubsidyFact(context, id, {
    id: randomUUIDv7(),
    kind: 'requested',
    on: asked.on,
    cents: asked.cents,
  })
  return id
}

/** Draws the row of a subsidy again from its facts. */
export const refreshSubsidy = async (here: Here, subsidyId: string): Promise<void> => {
  const facts = (await listSubsidyFacts(here, [subsidyId])).get(subsidyId) ?? []
  const derived = deriveSubsidy(facts.map(({ fact }) => fact))
  await here.tx
    .updateTable('subsidy')
    .where('organisation_id', '=', here.actor.organisationId)
    .where('id', '=', subsidyId)
    .set((eb) => ({
      version: eb('version', '+', 1),
      complete_on: derived.completeOn,
      notified_cents: derived.notifiedCents,
      notified_on: derived.notifiedOn,
      notified_deadline: derived.deadline,
      ended_on: derived.endedOn,
      ended_as: derived.endedAs,
    }))
    .execute()
}

export const viewSubsidy = (subsidy: StoredSubsidy, recorded: readonly RecordedFact[]): SubsidyView => {
  const facts = recorded.map(({ fact }) => fact)
  const { receivedCents, isOver } = subsidy
  const derived = deriveSubsidy(facts, { cents: receivedCents, isOver })
  return {
    subsidyId: subsidy.id,
    resourceId: subsidy.resourceId,
    version: subsidy.version,
    funderName: subsidy.funderName,
    status: derived.status,
    requestedCents: derived.requestedCents,
    requestedOn: subsidy.requestedOn,
    notifiedCents: derived.notifiedCents,
    notifiedOn: derived.notifiedOn,
    deadline: derived.deadline,
    receivedCents,
    liveCents: derived.liveCents,
    possible: isOver ? [] : subsidyEventsPossible(facts),
    facts: recorded
      .map(({ fact, by }) => ({
        factId: fact.id,
        kind: fact.kind,
        on: fact.on,
        cents: 'cents' in fact ? fact.cents : null,
        told: tell(fact),
        by,
      }))
      .toSorted((a, b) => (a.on < b.on ? -1 : 1)),
  }
}

const tell = (fact: SubsidyFact): string | null => {
  if ('reason' in fact) return fact.reason
  if (fact.kind === 'notified')
    return fact.deadline
      ? `Travaux à faire avant le ${formatDate(fact.deadline)}`
      : subsidyEventLabels[fact.kind]
  return null
}
