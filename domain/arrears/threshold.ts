import type { BenefitRecipient, HousingTerms } from '#domain/arrears/housing-expense.ts'
import { centsInput, type Explanation, type ExplanationInput, explain } from '#domain/explanation.ts'
import { type Cents, multiplyThenDivide } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { addMonths, laterOf, type PlainDate } from '#domain/plain-date.ts'

export type ArrearsRegime = 'A' | 'B'
export type ArrearsCriterion = 'amount' | 'duration'
export type DebtFacts = HousingTerms & { debtCents: Cents; firstDefaultOn: PlainDate | null }

/** The figures of both regimes, read once for a whole screening. */
export type ArrearsRules = {
  /** The first day of regime B. */
  switchOn: PlainDate
  rentMultiple: number
  includeCharges: boolean
  debtLimitCents: Cents
  defaultMonths: number
  /** Whether the three months of regime B, for an older default, run only from the day the regime starts. */
  clockFromSwitch: boolean
  /** Days a rent call may wait before it is due; 0 when calls are dated on their due day. */
  dueDelayDays: number
}

export type ArrearsJudgement = {
  regime: ArrearsRegime
  thresholdCents: Cents
  /** Whether the debt must exceed the threshold (B) or only reach it (A). */
  strict: boolean
  isArrears: boolean
  criterion: ArrearsCriterion | null
}
export type ArrearsVerdict = ArrearsJudgement & { explanation: Explanation }

const debtLimitKey = 'arrears.b.debt-limit'

/** Both regimes are read whatever the day, so that they can be shown side by side before the change. */
export function readArrearsRules(params: ParameterReader): ArrearsRules {
  const debtLimitCents = params.readNearest(debtLimitKey)
  const debtLimit = params.used().find((use) => use.key === debtLimitKey)
  return {
    switchOn: debtLimit?.validFrom ?? params.onDate,
    debtLimitCents,
    rentMultiple: params.readNearest('arrears.a.rent-multiple'),
    includeCharges: params.readNearest('arrears.a.include-charges') === 1,
    defaultMonths: params.readNearest('arrears.b.default-months'),
    clockFromSwitch: params.readNearest('arrears.b.clock-from-switch') === 1,
    dueDelayDays: params.readNearest('arrears.due-delay-days'),
  }
}

export function regimeOn(onDate: PlainDate, rules: Pick<ArrearsRules, 'switchOn'>): ArrearsRegime {
  return onDate < rules.switchOn ? 'A' : 'B'
}

/**
 * CCH R.824-1: twice the rent and charges, net of the aid when the landlord receives it. The article starts from the rent of
 * the lease, so the RLS is not subtracted, unlike regime B.
 */
export function thresholdOfRegimeA(
  terms: HousingTerms,
  rules: Pick<ArrearsRules, 'rentMultiple' | 'includeCharges'>,
): Cents {
  const aid = terms.benefitPaidTo === 'landlord' ? terms.benefitCents : 0
  const charges = rules.includeCharges ? terms.chargesCents : 0
  return Math.max(0, rules.rentMultiple * (terms.rentCents - aid + charges))
}

/**
 * CCH R.824-2, home-buyers: two instalments, net of the aid the lender receives; a sixth of the year's total when they are not
 * monthly. No rent ledger holds a buyer: the figure is for whoever assesses one.
 */
export function thresholdOfHomeBuyer(
  loan: {
    instalmentCents: Cents
    instalmentsPerYear: number
    benefitCents: Cents
    benefitPaidTo: BenefitRecipient
  },
  params: ParameterReader,
): Cents {
  const aid = loan.benefitPaidTo === 'landlord' ? loan.benefitCents : 0
  if (loan.instalmentsPerYear === 12)
    return Math.max(0, params.readNearest('arrears.a.buyer-instalments') * (loan.instalmentCents - aid))
  const yearCents = loan.instalmentsPerYear * loan.instalmentCents - 12 * aid
  return Math.max(0, multiplyThenDivide(yearCents, params.readNearest('arrears.a.buyer-annual-share'), 60))
}

/** Without explanation, for screening. */
export function judgeRegimeA(facts: DebtFacts, rules: ArrearsRules): ArrearsJudgement {
  const thresholdCents = thresholdOfRegimeA(facts, rules)
  const isArrears = facts.debtCents > 0 && facts.debtCents >= thresholdCents
  return { regime: 'A', thresholdCents, strict: false, isArrears, criterion: isArrears ? 'amount' : null }
}

