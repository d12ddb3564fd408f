import { sql } from 'kysely'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Law, ProcedureDefinition } from '#domain/procedures/definition.ts'
import { definitionOf } from '#domain/procedures/definitions.ts'
import { type DerivedProcedure, deriveProcedure } from '#domain/procedures/derive.ts'
import type { Tx } from '#server/db.ts'
import { procedureEffects } from '#server/procedures/effects.ts'
import { readProcedureLaw } from '#server/procedures/read-law.ts'
import { listFacts, listProcedures, type StoredFact, type StoredProcedure } from './store.ts'

/** A person, or the system. */
export type Redrawing = {
  tx: Tx
  actor: { organisationId: string; membershipId?: string }
  today: PlainDate
  now: Date
}

/** A procedure as it was just drawn. */
export type DrawnProcedure = {
  procedure: StoredProcedure
  definition: ProcedureDefinition
  facts: StoredFact[]
  derived: DerivedProcedure
}

/**
 * Draws these procedures again from their facts, writes their pictures, and lets the rest of the file follow (effects).
 * In the transaction of each fact, and by the night. A cancelled procedure keeps no picture.
 */
export const refreshProcedures = async (
  context: Redrawing,
  procedureIds: readonly string[],
  knownLaw?: Law,
): Promise<DrawnProcedure[]> => {
  if (procedureIds.length === 0) return []
  const { tx, actor, today } = context
  const { organisationId } = actor
  const law = knownLaw ?? (await readProcedureLaw(context))
  const facts = Map.groupBy(await listFacts(tx, organisationId, procedureIds), (one) => one.procedureId)
  const drawn = (await listProcedures(tx, organisationId, procedureIds)).flatMap((procedure) => {
    const definition = definitionOf(procedure.kind)
    if (!definition) return []
    const known = procedure.cancelledAt === null ? activeFacts(facts.get(procedure.id) ?? []) : []
    return [
      {
        procedure,
        definition,
        facts: known,
        derived: deriveProcedure(definition, procedure, known, law, today),
      },
    ]
  })
  await writePictures(tx, organisationId, procedureIds, drawn, today)
  for (const effect of procedureEffects) await effect(context, drawn)
  return drawn
}

export const activeFacts = (facts: readonly StoredFact[]): StoredFact[] =>
  facts.filter(({ cancelled }) => cancelled === null)

const writePictures = async (
  tx: Tx,
  organisationId: string,
  procedureIds: readonly string[],
  drawn: readonly DrawnProcedure[],
  today: PlainDate,
): Promise<void> => {
  await tx
    .deleteFrom('procedure_deadline')
    .where('organisation_id', '=', organisationId)
    .where('procedure_id', '=', sql<string>`any (${procedureIds}::uuid[])`)
    .execute()
  await tx
    .deleteFrom('procedure_standing')
    .where('organisation_id', '=', organisationId)
    .where('procedure_id', '=', sql<string>`any (${procedureIds}::uuid[])`)
    .execute()
  const shown = drawn.filter(({ procedure }) => procedure.cancelledAt === null)
  await insertStandings(tx, organisationId, shown, today)
  await insertDeadlines(tx, organisationId, shown)
}

const insertStandings = async (
  tx: Tx,
  organisationId: string,
  drawn: readonly DrawnProcedure[],
  today: PlainDate,
): Promise<void> => {
  if (drawn.length === 0) return
  const column = <T>(read: (one: DrawnProcedure) => T) => drawn.map(read)
  await sql`insert into procedure_standing (organisation_id, procedure_id, household_id, kind, state, since, has_ended,
      changes_on, drawn_on)
    select ${organisationId}::uuid, *, ${today}::date from unnest(
      ${column(({ procedure }) => procedure.id)}::uuid[], ${column(({ procedure }) => procedure.householdId)}::uuid[],
      ${column(({ procedure }) => procedure.kind)}::text[], ${column(({ derived }) => derived.state)}::text[],
      ${column(({ derived }) => derived.since)}::date[], ${column(({ derived }) => derived.hasEnded)}::boolean[],
      ${column(({ derived }) => derived.changesOn)}::date[])`.execute(tx)
}

const insertDeadlines = async (
  tx: Tx,
  organisationId: string,
  drawn: readonly DrawnProcedure[],
): Promise<void> => {
  const all = drawn.flatMap(({ procedure, derived }) =>
    derived.deadlines.map((deadline) => ({ procedure, deadline })),
  )
  if (all.length === 0) return
  const column = <T>(read: (one: (typeof all)[number]) => T) => all.map(read)
  await sql`insert into procedure_deadline (organisation_id, procedure_id, key, household_id, kind, rule, sense, who,
      is_legal, label, triggered_on, raw_due_on, due_on, why, source, status, met_on)
    select ${organisationId}::uuid, * from unnest(
      ${column(({ procedure }) => procedure.id)}::uuid[], ${column(({ deadline }) => deadline.key)}::text[],
      ${column(({ procedure }) => procedure.householdId)}::uuid[], ${column(({ procedure }) => procedure.kind)}::text[],
      ${column(({ deadline }) => deadline.rule.rule)}::text[], ${column(({ deadline }) => deadline.rule.sense)}::text[],
      ${column(({ deadline }) => deadline.rule.who)}::text[], ${column(({ deadline }) => deadline.rule.isLegal)}::boolean[],
      ${column(({ deadline }) => deadline.rule.label)}::text[], ${column(({ deadline }) => deadline.triggeredOn)}::date[],
      ${column(({ deadline }) => deadline.rawDueOn)}::date[], ${column(({ deadline }) => deadline.dueOn)}::date[],
      ${column(({ deadline }) => deadline.why)}::text[], ${column(({ deadline }) => deadline.rule.source)}::text[],
      ${column(({ deadline }) => deadline.status)}::text[], ${column(({ deadline }) => deadline.metOn)}::date[])`.execute(
    tx,
  )
}
