import { sql } from 'kysely'
import { contactOutcomes, countsAsReached } from '#domain/households/contact-kinds.ts'
import { type DerivedMeasure, deriveMeasure } from '#domain/measures/derive.ts'
import { openStatuses } from '#domain/measures/kinds.ts'
import { type Reminder, remindersOf } from '#domain/measures/reminders.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import type { Tx } from '#server/db.ts'
import { leadOn } from '#server/measures/find-measure.ts'
import {
  definitionOf,
  listFactsOf,
  listWorkersOf,
  type MeasureWorker,
  selectMeasures,
} from '#server/measures/measure-store.ts'

/** A measure as it was just drawn. */
export type RefreshedMeasure = {
  measureId: string
  householdId: string
  definition: ProgrammeDefinition
  meetingWeeks: number | null
  derived: DerivedMeasure
  leadId: string | null
  lastContactOn: PlainDate | null
}

const isOpenStatus = (status: string) => (openStatuses as readonly string[]).includes(status)
const reached = contactOutcomes.filter(countsAsReached)

/** Draws again where these measures stand on `today`, from their facts, their workers and the contacts of the file. */
export const refreshStandings = async (
  tx: Tx,
  organisationId: string,
  measureIds: readonly string[],
  today: PlainDate,
): Promise<RefreshedMeasure[]> => {
  if (measureIds.length === 0) return []
  const measures = await selectMeasures(tx, organisationId).where('m.id', 'in', measureIds).execute()
  const facts = await listFactsOf(tx, organisationId, measureIds)
  const workers = Map.groupBy(
    await listWorkersOf(tx, organisationId, measureIds),
    ({ measureId }) => measureId,
  )
  const drawn = measures.map((row) => {
    const own = workers.get(row.id) ?? []
    const definition = definitionOf(row)
    const derived = deriveMeasure(definition, facts.get(row.id) ?? [], today)
    return { row, own, definition, derived }
  })
  const contacts = await listContactDays(
    tx,
    organisationId,
    drawn.map(({ row, derived }) => ({
      measureId: row.id,
      householdId: row.household_id,
      from: derived.requestedOn,
      to: derived.endedOn,
    })),
  )
  const refreshed = drawn.map(({ row, own, definition, derived }) => {
    const lastContactOn = contacts.get(row.id)?.last ?? null
    const contact = { lastContactOn, meetingWeeks: row.meeting_weeks }
    return {
      measureId: row.id,
      householdId: row.household_id,
      programmeId: row.programme_id,
      definition,
      ...contact,
      derived,
      leadId: leadOn(own, today)?.membershipId ?? null,
      firstHomeVisitOn: contacts.get(row.id)?.firstHome ?? null,
      changesOn: nextChange(derived, own, remindersOf(definition, derived, contact), today),
    }
  })
  await writeStandings(tx, organisationId, refreshed, today)
  return refreshed
}

type Drawn = RefreshedMeasure & {
  programmeId: string
  firstHomeVisitOn: PlainDate | null
  changesOn: PlainDate | null
}

/** The standing itself, the lead as workers come and go, and what is to be told: each on its day. */
const nextChange = (
  { changesOn }: DerivedMeasure,
  workers: readonly MeasureWorker[],
  reminders: readonly Reminder[],
  today: PlainDate,
): PlainDate | null =>
  [
    changesOn,
    ...workers.flatMap(({ fromOn, untilOn }) => [fromOn, untilOn && addDays(untilOn, 1)]),
    ...reminders.map(({ tellOn }) => tellOn),
  ]
    .filter((day): day is PlainDate => day !== null && day > today)
    .toSorted()[0] ?? null

const writeStandings = async (
  tx: Tx,
  organisationId: string,
  drawn: readonly Drawn[],
  today: PlainDate,
): Promise<void> => {
  if (drawn.length === 0) return
  await tx
    .insertInto('measure_standing')
    .values(
      drawn.map(({ measureId, householdId, programmeId, definition, derived, ...rest }) => ({
        organisation_id: organisationId,
        measure_id: measureId,
        household_id: householdId,
        programme_id: programmeId,
        status: derived.status,
        phase: derived.phase,
        is_open: isOpenStatus(derived.status),
        lead_id: rest.leadId,
        requested_on: derived.requestedOn,
        started_on: derived.startedOn,
        ends_on: derived.endsOn,
        limit_on: derived.limitOn,
        ended_on: derived.endedOn,
        exit_reason: derived.exit,
        next_due: derived.nextDue?.label ?? null,
        next_due_on: derived.nextDue?.dueOn ?? null,
        last_contact_on: rest.lastContactOn,
        first_home_visit_on: rest.firstHomeVisitOn,
        // A closed measure weighs on nobody.
        weight_tenths: isOpenStatus(derived.status) ? definition.weightTenths : 0,
        changes_on: rest.changesOn,
        as_of: today,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'measure_id']).doUpdateSet((eb) => ({
        household_id: eb.ref('excluded.household_id'),
        status: eb.ref('excluded.status'),
        phase: eb.ref('excluded.phase'),
        is_open: eb.ref('excluded.is_open'),
        lead_id: eb.ref('excluded.lead_id'),
        requested_on: eb.ref('excluded.requested_on'),
        started_on: eb.ref('excluded.started_on'),
        ends_on: eb.ref('excluded.ends_on'),
        limit_on: eb.ref('excluded.limit_on'),
        ended_on: eb.ref('excluded.ended_on'),
        exit_reason: eb.ref('excluded.exit_reason'),
        next_due: eb.ref('excluded.next_due'),
        next_due_on: eb.ref('excluded.next_due_on'),
        last_contact_on: eb.ref('excluded.last_contact_on'),
        first_home_visit_on: eb.ref('excluded.first_home_visit_on'),
        weight_tenths: eb.ref('excluded.weight_tenths'),
        changes_on: eb.ref('excluded.changes_on'),
        as_of: eb.ref('excluded.as_of'),
      })),
    )
    .execute()
}

type Span = { measureId: string; householdId: string; from: PlainDate | null; to: PlainDate | null }
type ContactDays = { last: PlainDate | null; firstHome: PlainDate | null }

/**
 * The last time someone of the household was reached, and the first time at home, between the request and the end: days
 * only, whoever wrote them up, since that support goes on is one of the flags that cross the compartments.
 */
const listContactDays = async (
  tx: Tx,
  organisationId: string,
  spans: readonly Span[],
): Promise<Map<string, ContactDays>> => {
  if (spans.length === 0) return new Map()
  const column = (key: keyof Span) => spans.map((span) => span[key])
  const { rows } = await sql<ContactDays & { measureId: string }>`
    select s.measure_id as "measureId", max(e.happened_on) as last,
      min(e.happened_on) filter (where e.place = 'home' or (e.channel = 'visit' and e.place is null)) as "firstHome"
    from unnest(${column('measureId')}::uuid[], ${column('householdId')}::uuid[], ${column('from')}::date[],
      ${column('to')}::date[]) as s (measure_id, household_id, from_on, to_on)
    join log_entry e on e.organisation_id = ${organisationId} and e.household_id = s.household_id
      and e.kind = 'contact' and e.withdrawn_at is null and e.outcome = any (${reached}::text[])
      and e.happened_on >= s.from_on and (s.to_on is null or e.happened_on <= s.to_on)
    group by 1`.execute(tx)
  return new Map(rows.map(({ measureId, ...days }) => [measureId, days]))
}
