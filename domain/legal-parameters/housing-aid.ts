import type { LegalParameter, ParameterUnit } from '#domain/legal-parameter.ts'
import { overTime, type Source, source } from '#domain/legal-parameters/dated-rows.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const code = 'CCH D.823-16, D.823-17, arrêté du 27 septembre 2019'
const revised = source(`${code}, modifié par celui du 5 septembre 2025`, '2026-07-23', 'verified')
const yearly = source(`${code}, modifié par celui du 30 décembre 2024`, '2026-07-23', 'verified')
const rlsText = source('CCH L.442-2-1 ; montants lus dans openfisca-france', '2026-07-23', 'verified')

const oct2024: PlainDate = '2024-10-01'
const oct2025: PlainDate = '2025-10-01'
const since2019: PlainDate = '2019-09-01'
const zones = ['i', 'ii', 'iii'] as const
const zoneNames = { i: 'zone I', ii: 'zone II', iii: 'zone III' }

const sizes = {
  single: 'personne seule',
  couple: 'couple sans personne à charge',
  'one-dependant': 'une personne à charge',
  'further-dependant': 'par personne à charge en plus',
}
type Size = keyof typeof sizes

/** Cents by zone, of 1 October 2024 then of 1 October 2025. */
const ceilings: Readonly<Record<Size, readonly (readonly [number, number, number])[]>> = {
  single: [
    [32_971, 28_735, 26_932],
    [33_314, 29_034, 27_212],
  ],
  couple: [
    [39_764, 35_172, 32_648],
    [40_178, 35_538, 32_988],
  ],
  'one-dependant': [
    [44_943, 39_577, 36_607],
    [45_410, 39_989, 36_988],
  ],
  'further-dependant': [
    [6_521, 5_761, 5_247],
    [6_589, 5_821, 5_301],
  ],
}

const rentCeilings = Object.entries(ceilings).flatMap(([size, rows]) =>
  zones.flatMap((zone, column) =>
    overTime(
      `housing-aid.rent-ceiling.${zone}.${size}`,
      `Aide au logement, loyer plafond, ${zoneNames[zone]}, ${sizes[size as Size]}`,
      'cents',
      revised,
      [
        [oct2024, rows[0]?.[column] ?? 0],
        [oct2025, rows[1]?.[column] ?? 0],
      ],
    ),
  ),
)

/** TF in basis points, then R0 in euros of 1 January 2024 and 2025. */
const participation: readonly (readonly [key: string, label: string, tf: number, r0: [number, number]])[] = [
  ['single', 'personne seule', 283, [5_186, 5_235]],
  ['couple', 'couple sans personne à charge', 315, [7_430, 7_501]],
  ['1', 'une personne à charge', 270, [8_862, 8_947]],
  ['2', 'deux personnes à charge', 238, [9_061, 9_148]],
  ['3', 'trois personnes à charge', 201, [9_408, 9_498]],
  ['4', 'quatre personnes à charge', 185, [9_758, 9_851]],
  ['5', 'cinq personnes à charge', 179, [10_105, 10_202]],
  ['6', 'six personnes à charge', 173, [10_454, 10_554]],
  ['more', 'par personne à charge en plus', -6, [343, 346]],
]

const byFamily = participation.flatMap(([key, label, tf, r0]) => [
  ...overTime(`housing-aid.tf.${key}`, `Aide au logement, taux TF, ${label}`, 'basis-points', yearly, [
    [since2019, tf],
  ]),
  ...overTime(`housing-aid.r0.${key}`, `Aide au logement, abattement R0, ${label}`, 'cents', yearly, [
    ['2024-01-01', r0[0] * 100],
    ['2025-01-01', r0[1] * 100],
  ]),
])

type Row = [key: string, label: string, value: number, unit: ParameterUnit]
const standing = (from: Source, rows: readonly Row[]) =>
  rows.flatMap(([key, label, value, unit]) =>
    overTime(`housing-aid.${key}`, `Aide au logement, ${label}`, unit, from, [[since2019, value]]),
  )

const revisedAmounts = [
  ...overTime('housing-aid.charges', 'Aide au logement, forfait charges', 'cents', revised, [
    [oct2024, 5_997],
    [oct2025, 6_059],
  ]),
  ...overTime(
    'housing-aid.charges-dependant',
    'Aide au logement, forfait charges par personne à charge',
    'cents',
    revised,
    [
      [oct2024, 1_360],
      [oct2025, 1_374],
    ],
  ),
  ...overTime(
    'housing-aid.charges-shared-single',
    'Aide au logement, forfait charges d’un colocataire seul',
    'cents',
    revised,
    [[oct2025, 3_029]],
  ),
  ...overTime(
    'housing-aid.minimum-participation',
    'Aide au logement, participation minimale',
    'cents',
    revised,
    [
      [oct2024, 3_915],
      [oct2025, 3_956],
    ],
  ),
]

