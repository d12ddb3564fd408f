import type { MeasureEventKind, MeasureStatus } from '#domain/measures/kinds.ts'

/** Where the recorded facts alone lead; `overdue` is added by the calendar. `none`: nothing was asked yet. */
export type MeasureStage = Exclude<MeasureStatus, 'overdue'> | 'none'

/** A condition on a recorded fact, with the sentence that says why it may not be recorded. */
const guardRows = {
  'no-diagnosis-asked':
    'Ce dispositif demande un diagnostic social : commencez le diagnostic avant de signer le contrat.',
  'no-contract-asked': 'Ce dispositif demande un contrat signé avant le début de l’accompagnement.',
  'within-window': 'À cette date, le dispositif n’est pas ouvert : la mesure ne peut pas commencer.',
  'within-first-length': 'La première période dépasse celle que prévoit le dispositif.',
  'known-phase': 'Cette phase n’existe pas dans ce dispositif, ou c’est déjà la phase en cours.',
  'before-expiry':
    'Un renouvellement se décide au plus tard le jour du terme : il est passé, il faut une dérogation.',
  'renewable-length': 'Un renouvellement ne peut pas être plus long que celui que prévoit le dispositif.',
  'renewal-left': 'Tous les renouvellements prévus ont été faits : il faut une dérogation.',
  'within-limit': 'La durée maximale serait dépassée : il faut d’abord une dérogation.',
  'limited-length': 'Ce dispositif ne fixe pas de durée maximale : aucune dérogation n’est nécessaire.',
  'beyond-limit': 'La dérogation doit porter plus loin que la limite actuelle.',
  'allowed-exit': 'Ce motif de sortie n’est pas prévu par le dispositif.',
  'evaluation-asked': 'Cette évaluation n’est pas prévue par le dispositif, ou elle est déjà faite.',
  'evaluation-not-early': 'Cette évaluation se fait au plus tôt un mois avant son échéance.',
} as const
export type MeasureGuard = keyof typeof guardRows
export const measureGuardRefusals: Readonly<Record<MeasureGuard, string>> = guardRows

/** What a step makes one wait for: the dates come from the programme. */
export type MeasureDeadlineKind = 'term' | 'review' | 'alert' | 'evaluation'
export const measureDeadlineKinds = [
  'term',
  'review',
  'alert',
  'evaluation',
] as const satisfies readonly MeasureDeadlineKind[]

export type MeasureTransition = {
  from: MeasureStage
  event: MeasureEventKind
  guards: readonly MeasureGuard[]
  to: MeasureStage
  deadlines: readonly MeasureDeadlineKind[]
  source: string
}

const sm12 = 'SM-12, parcours d’une mesure'
const programme = 'Règles du dispositif'
const voluntary = 'Adhésion du ménage (circulaire DGCS/DGALN/DHUP n° 2010-247 du 19 juillet 2010)'

type Row = readonly [
  from: readonly MeasureStage[],
  event: MeasureEventKind,
  guards: readonly MeasureGuard[],
  to: MeasureStage | 'same',
  source: string,
]

const asked = ['requested', 'oriented', 'diagnosis'] as const
const beforeStart = [...asked, 'contract-signed'] as const
const running = ['active', 'suspended'] as const

const rows: readonly Row[] = [
  [['none'], 'requested', [], 'requested', sm12],
  [['requested'], 'oriented', [], 'oriented', sm12],
  // The body that receives the request may be the one that supports: nothing is then oriented.
  [['requested', 'oriented'], 'diagnosis-started', [], 'diagnosis', sm12],
  [['diagnosis'], 'not-needed', [], 'not-needed', sm12],
  [beforeStart, 'refused-by-household', [], 'refused-by-household', voluntary],
  [beforeStart, 'withdrawn', [], 'withdrawn', sm12],
  [['diagnosis'], 'contract-signed', [], 'contract-signed', voluntary],
  [['requested', 'oriented'], 'contract-signed', ['no-diagnosis-asked'], 'contract-signed', programme],
  [
    ['contract-signed'],
    'started',
    ['within-window', 'within-first-length', 'known-phase'],
    'active',
    programme,
  ],
  [
    asked,
    'started',
    ['no-contract-asked', 'within-window', 'within-first-length', 'known-phase'],
    'active',
    programme,
  ],
  [['active'], 'phase-entered', ['known-phase'], 'active', programme],
  [running, 'reviewed', [], 'same', programme],
  [running, 'derogated', ['limited-length', 'beyond-limit'], 'same', programme],
  [
    running,
    'renewed',
    ['before-expiry', 'renewable-length', 'renewal-left', 'within-limit'],
    'same',
    programme,
  ],
  [['active'], 'suspended', [], 'suspended', sm12],
  [['suspended'], 'resumed', [], 'active', sm12],
  [running, 'ended', ['allowed-exit'], 'ended', programme],
  [['ended', 'evaluated'], 'evaluated', ['evaluation-asked', 'evaluation-not-early'], 'evaluated', programme],
]

const deadlinesOf: Partial<Record<MeasureStage, readonly MeasureDeadlineKind[]>> = {
  active: ['term', 'review', 'alert'],
  suspended: ['term', 'review', 'alert'],
  ended: ['evaluation'],
  evaluated: ['evaluation'],
}

/** SM-12 (handbook §3.6), one line for each stage a fact may be recorded in. */
export const measureTransitions: readonly MeasureTransition[] = rows.flatMap(
  ([froms, event, guards, towards, source]) =>
    froms.map((from) => {
      const to = towards === 'same' ? from : towards
      return { from, event, guards, to, deadlines: deadlinesOf[to] ?? [], source }
    }),
)

export const transitionFrom = (stage: MeasureStage, event: MeasureEventKind): MeasureTransition | undefined =>
  measureTransitions.find((row) => row.from === stage && row.event === event)
