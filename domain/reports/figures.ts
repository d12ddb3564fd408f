import { financingKindLabels } from '#domain/funding/kinds.ts'
import { difficultyCauseLabels } from '#domain/households/kinds.ts'
import { evaluationResultLabels } from '#domain/measures/kinds.ts'
import { multiplyThenDivide } from '#domain/money.ts'
import {
  exitReasonLabels,
  type IndicatorKey,
  measureMotiveLabels,
  objectiveKindLabels,
} from '#domain/programmes/kinds.ts'
import { receptionSubjectLabels, sessionKindLabels } from '#domain/reception/kinds.ts'
import { leaseSchemeLabels } from '#domain/reports/lease-schemes.ts'

/** What an « act » is made of (seed 001): three kinds of work, one total. */
const actRows = {
  analysis: 'Analyses (diagnostics commencés)',
  intervention: 'Interventions (actions engagées)',
  support: 'Accompagnements (mesures en cours sur la période)',
} as const
const metRows = { met: 'Rencontrés à domicile', 'not-met': 'Pas encore rencontrés à domicile' } as const
const receptionNames = { named: 'Ménage connu', anonymous: 'Sans nom ou sans dossier' } as const
const unknownGroup = { unknown: 'Non renseigné' } as const

type FigureRow = {
  label: string
  /** What is counted, in words: the reader of the report must be able to count again by hand. */
  counts: string
  noun: { one: string; many: string }
  /** The closed list that parts it. */
  groups?: Readonly<Record<string, string>>
  /** The figure is the share of this group in the whole. */
  shareOf?: string
  /** An average over the rows, in tenths, rather than their number. */
  isAverage?: boolean
  /** An amount made of the rows, each with its cents: their sum, their average, their sum for each household supported. */
  amount?: 'sum' | 'average' | 'per-household'
  /** The rows over the households supported, in percent: above 100 when some have several. */
  isOverHouseholds?: boolean
}

const household = { one: 'ménage', many: 'ménages' }
const measure = { one: 'mesure', many: 'mesures' }
const financing = { one: 'financement', many: 'financements' }