const formula = standing(yearly, [
  ['participation-rate', 'participation minimale, part du loyer et des charges', 850, 'basis-points'],
  ['tl.first-threshold', 'TL, premier seuil du rapport RL', 4_500, 'basis-points'],
  ['tl.second-threshold', 'TL, second seuil du rapport RL', 7_500, 'basis-points'],
  ['tl.first-rate', 'TL, taux entre les deux seuils', 45, 'basis-points'],
  ['tl.second-rate', 'TL, taux au-delà du second seuil', 68, 'basis-points'],
  ['resources-step', 'ressources arrondies au-dessus par pas de', 10_000, 'cents'],
  ['room-rate', 'chambre, part du plafond d’une personne seule', 9_000, 'basis-points'],
  ['lodged-rate', 'logé chez un particulier, part du plafond d’une personne seule', 7_500, 'basis-points'],
  ['shared-rate', 'colocation, part du plafond', 7_500, 'basis-points'],
  ['k1.i', 'dégressivité, premier multiple du plafond, zone I', 340_000, 'hundred-thousandths'],
  ['k2.i', 'dégressivité, second multiple du plafond, zone I', 400_000, 'hundred-thousandths'],
  ['k1.other', 'dégressivité, premier multiple du plafond, zones II et III', 250_000, 'hundred-thousandths'],
  ['k2.other', 'dégressivité, second multiple du plafond, zones II et III', 310_000, 'hundred-thousandths'],
  ['flat-reduction', 'minoration forfaitaire', 500, 'cents'],
  ['crds-rate', 'CRDS', 50, 'basis-points'],
  ['rls-share', 'part de la RLS retirée de l’aide', 9_800, 'basis-points'],
  ['least-paid.al', 'seuil de versement (ALF, ALS)', 1_000, 'cents'],
  ['least-paid.apl', 'seuil de versement (APL)', 0, 'cents'],
])

const unread = standing(
  source('CCH R.823-4, R.822-4 : lus dans aucun texte ici', '2026-11-22', 'general-knowledge'),
  [
    ['dependant-age', 'âge jusqu’auquel un enfant est à charge', 21, 'count'],
    ['professional-rate', 'abattement sur les salaires et les pensions', 1_000, 'basis-points'],
  ],
)

const rlsAmounts: Readonly<Record<Size, readonly [number, number, number]>> = {
  single: [3_599, 3_158, 2_957],
  couple: [4_351, 3_856, 3_580],
  'one-dependant': [4_909, 4_306, 4_004],
  'further-dependant': [703, 626, 564],
}
/** Monthly euros by zone. */
const rlsCeilings: readonly (readonly [key: string, label: string, euros: [number, number, number]])[] = [
  ['single', 'personne seule', [970, 905, 878]],
  ['couple', 'couple sans personne à charge', [1_168, 1_104, 1_068]],
  ['1', 'une personne à charge', [1_486, 1_408, 1_366]],
  ['2', 'deux personnes à charge', [1_768, 1_677, 1_628]],
  ['3', 'trois personnes à charge', [2_165, 2_059, 1_989]],
  ['4', 'quatre personnes à charge', [2_497, 2_377, 2_298]],
  ['5', 'cinq personnes à charge', [2_781, 2_646, 2_555]],
  ['6', 'six personnes à charge', [3_079, 2_929, 2_830]],
  ['more', 'par personne à charge en plus', [300, 282, 262]],
]

const rls = zones.flatMap((zone, column) => [
  ...Object.entries(rlsAmounts).flatMap(([size, amounts]) =>
    overTime(
      `rls.amount.${zone}.${size}`,
      `RLS, montant, ${zoneNames[zone]}, ${sizes[size as Size]}`,
      'cents',
      rlsText,
      [['2026-06-01', amounts[column] ?? 0]],
    ),
  ),
  ...rlsCeilings.flatMap(([key, label, euros]) =>
    overTime(
      `rls.ceiling.${zone}.${key}`,
      `RLS, plafond mensuel de ressources, ${zoneNames[zone]}, ${label}`,
      'cents',
      rlsText,
      [['2026-01-01', (euros[column] ?? 0) * 100]],
    ),
  ),
])

/** Housing aid of tenants (APL, ALF, ALS), metropolitan France, and the RLS of social landlords. */
export const housingAidParameters: readonly LegalParameter[] = [
  ...rentCeilings,
  ...revisedAmounts,
  ...byFamily,
  ...formula,
  ...unread,
  ...rls,
]
