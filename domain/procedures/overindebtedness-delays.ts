import { addMonths, formatDate, type PlainDate } from '#domain/plain-date.ts'
import type { ComputedDelay, DelayRule, ProcedureFact } from '#domain/procedures/definition.ts'
import { numberOf } from '#domain/procedures/fields.ts'

const code = (articles: string): string => `Code de la consommation ${articles}`
const counted = (from: PlainDate, months: number, words: string): ComputedDelay => {
  const rawDueOn = addMonths(from, months)
  return { rawDueOn, why: `${words} à compter du ${formatDate(from)} : ${formatDate(rawDueOn)}` }
}

export const decision: DelayRule = {
  rule: 'commission-decision',
  label: 'Décision de la commission sur la recevabilité',
  sense: 'act-by',
  who: 'banque-de-france',
  length: { unit: 'months', key: 'overindebtedness.delay.decision-months' },
  moves: 'kept',
  metBy: ['admissible', 'inadmissible'],
  isLegal: true,
  source: code('L.721-2, R.721-4'),
}
export const aidKept: DelayRule = {
  rule: 'aid-kept',
  label: 'Aide au logement maintenue',
  sense: 'runs-until',
  who: 'payer',
  length: { unit: 'months', key: 'overindebtedness.delay.aid-kept-months' },
  moves: 'kept',
  isLegal: true,
  source: 'CCH R.824-23',
}
export const appeal: DelayRule = {
  rule: 'inadmissibility-appeal',
  label: 'Contester l’irrecevabilité',
  sense: 'act-by',
  who: 'household',
  length: { unit: 'days', key: 'overindebtedness.delay.appeal-days' },
  metBy: ['inadmissibility-appealed'],
  silence: 'appeal-time-over',
  isLegal: true,
  documents: ['Lettre de recours motivée'],
  source: code('R.722-1, R.722-3'),
}
/** The landlord is a creditor too: its appeal does not suspend the effects. */
export const creditorAppeal: DelayRule = {
  rule: 'admissibility-appeal',
  label: 'Recours d’un créancier contre la recevabilité (non suspensif)',
  sense: 'runs-until',
  who: 'landlord',
  length: { unit: 'days', key: 'overindebtedness.delay.appeal-days' },
  outlivesState: true,
  isLegal: true,
  source: code('R.722-1, R.722-3'),
}
export const executions: DelayRule = {
  rule: 'executions-suspended',
  label: 'Saisies suspendues',
  sense: 'runs-until',
  who: 'landlord',
  length: { unit: 'months', key: 'overindebtedness.delay.executions-months' },
  moves: 'kept',
  outlivesState: true,
  endedBy: [
    'plan-approved',
    'contest-time-over',
    'measures-judged',
    'write-off-judged',
    'liquidation-closed',
  ],
  isLegal: true,
  source: code('L.722-2, L.722-3'),
}
export const evictionSuspended: DelayRule = {
  rule: 'eviction-suspended',
  label: 'Expulsion suspendue',
  sense: 'runs-until',
  who: 'judge',
  length: (_, fact, law) => {
    const longest = law.on(fact.on).readNearest('overindebtedness.delay.eviction-months')
    const months = Math.min(longest, numberOf(fact, 'months') ?? longest)
    return counted(fact.on, months, `${months} mois au plus`)
  },
  moves: 'kept',
  outlivesState: true,
  endedBy: [
    'plan-approved',
    'contest-time-over',
    'measures-judged',
    'write-off-judged',
    'liquidation-closed',
  ],
  isLegal: true,
  source: code('L.722-6 à L.722-9'),
}
export const contest: DelayRule = {
  rule: 'contest',
  label: 'Contester la décision de la commission',
  sense: 'act-by',
  who: 'household',
  length: { unit: 'days', key: 'overindebtedness.delay.contest-days' },
  metBy: ['contested'],
  silence: 'contest-time-over',
  isLegal: true,
  source: code('R.733-6, R.741-1'),
}
const decidingEvents = ['plan-approved', 'measures-notified', 'measures-judged']
export const measuresEnd: DelayRule = {
  rule: 'measures-end',
  label: 'Fin du plan ou des mesures',
  sense: 'runs-until',
  who: 'household',
  length: ({ facts }, fact) => {
    const months = written(facts, 'months')
    return months === null ? null : counted(fact.on, months, `${months} mois`)
  },
  moves: 'kept',
  metBy: ['completed'],
  isLegal: true,
  source: code('L.732-3, L.733-1'),
}
export const suspensionEnd: DelayRule = {
  rule: 'suspension-end',
  label: 'Fin de la suspension des dettes : la situation est revue',
  sense: 'runs-until',
  who: 'household',
  length: ({ facts }, fact) => {
    const months = written(facts, 'suspensionMonths')
    return months === null ? null : counted(fact.on, months, `${months} mois de suspension`)
  },
  moves: 'kept',
  isLegal: true,
  source: code('L.733-1'),
}
/** L.714-1 I: rent resumed and new terms replace the delays of the judge; the clause waits as long, and three months more after a suspension. */
export const judgeDelaysReplaced: DelayRule = {
  rule: 'judge-delays-replaced',
  label: 'Délais du juge remplacés : clause résolutoire suspendue',
  sense: 'runs-until',
  who: 'landlord',
  length: ({ facts, circumstances }, fact, law) => {
    if (circumstances.hasJudgeDelays !== true) return null
    const months = written(facts, 'months')
    if (months === null) return null
    const isSuspended = written(facts, 'suspensionMonths') !== null
    const more = isSuspended
      ? law.on(fact.on).readNearest('overindebtedness.delay.after-suspension-months')
      : 0
    const words = more > 0 ? `${months} mois de mesures et ${more} mois` : `${months} mois de mesures`
    return counted(fact.on, months + more, words)
  },
  moves: 'kept',
  isLegal: true,
  source: code('L.714-1 I'),
}
export const clauseSuspended: DelayRule = {
  rule: 'clause-suspended',
  label: 'Loyer et charges à payer chaque mois : à ce jour, la clause est réputée n’avoir pas joué',
  sense: 'runs-until',
  who: 'household',
  length: { unit: 'months', key: 'overindebtedness.delay.clause-months' },
  moves: 'kept',
  metBy: ['completed'],
  isLegal: true,
  source: code('L.714-1 II'),
}
export const creditors: DelayRule = {
  rule: 'creditors-not-told',
  label: 'Créanciers non prévenus : opposition',
  sense: 'runs-until',
  who: 'landlord',
  length: { unit: 'months', key: 'overindebtedness.delay.creditors-months' },
  outlivesState: true,
  isLegal: true,
  source: code('L.741-2, R.741-2'),
}

/** What the decision in force says: the last that set terms. */
const written = (facts: readonly ProcedureFact[], key: string): number | null => {
  const deciding = facts.findLast(({ event }) => decidingEvents.includes(event))
  return deciding ? numberOf(deciding, key) : null
}
