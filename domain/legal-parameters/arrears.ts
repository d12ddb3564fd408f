import type { LegalParameter, ParameterUnit } from '#domain/legal-parameter.ts'

type Row = [key: string, label: string, value: number, unit: ParameterUnit, legalRef: string]

// CCH R.824-1 to R.824-30 (décret 2019-772), same substance since décret 2016-748, read in full.
const regimeA: Row[] = [
  ['arrears.a.rent-multiple', 'Impayé constitué : nombre de mensualités', 2, 'count', 'CCH R.824-1'],
  ['arrears.a.include-charges', 'Charges comprises dans le seuil', 1, 'boolean', 'CCH R.824-1'],
  ['arrears.a.landlord-plan-months', 'Plan demandé au bailleur', 6, 'months', 'CCH R.824-7 1°'],
  ['arrears.a.landlord-plan-refused-months', 'Plan après refus du tiers payant', 2, 'months', 'CCH R.824-22'],
  [
    'arrears.a.landlord-plan-halved-months',
    'Plan après échec de la procédure simplifiée',
    3,
    'months',
    'CCH R.824-10',
  ],
  ['arrears.a.fsl-after-notice-months', 'FSL saisi après mise en demeure', 3, 'months', 'CCH R.824-7 1°'],
  ['arrears.a.fsl-months', 'FSL saisi directement', 6, 'months', 'CCH R.824-7 2°'],
  ['arrears.a.fsl-halved-months', 'FSL après échec de la procédure simplifiée', 3, 'months', 'CCH R.824-10'],
  ['arrears.a.direct-payment-months', 'Réponse du bailleur sur le tiers payant', 2, 'months', 'CCH R.824-20'],
  [
    'arrears.a.direct-payment-halved-months',
    'Réponse sur le tiers payant après échec de la procédure simplifiée',
    1,
    'months',
    'CCH R.824-10, R.824-20',
  ],
  [
    'arrears.a.fsl-joint-months',
    'FSL saisi en même temps que l’organisme payeur : maintien de l’aide',
    6,
    'months',
    'CCH R.824-11',
  ],
  [
    'arrears.a.landlord-plan-after-joint-fsl-months',
    'Plan demandé au bailleur après le FSL saisi en même temps',
    3,
    'months',
    'CCH R.824-12',
  ],
  ['arrears.a.buyer-instalments', 'Accédant : nombre d’échéances', 2, 'count', 'CCH R.824-2'],
  [
    'arrears.a.buyer-annual-share',
    'Accédant qui ne paie pas chaque mois : part du total annuel',
    10,
    'sixtieths',
    'CCH R.824-2',
  ],
]

// Décrets 2026-83 and 2026-84 of 12 February 2026: known through eight concurring secondary sources, not read.
const regimeB: Row[] = [
  [
    'arrears.b.debt-limit',
    'Impayé constitué : dette supérieure à',
    45_000,
    'cents',
    'décrets 2026-83 et 2026-84',
  ],
  [
    'arrears.b.default-months',
    'Impayé constitué : délai après le premier défaut',
    3,
    'months',
    'décrets 2026-83 et 2026-84',
  ],
]

const bothRegimes: Row[] = [
  ['arrears.report-months', 'Signalement à la CAF ou à la MSA', 2, 'months', 'CCH R.824-4'],
  ['arrears.simplified-ceiling', 'Procédure simplifiée : dette maximale', 10_000, 'cents', 'CCH R.824-10'],
  [
    'arrears.simplified-months',
    'Procédure simplifiée : accord de chacun',
    1,
    'months',
    'CCH R.824-10, arrêté du 5 août 2016',
  ],
  ['plan.default-count', 'Plan par défaut : nombre de mensualités', 36, 'count', 'CCH R.824-8'],
  ['plan.check-months', 'Contrôle du plan', 6, 'months', 'CCH R.824-9'],
  [
    'plan.safety-net-share',
    'Maintien de l’aide : part de la dépense nette payée',
    5_000,
    'basis-points',
    'CCH R.824-28 2°',
  ],
  [
    'arrears.ccapex-before-summons-months',
    'Assignation : délai après la saisine de la CCAPEX',
    2,
    'months',
    'loi 89-462 art. 24 II',
  ],
]

const practice: Row[] = [
  [
    'arrears.due-delay-days',
    'Délai de paiement d’un appel de loyer après sa date',
    0,
    'days',
    'pratique ; 0 : un appel est dû le jour de sa date, aucune échéance légale n’est annoncée trop tard',
  ],
  ['plan.grace-days', 'Échéance en retard tolérée avant d’être manquée', 10, 'days', 'pratique'],
  ['plan.lapse-after-missed', 'Échéances manquées avant caducité', 2, 'count', 'pratique'],
  [
    'plan.longest-count',
    'Plan le plus long accepté',
    84,
    'count',
    'pratique ; 84 mois est le maximum du surendettement',
  ],
  ['plan.first-due-within-days', 'Première échéance au plus tard', 92, 'days', 'pratique'],
]

const readElsewhere = [
  'arrears.simplified-ceiling',
  'arrears.simplified-months',
  'arrears.ccapex-before-summons-months',
]

function confidenceOf(row: Row): LegalParameter['confidence'] {
  return readElsewhere.includes(row[0]) ? 'secondary' : 'verified'
}

function parameter(
  row: Row,
  dated: Omit<LegalParameter, 'key' | 'label' | 'value' | 'unit' | 'legalRef'>,
): LegalParameter {
  const [key, label, value, unit, legalRef] = row
  return { key, label, value, unit, legalRef, ...dated }
}

export const arrearsParameters: readonly LegalParameter[] = [
  {
    key: 'arrears.b.clock-from-switch',
    label: 'Défauts antérieurs à 2027 : le délai ne court que du changement de régime',
    value: 0,
    unit: 'boolean',
    validFrom: '2027-01-01',
    validTo: null,
    legalRef: 'règle transitoire inconnue',
    sourceDate: '2026-11-21',
    confidence: 'general-knowledge',
  },
  {
    key: 'arrears.b.fsl-months',
    label: 'Décision du FSL saisi par la CCAPEX (0 : aucune échéance annoncée)',
    value: 0,
    unit: 'months',
    validFrom: '2027-01-01',
    validTo: null,
    legalRef: 'délai non trouvé ; décrets 2026-83 et 2026-84 non lus',
    sourceDate: '2026-11-21',
    confidence: 'general-knowledge',
  },
  ...regimeA.map((row) =>
    parameter(row, {
      validFrom: '2016-09-01',
      validTo: '2026-12-31',
      sourceDate: '2026-11-21',
      confidence: 'verified',
    }),
  ),
  ...regimeB.map((row) =>
    parameter(row, {
      validFrom: '2027-01-01',
      validTo: null,
      sourceDate: '2026-02-13',
      confidence: 'secondary',
    }),
  ),
  ...bothRegimes.map((row) =>
    parameter(row, {
      validFrom: '2016-09-01',
      validTo: null,
      sourceDate: '2026-11-21',
      confidence: confidenceOf(row),
    }),
  ),
  ...practice.map((row) =>
    parameter(row, {
      validFrom: '2016-09-01',
      validTo: null,
      sourceDate: '2026-11-21',
      confidence: 'general-knowledge',
    }),
  ),
]