/** Without explanation, for screening. Décrets 2026-83 and 2026-84: more than 450 €, or three months after a first default. */
export function judgeRegimeB(facts: DebtFacts, onDate: PlainDate, rules: ArrearsRules): ArrearsJudgement {
  const criterion = criterionOfRegimeB(facts, onDate, rules)
  return {
    regime: 'B',
    thresholdCents: rules.debtLimitCents,
    strict: true,
    isArrears: criterion !== null,
    criterion,
  }
}

function criterionOfRegimeB(
  facts: DebtFacts,
  onDate: PlainDate,
  rules: ArrearsRules,
): ArrearsCriterion | null {
  if (facts.debtCents > rules.debtLimitCents) return 'amount'
  if (facts.debtCents <= 0 || facts.firstDefaultOn === null) return null
  return onDate >= durationReachedOn(facts.firstDefaultOn, rules) ? 'duration' : null
}

/** The day a default still unpaid becomes arrears under regime B, whatever its amount. */
export function durationReachedOn(firstDefaultOn: PlainDate, rules: ArrearsRules): PlainDate {
  const start = rules.clockFromSwitch ? laterOf(firstDefaultOn, rules.switchOn) : firstDefaultOn
  return addMonths(start, rules.defaultMonths)
}

export function arrearsVerdict(facts: DebtFacts, onDate: PlainDate, params: ParameterReader): ArrearsVerdict {
  const regime = regimeOn(onDate, readArrearsRules(params))
  return regime === 'A' ? regimeA(facts, params) : regimeB(facts, onDate, params)
}

export function regimeA(facts: DebtFacts, params: ParameterReader): ArrearsVerdict {
  const rules = readArrearsRules(params)
  const judgement = judgeRegimeA(facts, rules)
  const gross = facts.benefitPaidTo === 'landlord' ? 'loyer − aide' : 'loyer'
  const base = rules.includeCharges ? `(${gross} + charges)` : `(${gross})`
  const formula = `dette ≥ ${rules.rentMultiple} × ${base}`
  const aid = centsInput('Aide au logement', facts.benefitCents)
  const inputs = [
    centsInput('Dette', facts.debtCents),
    centsInput('Seuil', judgement.thresholdCents),
    centsInput('Loyer', facts.rentCents),
    centsInput('Charges', facts.chargesCents),
    ...(facts.benefitPaidTo === 'landlord' ? [aid] : []),
  ]
  return { ...judgement, explanation: explainVerdict(judgement, formula, inputs, ['CCH R.824-1'], params) }
}

export function regimeB(facts: DebtFacts, onDate: PlainDate, params: ParameterReader): ArrearsVerdict {
  const rules = readArrearsRules(params)
  const judgement = judgeRegimeB(facts, onDate, rules)
  const formula = `dette > seuil, ou dette encore impayée ${rules.defaultMonths} mois après le premier défaut`
  const inputs: ExplanationInput[] = [
    centsInput('Dette', facts.debtCents),
    centsInput('Seuil à dépasser', judgement.thresholdCents),
  ]
  if (facts.firstDefaultOn !== null) {
    inputs.push({ label: 'Premier défaut', kind: 'date', value: facts.firstDefaultOn })
    inputs.push({
      label: 'Durée atteinte le',
      kind: 'date',
      value: durationReachedOn(facts.firstDefaultOn, rules),
    })
  }
  const sources = ['décrets 2026-83 et 2026-84 du 12 février 2026']
  return { ...judgement, explanation: explainVerdict(judgement, formula, inputs, sources, params) }
}

function explainVerdict(
  judgement: ArrearsJudgement,
  formula: string,
  inputs: ExplanationInput[],
  sources: string[],
  params: ParameterReader,
): Explanation {
  const prefix = judgement.regime === 'A' ? 'arrears.a.' : 'arrears.b.'
  const until = judgement.regime === 'A' ? 'jusqu’au 31 décembre 2026' : 'à partir du 1er janvier 2027'
  return explain({
    label: `Impayé constitué (règle ${until})`,
    result: { kind: 'boolean', value: judgement.isArrears },
    formula,
    inputs,
    sources,
    parameters: params.used().filter((use) => use.key.startsWith(prefix)),
    asOf: params.onDate,
  })
}
