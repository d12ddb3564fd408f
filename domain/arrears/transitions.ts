import type { Labels } from '#domain/tenancies/kinds.ts'

/** SM-1 (handbook §1.3). */
const stageRows = {
  none: 'À jour',
  late: 'En retard',
  constituted: 'Impayé constitué',
  reported: 'Signalé à la CAF ou à la MSA',
  'plan-by-landlord': 'Plan demandé au bailleur',
  'fsl-seized': 'FSL saisi',
  simplified: 'Procédure simplifiée',
  'plan-active': 'Plan en cours',
  cleared: 'Soldé',
  breached: 'Plan non respecté',
  'maintained-r824-28': 'Aide maintenue',
  suspended: 'Aide suspendue',
  restored: 'Aide rétablie',
} as const
export type ArrearsStage = keyof typeof stageRows
export const arrearsStages = Object.keys(stageRows) as ArrearsStage[]
export const arrearsStageLabels: Labels<ArrearsStage> = stageRows

/** In the order of the procedure: facts of one day are taken in it. */
const eventRows = {
  'rent-unpaid': 'Appel impayé',
  'threshold-reached': 'Seuil de l’impayé atteint',
  'reported-to-payer': 'Signalement à l’organisme payeur',
  'reported-with-fsl': 'Signalement, et FSL saisi en même temps',
  'simplified-procedure-proposed': 'Procédure simplifiée proposée',
  'simplified-plan-agreed': 'Plan simplifié accepté',
  'simplified-procedure-failed': 'Procédure simplifiée sans accord',
  'file-returned-to-landlord': 'Dossier renvoyé au bailleur pour un plan',
  'direct-payment-asked': 'Tiers payant proposé au bailleur',
  'direct-payment-accepted': 'Tiers payant accepté par le bailleur',
  'direct-payment-refused': 'Tiers payant refusé par le bailleur',
  'direct-payment-unanswered': 'Bailleur sans réponse sur le tiers payant : refus',
  'landlord-given-notice': 'Bailleur mis en demeure, FSL saisi',
  'fsl-seized-by-payer': 'FSL saisi par l’organisme payeur',
  'fsl-seized-by-ccapex': 'FSL saisi par la CCAPEX',
  'fsl-decision-received': 'Dispositif du FSL reçu',
  'default-plan-imposed': 'Plan par défaut notifié au locataire',
  'plan-approved': 'Plan reçu et approuvé',
  'plan-breached': 'Échéance ou loyer courant manqué',
  'aid-maintained': 'Maintien de l’aide décidé',
  'aid-suspended': 'Suspension de l’aide décidée',
  'overindebtedness-admissible': 'Surendettement recevable',
  'aid-restored': 'Aide rétablie',
  'debt-cleared': 'Dette soldée',
} as const
export type ArrearsEventKind = keyof typeof eventRows
export const arrearsEventKinds = Object.keys(eventRows) as ArrearsEventKind[]
export const arrearsEventKindLabels: Labels<ArrearsEventKind> = eventRows
/** Facts that follow from the ledger or from time: nobody records them. */
export const derivedArrearsEvents: readonly ArrearsEventKind[] = [
  'rent-unpaid',
  'threshold-reached',
  'direct-payment-unanswered',
  'debt-cleared',
]

const guardRows = {
  'regime-a': 'jusqu’au 31 décembre 2026',
  'regime-b': 'à partir du 1er janvier 2027',
  'after-simplified': 'après échec de la procédure simplifiée',
  'after-joint-fsl': 'FSL saisi en même temps que l’organisme payeur',
  'aid-to-tenant': 'aide versée au locataire',
  'small-debt': 'dette d’au plus 100 €',
  'current-rent-resumed': 'loyer courant repris',
  'half-net-paid': 'dépense courante payée, ou moitié nette et situation difficile',
} as const
export type ArrearsGuard = keyof typeof guardRows
export type DelayRule = {
  rule: string
  label: string
  /** Key of the dated parameter, in months; 0 where no text gives the delay: nothing is announced. */
  delayKey: string
  repeats?: boolean
  /** Runs within the stage, beside the stage's own delay. */
  beside?: boolean
  source: string
}

export type ArrearsTransition = {
  from: ArrearsStage
  event: ArrearsEventKind
  guards: readonly ArrearsGuard[]
  to: ArrearsStage
  delay: DelayRule | null
  source: string
}

