import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { CheckView } from '#contract/measure-shapes.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import type { TestOutcome } from '#domain/programmes/eligibility.ts'
import { eligibilityStates, openEligibility } from '#server/measures/eligibility.ts'
import { type Context, useCase } from '#server/use-case.ts'

/** Every open programme with what its criteria say today: those one may enter come first. */
export const previewRequest = useCase(
  contract.measures.previewRequest,
  async (context, { householdId, ...asked }) => {
    const decide = openEligibility(context, householdId, { ...asked, on: context.today })
    const programmes = []
    for (const { definition, ...programme } of await listOpenProgrammes(context)) {
      const eligibility = await decide(definition)
      programmes.push({
        ...programme,
        name: definition.name,
        family: definition.family,
        summary: definition.summary,
        prescribers: definition.prescribers,
        capacity: definition.capacity,
        eligibility: eligibilityStates[eligibility.outcome],
        checks: eligibility.tests.map(checkOf),
      })
    }
    const rank = { settled: 0, 'to-check': 1, refused: 2 }
    return {
      programmes: programmes.toSorted(
        (a, b) => rank[a.eligibility] - rank[b.eligibility] || a.name.localeCompare(b.name, 'fr'),
      ),
    }
  },
)

const checkOf = ({ key, label, answer, reason, source, settledBy }: TestOutcome): CheckView => ({
  testKey: key,
  label,
  answer,
  reason,
  source,
  byPerson: settledBy === 'person' || settledBy === 'nobody',
  answeredBy: null,
  answeredOn: null,
  derogation: null,
})

type OpenProgramme = {
  programmeId: string
  number: number
  definition: ProgrammeDefinition
  running: number
}

const listOpenProgrammes = async ({ tx, actor, today }: Context): Promise<OpenProgramme[]> => {
  const { rows } = await sql<OpenProgramme>`
    select distinct on (v.programme_id) v.programme_id as "programmeId", v.number, v.definition,
      (select count(*)::int from measure_standing s where s.organisation_id = v.organisation_id
        and s.programme_id = v.programme_id and s.status in ('active', 'suspended', 'overdue')) as running
    from programme_version v
    join programme p on p.organisation_id = v.organisation_id and p.id = v.programme_id
    where v.organisation_id = ${actor.organisationId} and (p.closed_on is null or p.closed_on > ${today})
    order by v.programme_id, v.number desc`.execute(tx)
  return rows
}
