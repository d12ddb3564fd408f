import { classesGained, type Project } from '#domain/funding/project.ts'
import { type CeilingAnswer, compareToCeiling } from '#domain/income-ceilings/ceiling.ts'
import { type IncomeClassAnswer, incomeClass } from '#domain/income-ceilings/income-class.ts'
import type { CeilingScale, CeilingZone } from '#domain/income-ceilings/kinds.ts'
import { socialHousingCategory } from '#domain/income-ceilings/social-housing-category.ts'
import { anahZoneOf, socialHousingZoneOf } from '#domain/income-ceilings/zones.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { type PlainDate, yearOf } from '#domain/plain-date.ts'
import type { EligibilityFacts, FactKey, KnownFact } from '#domain/programmes/eligibility-facts.ts'

export type TaxIncome = { rfrCents: Cents; occupants: number; noticeYear: number; incomeYear: number }

/** What the rules read of a file on the day of its filing. */
export type ApplicantGround = {
  project: Project
  /** Null: no notice was noted. */
  taxIncome: TaxIncome | null
  /** Null: nobody said where the dwelling is. */
  commune: { communeCode: string; regionCode: string | null } | null
  oldestAge: number | null
  /** Per consumption unit and day, in the latest budget. */
  residualPerDay: { cents: Cents; onDate: PlainDate } | null
}

export type NamedCeiling = CeilingAnswer & { scale: CeilingScale }

/** Income against the ceilings of the day, each with its reasons; null or absent where something is not known. */
export type ResourcesAnswer = {
  income: IncomeClassAnswer | null
  ceilings: NamedCeiling[]
}

/** The reader is of the filing date: a file keeps the ceilings of the day it was filed. */
export const assessResources = (ground: ApplicantGround, params: ParameterReader): ResourcesAnswer => {
  const { taxIncome, commune, project } = ground
  if (!taxIncome || !commune) return { income: null, ceilings: [] }
  const { rfrCents, occupants } = taxIncome
  const zone = anahZoneOf(commune.regionCode)
  const category = socialHousingCategory({
    persons: occupants,
    dependants: project.dependants ?? 0,
    isYoungCouple: project.isYoungCouple ?? false,
  })
  const rented = socialHousingZoneOf(commune.communeCode, commune.regionCode)
  const asked: { scale: CeilingScale; zone: CeilingZone; size: number }[] = [
    ...(['plai', 'plus', 'pls'] as const).map((scale) => ({ scale, zone: rented, size: category })),
    ...(project.ownershipZone
      ? [{ scale: 'pls-ownership' as const, zone: project.ownershipZone, size: occupants }]
      : []),
  ]
  return {
    income: incomeClass({ zone, persons: occupants, taxIncomeCents: rfrCents }, params) ?? null,
    ceilings: asked.flatMap((question) => {
      const answer = compareToCeiling(question, rfrCents, params)
      return answer ? [{ scale: question.scale, ...answer }] : []
    }),
  }
}

/** A notice older than last year's tells another situation. */
const isRecent = ({ noticeYear }: TaxIncome, on: PlainDate) => noticeYear >= yearOf(on) - 1

/**
 * What the file says, as facts that conditions read. What it does not say is absent: a person checks it. Income classes
 * stand only on ceilings of the very year of the filing and on a recent notice.
 */
export const projectFacts = (
  ground: ApplicantGround,
  resources: ResourcesAnswer,
  on: PlainDate,
): EligibilityFacts => {
  const facts: EligibilityFacts = {}
  const tell = (key: FactKey, value: KnownFact['value'] | null, from = 'dossier de financement') => {
    if (value !== null) facts[key] = { value, asOf: on, from }
  }
  const { project, taxIncome, oldestAge, residualPerDay } = ground
  tell('applicant-status', project.applicantStatus)
  tell('loss-of-autonomy', project.hasLossOfAutonomy)
  tell('unfit-dwelling', project.isUnfitDwelling)
  tell('bank-refused', project.wasRefusedByBank)
  tell('works-not-started', project.areWorksStarted === null ? null : !project.areWorksStarted)
  tell('energy-label', project.energyLabelBefore)
  tell('dwelling-age', project.dwellingBuiltYear === null ? null : yearOf(on) - project.dwellingBuiltYear)
  if (project.energyLabelBefore && project.energyLabelAfter)
    tell('energy-classes-gained', classesGained(project.energyLabelBefore, project.energyLabelAfter))
  tell('oldest-age', oldestAge, 'composition du ménage')
  if (residualPerDay)
    facts['residual-income'] = {
      value: residualPerDay.cents,
      asOf: residualPerDay.onDate,
      from: 'situation du ménage',
    }
  if (taxIncome && isRecent(taxIncome, on)) tellResources(taxIncome, resources, tell)
  return facts
}

const withinFacts: Partial<Record<CeilingScale, FactKey>> = {
  plai: 'within-plai',
  plus: 'within-plus',
  pls: 'within-pls',
  'pls-ownership': 'within-pls-ownership',
}

const tellResources = (
  { incomeYear, noticeYear }: TaxIncome,
  { income, ceilings }: ResourcesAnswer,
  tell: (key: FactKey, value: KnownFact['value'] | null, from: string) => void,
) => {
  const from = `revenu fiscal de référence de ${incomeYear}, avis de ${noticeYear}`
  if (income?.isOfYear) tell('income-class', income.incomeClass, from)
  for (const { scale, isWithin, isOfYear } of ceilings) {
    const key = withinFacts[scale]
    if (key && isOfYear) tell(key, isWithin, from)
  }
}
