import type { EffortRateVariant } from '#domain/budget/effort-rate.ts'
import { factSourceLabels, type RecognitionKind } from '#domain/budget/household-facts.ts'
import { chargeKindRows } from '#domain/budget/kinds.ts'
import { incomeClass } from '#domain/income-ceilings/income-class.ts'
import { anahZoneOf } from '#domain/income-ceilings/zones.ts'
import { formatDate, type PlainDate, yearOf } from '#domain/plain-date.ts'
import type { EligibilityFacts, FactKey, KnownFact } from '#domain/programmes/eligibility-facts.ts'
import { assessLatest } from '#server/budget/assess.ts'
import { findRecognitions } from '#server/budget/find-recognitions.ts'
import { findTaxIncome } from '#server/budget/find-tax-income.ts'
import type { Tx } from '#server/db.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { findCommuneOfAddress } from '#server/territories/find-commune.ts'

type Reading = { tx: Tx; actor: { organisationId: string }; today: PlainDate }
type Address = { town: string | null; postCode: string | null }

/** What the social side of the file says: the budget, the situations recognised, the reference tax income. */
export const readSocialFacts = async (
  reading: Reading,
  householdId: string,
  addresses: readonly Address[],
): Promise<EligibilityFacts> => ({
  ...(await readBudget(reading, householdId)),
  ...(await readRecognised(reading, householdId)),
  ...(await readIncomeClass(reading, householdId, addresses)),
})

const readBudget = async (reading: Reading, householdId: string): Promise<EligibilityFacts> => {
  const latest = await assessLatest(reading, householdId)
  if (!latest) return {}
  const { snapshot, assessment } = latest
  const told = (value: number): KnownFact => ({ value, asOf: snapshot.onDate, from: 'situation du ménage' })
  const rate = (variant: EffortRateVariant) =>
    assessment.effortRates.find((one) => one.variant === variant)?.rateBasisPoints
  const bare = rate('allocation-2011')
  // Without a single energy bill written down, the rate would be that of the bare home.
  const energy = snapshot.charges.some(({ kind }) => chargeKindRows[kind].counts === 'energy')
    ? rate('energy-inclusive')
    : undefined
  return {
    'monthly-income': told(assessment.incomeCents),
    ...(bare === undefined ? {} : { 'effort-rate': told(bare) }),
    ...(energy === undefined ? {} : { 'effort-rate-with-energy': told(energy) }),
  }
}

/** One that ended is unknown again: the household may have been recognised elsewhere since. */
const ofRecognition: Readonly<Record<RecognitionKind, { fact: FactKey; value: boolean }>> = {
  dalo: { fact: 'dalo-recognised', value: true },
  'priority-group': { fact: 'priority-group', value: true },
  'private-employee': { fact: 'private-employee', value: true },
  'no-private-employee': { fact: 'private-employee', value: false },
  'eviction-procedure': { fact: 'eviction-under-way', value: true },
}

const readRecognised = async (
  { tx, actor, today }: Reading,
  householdId: string,
): Promise<EligibilityFacts> => {
  const known = await findRecognitions(tx, actor.organisationId, householdId, today)
  return Object.fromEntries(
    known.map(({ kind, fromOn, source }) => {
      const from = `situation reconnue depuis le ${formatDate(fromOn)}, ${factSourceLabels[source].toLowerCase()}`
      const { fact, value } = ofRecognition[kind]
      return [fact, { value, asOf: today, from } satisfies KnownFact]
    }),
  )
}

/**
 * The class of the Anah, on the region of the dwelling. Left for a person to check when the home is not known for sure,
 * when the last notice is not this year's or the last one's, or when the ceilings of the year are not known yet.
 */
const readIncomeClass = async (
  { tx, actor, today }: Reading,
  householdId: string,
  addresses: readonly Address[],
): Promise<EligibilityFacts> => {
  const found = await findTaxIncome(tx, actor.organisationId, householdId, today)
  const [address, ...others] = addresses
  if (!found || !address || others.length > 0 || found.noticeYear < yearOf(today) - 1) return {}
  const commune = await findCommuneOfAddress(tx, address)
  if (!commune) return {}
  const asked = {
    zone: anahZoneOf(commune.regionCode),
    persons: found.occupants,
    taxIncomeCents: found.rfrCents,
  }
  const answer = incomeClass(asked, await readOrganisationParameters({ tx, actor }, today))
  if (!answer?.incomeClass || !answer.isOfYear) return {}
  const from = `revenu fiscal de référence de ${found.incomeYear}, avis de ${found.noticeYear}`
  return { 'income-class': { value: answer.incomeClass, asOf: today, from } }
}
