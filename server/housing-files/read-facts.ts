import { monthlyChargesCents, monthlyResourcesCents } from '#domain/budget/snapshot.ts'
import { type DaloAnswers, noDaloAnswers } from '#domain/dalo/facts.ts'
import { checkDaloGrounds, type GroundCheck } from '#domain/dalo/grounds.ts'
import { proposalOutcomeLabels } from '#domain/housing/kinds.ts'
import type { HousingFileFacts } from '#domain/housing-files/facts.ts'
import { type HousingFileKind, hasGrounds, procedureOfFile } from '#domain/housing-files/kinds.ts'
import { daloFactsOf } from '#domain/housing-files/missing.ts'
import { findSituationOn } from '#server/budget/find-situation.ts'
import { personsOf } from '#server/households/persons-of.ts'
import { findCurrentStay } from '#server/housing/find-stay.ts'
import { listClosedProposals } from '#server/housing/list-closed-proposals.ts'
import {
  dueOf,
  type FoundProcedure,
  findProcedures,
  lastFactOf,
  textIn,
} from '#server/housing-files/read-procedures.ts'
import { findDaloRule } from '#server/local-rules/find-rule.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { departmentOf } from '#server/procedures/known-circumstances.ts'
import { listHomes } from '#server/tenancies/list-homes.ts'
import type { Acting } from '#server/use-case.ts'
import type { HousingFileRow } from './store.ts'

export type ReadFile = {
  facts: HousingFileFacts
  grounds: GroundCheck[]
  answers: DaloAnswers
  known: { areaSquareDecimetres: number | null; longWaitMonths: number | null }
  procedure: FoundProcedure | undefined
}

/** Everything a prepared file tells, read from the file of the household on the day. */
export const readFileFacts = async (
  context: Acting,
  file: Pick<HousingFileRow, 'household_id' | 'kind' | 'answers'>,
): Promise<ReadFile> => {
  const { today } = context
  const { household_id: householdId, kind } = file
  const procedures = await findProcedures(context, householdId, kindsRead(kind))
  const stay = await findCurrentStay(context, householdId, today)
  const homes = await listHomes(context, householdId)
  const home = homes.find(({ tenancyId }) => tenancyId === stay?.tenancyId)
  const dwelling = await findDwelling(context, stay?.tenancyId ?? null)
  const answers = { ...noDaloAnswers, ...(file.answers as Partial<DaloAnswers>) }
  const application = procedures['housing-application']
  const known = {
    areaSquareDecimetres: dwelling?.areaSquareDecimetres ?? null,
    longWaitMonths: await findLongWait(context, procedures, stay?.place ?? null),
  }
  const facts: HousingFileFacts = {
    onDate: today,
    persons: await listPersons(context, householdId),
    stay,
    areaSquareDecimetres: answers.areaSquareDecimetres ?? known.areaSquareDecimetres,
    rentCents: dwelling?.rentCents ?? null,
    chargesCents: dwelling?.chargesCents ?? null,
    debtCents: Math.max(0, home?.balanceCents ?? 0),
    budget: await readBudget(context, householdId),
    application: application && !application.hasEnded ? applicationOf(application) : null,
    proposals: (await listClosedProposals(context, householdId)).map(({ outcomeOn, place, outcome }) => ({
      on: outcomeOn,
      where: place,
      outcome: proposalOutcomeLabels[outcome],
    })),
    supportSince: await findSupportStart(context, householdId),
    evictionOrderedOn: evictionOrderedOn(procedures.eviction),
    unfitConfirmedOn: unfitConfirmedOn(procedures['unfit-housing']),
    answers: { ...answers, longWaitMonths: answers.longWaitMonths ?? known.longWaitMonths },
  }
  const params = await readOrganisationParameters(context, today)
  const grounds = hasGrounds(kind) ? checkDaloGrounds(daloFactsOf(facts), params) : []
  return { facts, grounds, answers, known, procedure: procedures[procedureOfFile[kind]] }
}