const rows = {
  'households-supported': {
    label: 'Ménages accompagnés',
    counts: 'Ménages différents dont une mesure a couru sur la période.',
    noun: household,
  },
  'persons-supported': {
    label: 'Personnes accompagnées',
    counts: 'Personnes de ces ménages, présentes sur la période.',
    noun: { one: 'personne', many: 'personnes' },
  },
  acts: {
    label: 'Analyses, interventions et accompagnements',
    counts:
      'Diagnostics commencés, actions engagées et mesures en cours sur la période : trois listes, un total.',
    noun: { one: 'acte', many: 'actes' },
    groups: actRows,
  },
  'by-motive': {
    label: 'Ménages par motif',
    counts: 'Chaque ménage accompagné compte une fois, au motif de sa mesure la plus récente.',
    noun: household,
    groups: { ...measureMotiveLabels, ...unknownGroup },
  },
  'by-triggering-event': {
    label: 'Ménages par événement déclencheur',
    counts: 'Chaque ménage accompagné compte une fois, à l’événement de sa mesure la plus récente.',
    noun: household,
    groups: { ...difficultyCauseLabels, ...unknownGroup },
  },
  'met-at-home': {
    label: 'Rencontrés au moins une fois à domicile',
    counts: 'Part des ménages accompagnés qui ont eu un échange chez eux pendant la période.',
    noun: household,
    groups: metRows,
    shareOf: 'met',
  },
  'measures-started': {
    label: 'Mesures commencées',
    counts: 'Mesures dont le début tombe dans la période.',
    noun: measure,
  },
  'measures-running': {
    label: 'Mesures en cours à la fin',
    counts: 'Mesures commencées et non terminées au dernier jour de la période.',
    noun: measure,
  },
  'measures-ended': {
    label: 'Mesures terminées',
    counts: 'Mesures dont la fin tombe dans la période, par motif de sortie.',
    noun: measure,
    groups: { ...exitReasonLabels, ...unknownGroup },
  },
  'home-purchases': {
    label: 'Ménages devenus propriétaires',
    counts: 'Ménages sortis dans la période par l’achat d’un logement.',
    noun: household,
  },
  'other-landlord': {
    label: 'Entrés dans le parc d’un autre bailleur',
    counts: 'Ménages sortis dans la période vers un autre bailleur.',
    noun: household,
  },
  aids: {
    label: 'Aides mobilisées',
    counts: 'Aides financières obtenues dans la période pour les ménages accompagnés.',
    noun: { one: 'aide', many: 'aides' },
  },
  'financings-granted': {
    label: 'Financements accordés',
    counts: 'Prêts, avances et aides décidés dans la période pour les ménages accompagnés, par genre.',
    noun: financing,
    groups: financingKindLabels,
  },
  'granted-amount': {
    label: 'Montant des financements accordés',
    counts: 'Somme des montants accordés dans la période aux ménages accompagnés.',
    noun: financing,
    amount: 'sum',
  },
  'granted-average': {
    label: 'Montant moyen d’un financement',
    counts: 'Montant accordé ÷ nombre de financements accordés.',
    noun: financing,
    amount: 'average',
  },
  'granted-per-household': {
    label: 'Montant accordé par ménage accompagné',
    counts: 'Montant accordé ÷ nombre de ménages accompagnés, aidés ou non.',
    noun: financing,
    amount: 'per-household',
  },
  'granted-over-households': {
    label: 'Financements pour cent ménages accompagnés',
    counts:
      'Nombre de financements accordés ÷ nombre de ménages accompagnés ; un ménage peut en avoir plusieurs.',
    noun: financing,
    isOverHouseholds: true,
  },
  advisers: {
    label: 'Professionnels qui accompagnent',
    counts: 'Personnes différentes qui ont porté une mesure pendant la période.',
    noun: { one: 'personne', many: 'personnes' },
  },
  'association-dwellings': {
    label: 'Logements loués à des associations',
    counts: 'Logements dont une location à une association a couru sur la période, par dispositif.',
    noun: { one: 'logement', many: 'logements' },
    groups: leaseSchemeLabels,
  },
  'evaluated-at-6-months': {
    label: 'Évaluations à 6 mois',
    counts: 'Évaluations faites dans la période, six mois après la sortie.',
    noun: { one: 'évaluation', many: 'évaluations' },
    groups: evaluationResultLabels,
  },
  'evaluated-at-12-months': {
    label: 'Évaluations à 12 mois',
    counts: 'Évaluations faites dans la période, douze mois après la sortie.',
    noun: { one: 'évaluation', many: 'évaluations' },
    groups: evaluationResultLabels,
  },
  'objectives-reached': {
    label: 'Objectifs atteints',
    counts: 'Objectifs dont la dernière évaluation de la période dit « atteint ».',
    noun: { one: 'objectif', many: 'objectifs' },
    groups: objectiveKindLabels,
  },
  receptions: {
    label: 'Personnes reçues en permanence',
    counts: 'Accueils de la période, anonymes compris : chacun compte une fois par venue ou appel.',
    noun: { one: 'accueil', many: 'accueils' },
    groups: receptionNames,
  },
  'receptions-by-subject': {
    label: 'Accueils par sujet',
    counts: 'Les mêmes accueils, selon ce pour quoi la personne est venue.',
    noun: { one: 'accueil', many: 'accueils' },
    groups: receptionSubjectLabels,
  },
  'sessions-held': {
    label: 'Séances collectives tenues',
    counts: 'Séances de la période dont les présences sont notées, par sujet.',
    noun: { one: 'séance', many: 'séances' },
    groups: sessionKindLabels,
  },
  'session-attendance': {
    label: 'Présences aux séances collectives',
    counts: 'Personnes venues aux séances tenues, y compris sans donner leur nom.',
    noun: { one: 'présence', many: 'présences' },
    groups: receptionNames,
  },
  'average-months': {
    label: 'Durée moyenne des mesures terminées',
    counts: 'Mois entre le début et la fin (jours ÷ 30,4375), mesures terminées dans la période.',
    noun: measure,
    isAverage: true,
  },
} as const satisfies Record<string, FigureRow>

export type FigureKey = keyof typeof rows
export const figureKeys = Object.keys(rows) as FigureKey[]
export const reportFigures: Readonly<Record<FigureKey, FigureRow>> = rows

/** The detail of its rows is an amount, in cents. */
export const carriesAmount = (key: FigureKey): boolean =>
  key === 'financings-granted' || key.startsWith('granted-')

/** `100 of 135` prints 74 %: half-up, once, from the fraction itself; undefined when nobody could be counted. */
export const wholePercent = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : multiplyThenDivide(part, 100, whole)

const figureOfIndicator: Partial<Record<IndicatorKey, FigureKey>> = { 'exits-by-reason': 'measures-ended' }

/** The figures that a programme's funder asks for, in the order of its list. */
export const figuresAsked = (indicators: readonly IndicatorKey[]): FigureKey[] =>
  indicators.flatMap((indicator) => {
    const key = figureOfIndicator[indicator] ?? figureKeys.find((one) => one === indicator)
    return key ? [key] : []
  })
