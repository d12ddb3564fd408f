import type { BudgetSnapshot } from '#domain/budget/snapshot.ts'
import { type Explanation, explain } from '#domain/explanation.ts'
import type { EnergyLabel } from '#domain/funding/project.ts'
import { checkCondition } from '#domain/local-rules/check-condition.ts'
import {
  type FslAid,
  type FslAidKind,
  type FslDocument,
  type FslRaise,
  type FslRule,
  familyOf,
  fslAidKindLabels,
  fslRaiseLabels,
} from '#domain/local-rules/fsl-rule.ts'
import type { FoundRule } from '#domain/local-rules/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { addMonths, formatDate, type PlainDate } from '#domain/plain-date.ts'

/** What the file says of the household; what it does not say is null or absent, never false. */
export type FslFacts = {
  snapshot: BudgetSnapshot | null
  energyLabel: EnergyLabel | null
  /** The instalment the FSL loan would add, by month; null when it was not estimated. */
  loanInstalmentCents: Cents | null
  enteredOn: PlainDate | null
  situations: Readonly<Partial<Record<FslRaise, boolean>>>
}

export type FslVerdict = 'yes' | 'no' | 'to-check'
export const fslVerdictLabels: Readonly<Record<FslVerdict, string>> = {
  yes: 'Dans les conditions locales',
  no: 'Hors des conditions locales',
  'to-check': 'À vérifier',
}

export type FslCheck = { verdict: FslVerdict; explanation: Explanation }

export type FslEvaluation = {
  verdict: FslVerdict
  checks: FslCheck[]
  /** The aids of the rules that answer what is asked; empty when the rules name none. */
  aids: FslAid[]
  documents: readonly FslDocument[]
  /** The last day to ask for an aid to access; null when the rules do not say, or entry is not known. */
  askBefore: PlainDate | null
  explanation: Explanation
}

/**
 * Whether a household stands within the local rules for an aid, or for any when none is named. Never a decision: the fund
 * decides. No condition rests on prior residence (loi 90-449 art. 6-1).
 */
export const evaluateFsl = (
  found: FoundRule<FslRule>,
  facts: FslFacts,
  params: ParameterReader,
  aid: FslAidKind | null = null,
): FslEvaluation => {
  const { rule } = found
  const asked = aid === null ? null : familyOf(aid)
  const checks = [
    ...rule.conditions
      .filter(({ is }) => appliesTo(is, asked))
      .map((condition) => checkCondition(condition, facts, params))
      .map((check) => raised(check, rule, facts)),
    ...checkDay(rule, facts, asked, params.onDate),
  ]
  const verdict = verdictOf(checks.map((check) => check.verdict))
  return {
    verdict,
    checks,
    aids: rule.aids.filter(({ kind }) => aid === null || kind === aid),
    documents: rule.documents,
    askBefore: lastDayToAsk(rule, facts),
    explanation: explainAll(found, checks, verdict, aid, params),
  }
}

const appliesTo = (condition: FslRule['conditions'][number]['is'], family: string | null): boolean =>
  family === null || family === 'access' || !['effort-below', 'energy-label'].includes(condition)

/** No condition found answers nothing: a person reads the rules. */
const verdictOf = (verdicts: readonly FslVerdict[]): FslVerdict => {
  if (verdicts.includes('no')) return 'no'
  return verdicts.length === 0 || verdicts.includes('to-check') ? 'to-check' : 'yes'
}

/** Above a ceiling that the rules raise for this household, by how much a person checks. */
const raised = (check: FslCheck, { raisedFor }: FslRule, { situations }: FslFacts): FslCheck => {
  const open = raisedFor.filter((one) => situations[one] !== false)
  if (check.verdict !== 'no' || open.length === 0) return check
  const known = open.filter((one) => situations[one] === true)
  const words = (known.length > 0 ? known : open).map((one) => fslRaiseLabels[one].toLowerCase()).join(', ')
  return {
    verdict: 'to-check',
    explanation: {
      ...check.explanation,
      result: { kind: 'text', value: 'À vérifier' },
      formula: `${check.explanation.formula} ; plafond relevé selon la situation (${words})`,
    },
  }
}

const lastDayToAsk = ({ monthsToApplyAfterEntry }: FslRule, { enteredOn }: FslFacts): PlainDate | null =>
  monthsToApplyAfterEntry === null || enteredOn === null
    ? null
    : addMonths(enteredOn, monthsToApplyAfterEntry)

const checkDay = (rule: FslRule, facts: FslFacts, family: string | null, today: PlainDate): FslCheck[] => {
  if (rule.monthsToApplyAfterEntry === null || family !== 'access') return []
  const last = lastDayToAsk(rule, facts)
  const verdict = last === null ? 'to-check' : today <= last ? 'yes' : 'no'
  const told = last === null ? 'À vérifier' : today <= last ? 'Oui' : 'Non'
  return [
    {
      verdict,
      explanation: explain({
        label: 'Délai pour demander après l’entrée',
        result: { kind: 'text', value: told },
        formula:
          last === null
            ? `${rule.monthsToApplyAfterEntry} mois après l’entrée, dont le jour n’est pas connu`
            : `${rule.monthsToApplyAfterEntry} mois après l’entrée : jusqu’au ${formatDate(last)}`,
        inputs: facts.enteredOn ? [{ label: 'Entrée', kind: 'date', value: facts.enteredOn }] : [],
        sources: ['règlement intérieur du fonds'],
        parameters: [],
        asOf: today,
      }),
    },
  ]
}

const explainAll = (
  { territoryName, source, sourceDate }: FoundRule<FslRule>,
  checks: readonly FslCheck[],
  verdict: FslVerdict,
  aid: FslAidKind | null,
  params: ParameterReader,
): Explanation =>
  explain({
    label: aid === null ? `FSL, ${territoryName}` : `FSL, ${territoryName} : ${fslAidKindLabels[aid]}`,
    result: { kind: 'text', value: fslVerdictLabels[verdict] },
    formula:
      checks.length === 0
        ? 'aucune condition n’a été trouvée dans les règles locales : à lire avec le fonds'
        : 'toutes les conditions locales doivent être remplies ; le fonds décide',
    inputs: [],
    sources: [`${source}, ${formatDate(sourceDate)}`, 'loi 90-449 du 31 mai 1990, art. 6-1'],
    parameters: params.used(),
    asOf: params.onDate,
    steps: checks.map(({ explanation }) => explanation),
  })