const report: DelayRule = {
  rule: 'arrears-report',
  label: 'Signaler l’impayé à l’organisme payeur',
  delayKey: 'arrears.report-months',
  source: 'CCH R.824-4',
}
/** Not a limit but an opening: no summons before it. */
const summons: DelayRule = {
  rule: 'summons-not-before',
  label: 'Pas d’assignation avant',
  delayKey: 'arrears.ccapex-before-summons-months',
  source: 'CCH R.824-7, R.824-30',
}
const check: DelayRule = {
  rule: 'plan-check',
  label: 'Contrôler le plan',
  delayKey: 'plan.check-months',
  repeats: true,
  source: 'CCH R.824-9',
}
const agreement: DelayRule = {
  rule: 'simplified-agreement',
  label: 'Accord du bailleur et du locataire',
  delayKey: 'arrears.simplified-months',
  source: 'CCH R.824-10',
}
const defaultPlan: DelayRule = {
  rule: 'default-plan-end',
  label: 'Fin du plan par défaut',
  delayKey: 'plan.default-count',
  source: 'CCH R.824-8',
}

function landlordPlan(delayKey: string, source: string): DelayRule {
  return { rule: 'landlord-plan', label: 'Produire le plan d’apurement', delayKey, source }
}
function fslDecision(delayKey: string, source: string): DelayRule {
  return { rule: 'fsl-decision', label: 'Décision du FSL', delayKey, source }
}

function answer(delayKey: string, source: string): DelayRule {
  return {
    rule: 'direct-payment-answer',
    label: 'Réponse du bailleur sur le tiers payant (le silence vaut refus)',
    delayKey,
    beside: true,
    source,
  }
}

type Row = [
  from: ArrearsStage,
  event: ArrearsEventKind,
  guards: readonly ArrearsGuard[],
  to: ArrearsStage,
  delay: DelayRule | null,
  source: string,
]

/** The paying body asks the landlord of a tenant who receives the aid whether it wants it paid to itself, within the stage. */
function besideThePlan(stage: 'plan-by-landlord' | 'fsl-seized'): Row[] {
  const ask = (guards: ArrearsGuard[], delayKey: string, source: string): Row => [
    stage,
    'direct-payment-asked',
    [...guards, 'aid-to-tenant'],
    stage,
    answer(delayKey, source),
    source,
  ]
  return [
    ask(['after-simplified'], 'arrears.a.direct-payment-halved-months', 'CCH R.824-10, R.824-20'),
    ask([], 'arrears.a.direct-payment-months', 'CCH R.824-20'),
    [stage, 'direct-payment-accepted', [], stage, null, 'CCH R.824-20'],
  ]
}

const procedure: Row[] = [
  ['none', 'rent-unpaid', [], 'late', null, 'CCH R.824-1'],
  ['cleared', 'rent-unpaid', [], 'late', null, 'CCH R.824-1'],
  ['late', 'threshold-reached', [], 'constituted', report, 'CCH R.824-1, R.824-4'],
  ['constituted', 'reported-to-payer', ['regime-a'], 'reported', summons, 'CCH R.824-4, R.824-30'],
  ['constituted', 'reported-to-payer', [], 'reported', null, 'décrets 2026-83 et 2026-84'],
  ...(['constituted', 'late'] as const).map(
    (stage): Row => [
      stage,
      'reported-with-fsl',
      ['regime-a'],
      'fsl-seized',
      fslDecision('arrears.a.fsl-joint-months', 'CCH R.824-11'),
      'CCH R.824-11',
    ],
  ),
  // The paying body takes up any arrears it knows of, even below what our ledger sees.
  ['late', 'reported-to-payer', [], 'reported', null, 'CCH R.824-5'],
  [
    'reported',
    'file-returned-to-landlord',
    ['after-simplified'],
    'plan-by-landlord',
    landlordPlan('arrears.a.landlord-plan-halved-months', 'CCH R.824-10'),
    'CCH R.824-10',
  ],
  [
    'reported',
    'file-returned-to-landlord',
    ['regime-a'],
    'plan-by-landlord',
    landlordPlan('arrears.a.landlord-plan-months', 'CCH R.824-7 1°'),
    'CCH R.824-7 1°',
  ],
  [
    'reported',
    'fsl-seized-by-payer',
    ['after-simplified'],
    'fsl-seized',
    fslDecision('arrears.a.fsl-halved-months', 'CCH R.824-10'),
    'CCH R.824-10',
  ],
  [
    'reported',
    'fsl-seized-by-payer',
    ['regime-a'],
    'fsl-seized',
    fslDecision('arrears.a.fsl-months', 'CCH R.824-7 2°'),
    'CCH R.824-7 2°',
  ],
  ['reported', 'simplified-procedure-proposed', ['small-debt'], 'simplified', agreement, 'CCH R.824-10'],
  // A plan may come with the report.
  ['reported', 'plan-approved', ['current-rent-resumed'], 'plan-active', check, 'CCH R.824-7'],
  ['simplified', 'simplified-plan-agreed', [], 'plan-active', check, 'CCH R.824-10'],
  ['simplified', 'simplified-procedure-failed', [], 'reported', null, 'CCH R.824-10'],
  ...(['direct-payment-refused', 'direct-payment-unanswered'] as const).map(
    (event): Row => [
      'plan-by-landlord',
      event,
      [],
      'plan-by-landlord',
      landlordPlan('arrears.a.landlord-plan-refused-months', 'CCH R.824-22'),
      'CCH R.824-22',
    ],
  ),
  ['plan-by-landlord', 'plan-approved', ['current-rent-resumed'], 'plan-active', check, 'CCH R.824-7 1°'],
  [
    'plan-by-landlord',
    'landlord-given-notice',
    [],
    'fsl-seized',
    fslDecision('arrears.a.fsl-after-notice-months', 'CCH R.824-7 1°'),
    'CCH R.824-7 1°',
  ],
  ...besideThePlan('plan-by-landlord'),
  ...besideThePlan('fsl-seized'),
  ['fsl-seized', 'direct-payment-refused', [], 'fsl-seized', null, 'CCH R.824-20'],
  ['fsl-seized', 'direct-payment-unanswered', [], 'fsl-seized', null, 'CCH R.824-20'],
  [
    'fsl-seized',
    'file-returned-to-landlord',
    ['after-joint-fsl'],
    'plan-by-landlord',
    landlordPlan('arrears.a.landlord-plan-after-joint-fsl-months', 'CCH R.824-12'),
    'CCH R.824-12',
  ],
  [
    'plan-by-landlord',
    'default-plan-imposed',
    ['after-joint-fsl'],
    'plan-active',
    defaultPlan,
    'CCH R.824-12',
  ],
  ['fsl-seized', 'fsl-decision-received', [], 'plan-active', check, 'CCH R.824-7'],
  ['fsl-seized', 'default-plan-imposed', [], 'plan-active', defaultPlan, 'CCH R.824-8'],
  ['plan-active', 'plan-breached', [], 'breached', null, 'CCH R.824-9'],
  ['breached', 'aid-maintained', ['half-net-paid'], 'maintained-r824-28', null, 'CCH R.824-28'],
  ['breached', 'aid-suspended', [], 'suspended', null, 'CCH R.824-9, R.824-27'],
  ['breached', 'plan-approved', [], 'plan-active', check, 'CCH R.824-7'],
  ['maintained-r824-28', 'plan-approved', [], 'plan-active', check, 'CCH R.824-7'],
  ['maintained-r824-28', 'aid-suspended', [], 'suspended', null, 'CCH R.824-28'],
  ['suspended', 'aid-restored', [], 'restored', null, 'CCH R.824-29'],
  ['restored', 'plan-approved', [], 'plan-active', check, 'CCH R.824-7'],
  ['restored', 'plan-breached', [], 'breached', null, 'CCH R.824-9'],
]