const kindsRead = (kind: HousingFileKind) => [
  ...new Set([procedureOfFile[kind], 'housing-application', 'eviction', 'unfit-housing'] as const),
]

const listPersons = async ({ tx, actor, today }: Acting, householdId: string) => {
  const rows = await personsOf(tx, actor.organisationId, householdId)
    .where('m.joined_on', '<=', today)
    .where((eb) => eb.or([eb('m.left_on', 'is', null), eb('m.left_on', '>=', today)]))
    .select(['p.first_name', 'p.last_name', 'p.birth_on'])
    .orderBy('p.birth_on')
    .execute()
  return rows.map(({ first_name, last_name, birth_on }) => ({
    name: [first_name, last_name].filter(Boolean).join(' '),
    bornOn: birth_on,
  }))
}

const findDwelling = async ({ tx, actor }: Acting, tenancyId: string | null) => {
  if (tenancyId === null) return undefined
  return tx
    .selectFrom('tenancy as t')
    .innerJoin('dwelling as d', (join) =>
      join.onRef('d.organisation_id', '=', 't.organisation_id').onRef('d.id', '=', 't.dwelling_id'),
    )
    .where('t.organisation_id', '=', actor.organisationId)
    .where('t.id', '=', tenancyId)
    .select([
      'd.area_square_decimetres as areaSquareDecimetres',
      't.rent_cents as rentCents',
      't.charges_cents as chargesCents',
    ])
    .executeTakeFirst()
}

const readBudget = async (context: Acting, householdId: string): Promise<HousingFileFacts['budget']> => {
  const snapshot = await findSituationOn(context, householdId, context.today)
  return (
    snapshot && {
      onDate: snapshot.onDate,
      resourcesCents: monthlyResourcesCents(snapshot),
      chargesCents: monthlyChargesCents(snapshot),
    }
  )
}

const applicationOf = (found: FoundProcedure): HousingFileFacts['application'] => {
  const registered = lastFactOf(found, 'registered')
  if (!registered) return null
  return {
    number: textIn(registered.detail, 'number'),
    registeredOn: registered.on,
    validUntil: dueOf(found, 'renewal'),
  }
}

/** Said by the préfet: on the application itself, else the rule of the département. */
const findLongWait = async (
  context: Acting,
  procedures: Awaited<ReturnType<typeof findProcedures>>,
  address: string | null,
): Promise<number | null> => {
  const application = procedures['housing-application']
  const written = application?.circumstances.longWaitMonths
  if (typeof written === 'number' && written > 0) return written
  const department =
    textIn(procedures.dalo?.circumstances, 'department') ??
    textIn(application?.circumstances, 'department') ??
    departmentOf(address ?? '')
  if (!department) return null
  return (await findDaloRule(context, department, context.today))?.rule.longWaitMonths ?? null
}

const orderedEvictions = ['terminated', 'clause-effective', 'command-to-quit', 'winter-stay', 'stay-delays']
const forcedEvictions = ['force-requested', 'force-granted', 'force-refused', 'state-liability']

const evictionOrderedOn = (eviction: FoundProcedure | undefined) => {
  if (!eviction || ![...orderedEvictions, ...forcedEvictions].includes(eviction.state)) return null
  return lastFactOf(eviction, 'termination-ordered', 'suspension-lost')?.on ?? eviction.since
}

const unfitConfirmedOn = (unfit: FoundProcedure | undefined) =>
  unfit && !unfit.hasEnded
    ? (lastFactOf(unfit, 'confirmed', 'ordered', 'ordered-to-leave')?.on ?? null)
    : null

const findSupportStart = async ({ tx, actor, today }: Acting, householdId: string) => {
  const row = await tx
    .selectFrom('measure_standing')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('is_open', '=', true)
    .where('started_on', '<=', today)
    .select('started_on')
    .orderBy('started_on')
    .executeTakeFirst()
  return row?.started_on ?? null
}
