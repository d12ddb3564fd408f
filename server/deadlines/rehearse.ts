import { sql } from 'kysely'
import type { Output } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { definitionOf } from '#domain/procedures/definitions.ts'
import {
  arrearsReformDay,
  lawWith,
  type RehearsedChange,
  rehearseProcedure,
} from '#domain/procedures/rehearse.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { listOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { kindsRead } from '#server/procedures/hold.ts'
import { readCourses } from '#server/procedures/read-courses.ts'
import { holidaysOf } from '#server/procedures/read-law.ts'
import { withinReach } from '#server/reach.ts'
import { useCase } from '#server/use-case.ts'
import type { Reading } from './store.ts'

type Batch = Output<typeof contract.deadlines.rehearse>['rows'][number]

/** Under way, within reach, on a side the caller reads. */
const underWay = ({ actor, today }: Reading) => sql`
  from procedure_standing s
  join household h on (h.organisation_id, h.id) = (s.organisation_id, s.household_id)
  where s.organisation_id = ${actor.organisationId} and not s.has_ended
    and s.kind = any (${kindsRead(actor)}::text[])
    and ${withinReach(actor, today, 'rehearse-deadlines', 's.household_id')}`

/** Draws a batch of procedures twice, under the law as it stands and as it would; writes nothing. */
export const rehearse = useCase(
  contract.deadlines.rehearse,
  async (context, { after, limit, change: asked }) => {
    const { tx, today, refuse } = context
    const parameters = await listOrganisationParameters(context)
    if (asked.kind === 'parameter' && !parameters.some(({ key }) => key === asked.key))
      return refuse('unknown-parameter')
    const change: RehearsedChange =
      asked.kind === 'reform-moved' ? { ...asked, reformDay: arrearsReformDay } : asked
    const { rows: found } = await sql<{ id: string; label: string }>`
    select s.procedure_id as id, h.label ${underWay(context)}
      and ${isAfter([sql`s.procedure_id`], decodeKey(after, 1))}
    order by s.procedure_id limit ${limit + 1}`.execute(tx)
    const { rows, next } = cutPage(found, limit, ({ id }) => encodeKey(id))
    const laws = {
      before: lawWith(null, parameters, holidaysOf),
      after: lawWith(change, parameters, holidaysOf),
    }
    const labels = new Map(rows.map(({ id, label }) => [id, label]))
    const courses = await readCourses(context, [...labels.keys()])
    const changed = courses.flatMap(({ procedure, facts }): Batch['changed'] => {
      const definition = definitionOf(procedure.kind)
      const outcome = definition && rehearseProcedure(definition, change, procedure, facts, laws, today)
      if (!outcome) return []
      const labelOf = (state: string) => definition.states[state]?.label ?? state
      const { shifts, stateBefore, stateAfter } = outcome
      return [
        {
          procedureId: procedure.id,
          household: { id: procedure.householdId, label: labels.get(procedure.id) ?? '' },
          kind: procedure.kind,
          shifts,
          state:
            stateBefore === stateAfter ? null : { before: labelOf(stateBefore), after: labelOf(stateAfter) },
        },
      ]
    })
    const total = await countRows(tx, (upTo) => sql`(select 1 ${underWay(context)} limit ${sql.lit(upTo)})`)
    return { rows: [{ examined: rows.length, changed }], next, total }
  },
)