// Known through secondary sources, the decrees were not read: the paying body proposes direct payment as soon as the arrears are
// reported, the CCAPEX may seize the FSL itself, and decides to keep or suspend the aid (in principle to keep it).
const decrees = 'décrets 2026-83 et 2026-84'
const fslOfRegimeB = fslDecision('arrears.b.fsl-months', decrees)
const underRegimeB: Row[] = [
  ['reported', 'direct-payment-asked', ['regime-b', 'aid-to-tenant'], 'reported', null, decrees],
  ['reported', 'direct-payment-accepted', ['regime-b'], 'reported', null, decrees],
  ['reported', 'direct-payment-refused', ['regime-b'], 'reported', null, decrees],
  ['reported', 'fsl-seized-by-ccapex', ['regime-b'], 'fsl-seized', fslOfRegimeB, decrees],
  ['plan-by-landlord', 'fsl-seized-by-ccapex', ['regime-b'], 'fsl-seized', fslOfRegimeB, decrees],
  ...(['reported', 'plan-by-landlord', 'fsl-seized'] as const).flatMap((stage): Row[] => [
    [stage, 'aid-maintained', ['regime-b'], 'maintained-r824-28', null, decrees],
    [stage, 'aid-suspended', ['regime-b'], 'suspended', null, decrees],
  ]),
  ['fsl-seized', 'plan-approved', ['regime-b', 'current-rent-resumed'], 'plan-active', check, decrees],
]

const settled: Row[] = arrearsStages
  .filter((stage) => stage !== 'none' && stage !== 'cleared')
  .map((stage): Row => [stage, 'debt-cleared', [], 'cleared', null, 'CCH R.824-4'])

// Admissibility restores the aid (handbook §7). Before the report there is nothing to restore.
const overindebted: Row[] = arrearsStages
  .filter((stage) => !['none', 'late', 'constituted', 'cleared', 'restored'].includes(stage))
  .map(
    (stage): Row => [
      stage,
      'overindebtedness-admissible',
      [],
      'restored',
      null,
      'Code de la consommation L.722-2 et s.',
    ],
  )

export const arrearsTransitions: readonly ArrearsTransition[] = [
  ...procedure,
  ...underRegimeB,
  ...settled,
  ...overindebted,
].map(([from, event, guards, to, delay, source]) => ({ from, event, guards, to, delay, source }))
