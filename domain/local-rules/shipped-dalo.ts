import type { DaloRule } from '#domain/local-rules/dalo-rule.ts'
import type { FoundRule } from '#domain/local-rules/kinds.ts'

const shipped = (
  names: Readonly<Record<string, string>>,
  rule: Omit<DaloRule, 'longWaitMonths' | 'notes'>,
  source: Pick<FoundRule<DaloRule>, 'source' | 'sourceDate' | 'confidence'>,
): FoundRule<DaloRule>[] =>
  Object.entries(names).map(([territoryCode, territoryName]) => ({
    territoryCode,
    territoryName,
    isShipped: true,
    number: null,
    validFrom: null,
    ...source,
    rule: { ...rule, longWaitMonths: null, notes: null },
  }))

const overseas = shipped(
  { '971': 'Guadeloupe', '972': 'Martinique', '973': 'Guyane', '974': 'La Réunion', '976': 'Mayotte' },
  { isOverseas: true, hasLargeAgglomeration: null },
  { source: 'CCH R.441-15, R.441-16-1', sourceDate: '2017-01-21', confidence: 'older-text' },
)

// Urban units of more than 300 000 inhabitants are known here without the table of Insee having been read.
const largeAgglomerations = shipped(
  {
    '06': 'Alpes-Maritimes',
    '13': 'Bouches-du-Rhône',
    '31': 'Haute-Garonne',
    '33': 'Gironde',
    '34': 'Hérault',
    '35': 'Ille-et-Vilaine',
    '38': 'Isère',
    '42': 'Loire',
    '44': 'Loire-Atlantique',
    '59': 'Nord',
    '62': 'Pas-de-Calais',
    '67': 'Bas-Rhin',
    '69': 'Rhône',
    '75': 'Paris',
    '76': 'Seine-Maritime',
    '77': 'Seine-et-Marne',
    '78': 'Yvelines',
    '83': 'Var',
    '91': 'Essonne',
    '92': 'Hauts-de-Seine',
    '93': 'Seine-Saint-Denis',
    '94': 'Val-de-Marne',
    '95': 'Val-d’Oise',
  },
  { isOverseas: false, hasLargeAgglomeration: true },
  {
    source: 'CCH R.441-16-1 ; unité urbaine de plus de 300 000 habitants, à vérifier auprès de l’Insee',
    sourceDate: '2026-11-21',
    confidence: 'general-knowledge',
  },
)

/** By département. One that is not here is unknown: the screen asks, nothing is assumed. */
export const shippedDaloRules: readonly FoundRule<DaloRule>[] = [...overseas, ...largeAgglomerations]

/** What Palier ships for a département; an organisation's own rule, read by the server, comes before it. */
export const findShippedDaloRule = (departementCode: string): FoundRule<DaloRule> | null =>
  shippedDaloRules.find(({ territoryCode }) => territoryCode === departementCode) ?? null
