import type { LegalParameter } from '#domain/legal-parameter.ts'
import { overTime, source } from '#domain/legal-parameters/dated-rows.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const openfisca: PlainDate = '2026-07-23'
const rsaText = source('CASF L.262-2, R.262-9, R.262-10', openfisca, 'verified')
const rsaAge = source('CASF L.262-4 : non relu', '2026-11-22', 'general-knowledge')
const aahText = source('CSS L.821-3, D.821-1 à D.821-2', openfisca, 'verified')
const aspaText = source('CSS L.815-1, D.815-1', openfisca, 'verified')

const rsa = [
  ...overTime(
    'rsa.lodging-rate-1',
    'RSA, forfait logement, une personne (part de son montant)',
    'basis-points',
    rsaText,
    [['2023-04-01', 1_200]],
  ),
  ...overTime(
    'rsa.lodging-rate-2',
    'RSA, forfait logement, deux personnes (part de leur montant)',
    'basis-points',
    rsaText,
    [['2023-04-01', 1_600]],
  ),
  ...overTime(
    'rsa.lodging-rate-3',
    'RSA, forfait logement, trois personnes ou plus (part du montant de trois)',
    'basis-points',
    rsaText,
    [['2023-04-01', 1_650]],
  ),
  ...overTime('rsa.least-paid', 'RSA, montant minimal versé', 'cents', rsaText, [['2023-04-01', 600]]),
  ...overTime('rsa.least-age', 'RSA, âge minimal sans enfant à charge', 'count', rsaAge, [
    ['2023-04-01', 25],
  ]),
]

const allowances = [
  ...overTime('aah.maximum', 'AAH, montant mensuel maximal', 'cents', aahText, [
    ['2024-04-01', 101_605],
    ['2025-04-01', 103_332],
    ['2026-04-01', 104_159],
  ]),
  ...overTime('aah.couple-rate', 'AAH, plafond d’un couple', 'basis-points', aahText, [
    ['2024-04-01', 18_100],
  ]),
  ...overTime('aspa.single', 'ASPA, montant annuel d’une personne seule', 'cents', aspaText, [
    ['2024-01-01', 1_214_427],
    ['2025-01-01', 1_241_144],
    ['2026-01-01', 1_252_314],
  ]),
  ...overTime('aspa.couple', 'ASPA, montant annuel d’un couple', 'cents', aspaText, [
    ['2024-01-01', 1_885_402],
    ['2025-01-01', 1_926_880],
    ['2026-01-01', 1_944_221],
  ]),
  ...overTime(
    'aspa.age',
    'ASPA, âge minimal',
    'count',
    source('CSS L.815-1 : l’âge suit celui de la retraite, à vérifier', openfisca, 'secondary'),
    [['2024-01-01', 65]],
  ),
]

const slsText = source('CCH L.441-3 à L.441-15, R.441-20, R.441-21', '2020-01-01', 'older-text')
const slsCeiling = source(
  'CCH L.441-4 ; « Plafond du SLS en 2026 », La Gazette des communes',
  '2026-01-01',
  'secondary',
)
const since2020: PlainDate = '2020-01-01'

const references: readonly (readonly [zone: string, label: string, cents: number])[] = [
  ['paris', 'Paris et communes limitrophes', 278],
  ['agglomeration', 'reste de l’agglomération parisienne, villes nouvelles', 222],
  ['large', 'reste de l’Île-de-France, agglomérations de plus de 100 000 habitants', 111],
  ['elsewhere', 'autres communes', 28],
]
const squareMetres: readonly (readonly [zone: string, label: string, cents: number])[] = [
  ['core', 'Paris et cinq communes', 2_759],
  ['1-bis', 'reste de la zone 1 bis', 1_878],
  ['1', 'zone 1', 1_726],
  ['2', 'zone 2', 1_270],
  ['corsica', 'Corse', 1_120],
  ['overseas', 'outre-mer', 1_132],
  ['3', 'reste de la zone 3', 1_154],
]

const rentSupplement = [
  ...overTime('sls.least-excess', 'SLS, dépassement minimal du plafond (en points)', 'count', slsText, [
    [since2020, 20],
  ]),
  ...overTime('sls.rate-20', 'SLS, coefficient à 20 points', 'hundred-thousandths', slsText, [
    [since2020, 27_000],
  ]),
  ...overTime('sls.rate-step-21', 'SLS, par point de 21 à 59', 'hundred-thousandths', slsText, [
    [since2020, 6_000],
  ]),
  ...overTime('sls.rate-step-60', 'SLS, par point de 60 à 149', 'hundred-thousandths', slsText, [
    [since2020, 8_000],
  ]),
  ...overTime('sls.rate-step-150', 'SLS, par point à partir de 150', 'hundred-thousandths', slsText, [
    [since2020, 10_000],
  ]),
  ...overTime('sls.rent-cap', 'SLS, plafond du loyer et du supplément', 'basis-points', slsText, [
    [since2020, 3_000],
  ]),
  ...references.flatMap(([zone, label, cents]) =>
    overTime(`sls.reference.${zone}`, `SLS, supplément de référence par m², ${label}`, 'cents', slsText, [
      [since2020, cents],
    ]),
  ),
  ...squareMetres.flatMap(([zone, label, cents]) =>
    overTime(
      `sls.square-metre.${zone}`,
      `SLS, plafond par m² du loyer et du supplément, ${label}`,
      'cents',
      slsCeiling,
      [['2026-01-01', cents]],
    ),
  ),
]

const youngCouple = overTime(
  'social-housing.young-couple-ages',
  'Logement social, jeune ménage : somme des âges au plus',
  'count',
  source('Arrêté du 29 juillet 1987, art. 2', '2023-01-01', 'secondary'),
  [['2018-01-01', 55]],
)

/** What the estimates of rights read besides the housing aid, the RSA scale and the ceilings. */
export const rightsParameters: readonly LegalParameter[] = [
  ...rsa,
  ...allowances,
  ...rentSupplement,
  ...youngCouple,
]
