import { formatDate, laterOf } from '#domain/plain-date.ts'
import type { Course, DelayRule, Law, ProcedureFact, Transition } from '#domain/procedures/definition.ts'
import {
  addLength,
  counted,
  lengthWords,
  type Mediation,
  writtenDay,
} from '#domain/procedures/mediation-delays.ts'

const courtSource = 'CCH art. L.441-2-3-1 ; CJA art. R.778-1 et R.778-2'
const offerSource = 'CCH art. R.441-16-3'

const recognised = ({ kind }: Mediation) => (kind === 'dalo' ? ['priority', 'reoriented'] : ['priority'])

/** The day by which the préfet owed an offer: the judge's own time counts from it, whatever was offered since. */
const offerOwedBy = ({ prefectLength }: Mediation, course: Course, fact: ProcedureFact, law: Law) => {
  const decision =
    course.facts.findLast(({ event }) => event === 'priority' || event === 'reoriented') ?? fact
  const length = prefectLength(course, decision, law)
  return { decision, length, owedBy: addLength(decision.on, length) }
}

export const prefectDelay = (mediation: Mediation): DelayRule => ({
  rule: 'prefect-offer',
  label: mediation.kind === 'dalo' ? 'Le préfet fait une offre de logement' : 'Le préfet propose un accueil',
  sense: 'act-by',
  who: 'prefect',
  length: (course, fact, law) => {
    const { decision, length, owedBy } = offerOwedBy(mediation, course, fact, law)
    const counting = `${lengthWords(length)} à compter du ${formatDate(decision.on)} : ${formatDate(owedBy)}`
    return { rawDueOn: laterOf(owedBy, fact.on), why: counting }
  },
  moves: 'kept',
  metBy: ['offer'],
  silence: 'no-offer',
  isLegal: true,
  source: mediation.prefectSource,
})

const courtDelay = (mediation: Mediation): DelayRule => ({
  rule: 'court',
  label: 'Saisir le tribunal administratif : recours injonction',
  sense: 'act-by',
  who: 'household',
  length: (course, fact, law) => {
    const { owedBy } = offerOwedBy(mediation, course, fact, law)
    const months = law.on(owedBy).readNearest(mediation.courtMonthsKey)
    const closesOn = addLength(owedBy, { months })
    const why = `${months} mois à compter du ${formatDate(owedBy)}, fin du délai du préfet : ${formatDate(closesOn)}`
    return { rawDueOn: laterOf(closesOn, fact.on), why }
  },
  metBy: ['court-seized'],
  silence: 'court-time-passed',
  isLegal: true,
  documents: ['La décision de la commission', 'La demande de logement social en cours'],
  source: courtSource,
})

const judgeDelay: DelayRule = {
  rule: 'judge',
  label: 'Le juge se prononce',
  sense: 'act-by',
  who: 'judge',
  length: { unit: 'months', key: 'dalo.judge-months' },
  moves: 'kept',
  metBy: ['judged'],
  isLegal: false,
  source: courtSource,
}

const orderDelay: DelayRule = {
  rule: 'ordered-offer',
  label: 'Le préfet fait l’offre ordonnée par le juge',
  sense: 'act-by',
  who: 'prefect',
  length: (_course, fact) => writtenDay(fact, 'by'),
  moves: 'kept',
  metBy: ['offer'],
  isLegal: true,
  source: courtSource,
}

const answerDelay: DelayRule = {
  rule: 'offer-answer',
  label: 'Répondre à l’offre',
  sense: 'act-by',
  who: 'household',
  length: (_course, fact) => writtenDay(fact, 'answerBy'),
  moves: 'kept',
  metBy: ['offer-accepted', 'refused-with-reason', 'refused-without-reason'],
  isLegal: true,
  source: offerSource,
}

const mayorDelay: DelayRule = {
  rule: 'mayor-opinion',
  label: 'Avis du maire, réputé donné ensuite',
  sense: 'runs-until',
  who: 'prefect',
  length: { unit: 'days', key: 'dalo.mayor-days' },
  moves: 'kept',
  isLegal: false,
  source: 'CCH art. R.441-16',
}

/** A sheltered household recognised by the commission is owed a place: the time of the DAHO. */
const reorientedDelay: DelayRule = {
  rule: 'shelter-offer',
  label: 'Le préfet propose un hébergement',
  sense: 'act-by',
  who: 'prefect',
  length: counted((_course, fact, law) => ({ weeks: law.on(fact.on).readNearest('daho.prefect-weeks') })),
  moves: 'kept',
  metBy: ['offer'],
  silence: 'no-offer',
  isLegal: true,
  source: 'CCH art. R.441-18',
}

export const offerRows = (mediation: Mediation): Transition[] => [
  {
    from: [...recognised(mediation), 'court-open', 'court-closed', 'in-court', 'ordered'],
    event: 'offer',
    to: 'offered',
    delays: [answerDelay],
    source: offerSource,
  },
  {
    from: recognised(mediation),
    event: 'no-offer',
    to: 'court-open',
    delays: [courtDelay(mediation)],
    source: courtSource,
  },
  { from: ['court-open'], event: 'court-time-passed', to: 'court-closed', source: courtSource },
  { from: ['court-open'], event: 'court-seized', to: 'in-court', delays: [judgeDelay], source: courtSource },
  {
    from: ['in-court'],
    event: 'judged',
    guards: ['judge-orders'],
    to: 'ordered',
    delays: [orderDelay],
    source: courtSource,
  },
  {
    from: ['in-court'],
    event: 'judged',
    guards: ['judge-dismisses'],
    to: 'court-closed',
    source: courtSource,
  },
  { from: ['offered'], event: 'offer-accepted', to: 'accepted', source: offerSource },
  {
    from: ['offered'],
    event: 'refused-with-reason',
    to: 'priority',
    delays: [prefectDelay(mediation)],
    source: offerSource,
  },
  { from: ['offered'], event: 'refused-without-reason', to: 'priority-lost', source: offerSource },
  ...(mediation.kind === 'dalo' ? daloRows : []),
]

const daloRows: Transition[] = [
  {
    from: ['examined', 'incomplete', 'to-examine-again'],
    event: 'reoriented',
    to: 'reoriented',
    delays: [reorientedDelay],
    source: 'CCH art. L.441-2-3 IV',
  },
  {
    from: ['priority'],
    event: 'mayor-asked',
    to: 'priority',
    delays: [mayorDelay],
    source: 'CCH art. R.441-16',
  },
  { from: ['priority'], event: 'stay-asked', to: 'priority', source: 'CCH art. L.441-2-3 VIII' },
]
