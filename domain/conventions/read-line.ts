import {
  type ImportColumn,
  type ImportLayout,
  importColumnLabels,
  neededColumns,
} from '#domain/conventions/import-columns.ts'
import {
  type ConventionKind,
  type ConventionLevel,
  conventionKindLabels,
  conventionLevelLabels,
  type PartyRole,
  partyRoleLabels,
  type Renewal,
  renewalLabels,
} from '#domain/conventions/kinds.ts'
import { type EnvelopeKind, envelopeKindLabels } from '#domain/envelopes/kinds.ts'
import { type FundingField, fundingFieldLabels } from '#domain/funding/kinds.ts'
import { foldHeader } from '#domain/imports/columns.ts'
import { problemMessage } from '#domain/imports/problem-message.ts'
import {
  type Cell,
  type Reading,
  readAmountCell,
  readDateCell,
  readInteger,
  readReference,
  readText,
} from '#domain/imports/readers.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'

/** One line of a list of conventions; territories and partners still by name. */
export type ConventionLine = {
  reference: string
  title: string
  kind: ConventionKind
  framework: string | null
  level: ConventionLevel | null
  partners: string[]
  role: PartyRole
  signatory: string | null
  signedOn: PlainDate | null
  startsOn: PlainDate | null
  endsOn: PlainDate | null
  renewal: Renewal
  noticeDays: number | null
  territories: string[]
  fields: FundingField[]
  amountCents: Cents | null
  envelopeKind: EnvelopeKind
}

export type LineProblem = { column: string; value: string | null; reason: string }
export type ReadLine =
  | { line: ConventionLine; problems?: undefined }
  | { problems: LineProblem[]; line?: undefined }

/** Of a tacit renewal, when a list does not say. */
export const usualRenewalMonths = 12
const longestNoticeDays = 3_650

/** Reads a line whole and tells everything that is wrong with it at once. */
export const readConventionLine = (layout: ImportLayout, cells: readonly Cell[]): ReadLine => {
  const problems: LineProblem[] = []
  const tell = (column: ImportColumn, reason: string) => {
    const value = String(cellOf(column) ?? '')
    problems.push({ column: importColumnLabels[column], value: value.slice(0, 80) || null, reason })
  }
  const cellOf = (column: ImportColumn): Cell => {
    const at = layout[column]
    return at === undefined ? null : cells[at]
  }
  const read = <T>(column: ImportColumn, reader: (cell: Cell) => Reading<T>): T | null => {
    const { value, problem } = reader(cellOf(column))
    if (problem === undefined) return value
    tell(column, problemMessage(problem, importColumnLabels[column], cellOf(column)))
    return null
  }
  const choose = <T extends string>(column: ImportColumn, words: Readonly<Record<T, readonly string[]>>) => {
    const text = read(column, readText)
    if (text === null) return null
    const found = findWord(words, text)
    if (!found) tell(column, `${importColumnLabels[column]} : « ${text} » n’est pas connu.`)
    return found ?? null
  }
  const listOf = (column: ImportColumn): string[] => splitList(read(column, (cell) => readText(cell, 2_000)))

  const fields = listOf('fields').flatMap((text) => {
    const found = findWord(fieldWords, text)
    if (!found) tell('fields', `Domaines : « ${text} » n’est pas un domaine d’intervention connu.`)
    return found ? [found] : []
  })
  const line: ConventionLine = {
    reference: read('reference', readReference) ?? '',
    title: read('title', readText) ?? '',
    kind: choose('kind', kindWords) ?? 'application',
    framework: read('framework', readReference),
    level: choose('level', levelWords),
    partners: listOf('partners'),
    role: choose('role', roleWords) ?? 'funder',
    signatory: read('signatory', readText),
    signedOn: read('signedOn', readDateCell),
    startsOn: read('startsOn', readDateCell),
    endsOn: read('endsOn', readDateCell),
    renewal: choose('renewal', renewalWords) ?? 'none',
    noticeDays: read('noticeDays', readInteger),
    territories: listOf('territories'),
    fields: [...new Set(fields)],
    amountCents: read('amount', readAmountCell),
    envelopeKind: choose('envelopeKind', envelopeWords) ?? 'flow',
  }
  for (const column of neededColumns)
    if (line[column].length === 0 && !problems.some((one) => one.column === importColumnLabels[column]))
      tell(column, `${importColumnLabels[column]} : la valeur est obligatoire.`)
  const start = line.startsOn ?? line.signedOn
  if (start && line.endsOn && line.endsOn < start)
    tell('endsOn', 'Date de fin : elle précède le début de la convention.')
  if (line.amountCents !== null && line.amountCents <= 0)
    tell('amount', 'Montant enveloppe : il doit être supérieur à zéro.')
  if (line.noticeDays !== null && (line.noticeDays < 0 || line.noticeDays > longestNoticeDays))
    tell('noticeDays', 'Préavis (jours) : un nombre de jours entre 0 et 3 650 est attendu.')
  return problems.length > 0 ? { problems } : { line }
}

const splitList = (text: string | null): string[] => [
  ...new Set(
    (text ?? '')
      .split(/[|;\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
]

type Words<T extends string> = Readonly<Record<T, readonly string[]>>

const findWord = <T extends string>(words: Words<T>, text: string): T | undefined => {
  const folded = foldHeader(text)
  return (Object.keys(words) as T[]).find(
    (key) => key === text || words[key].some((word) => foldHeader(word) === folded),
  )
}

/** The label on screen, and what lists of partners write. */
const wordsOf = <T extends string>(
  labels: Readonly<Record<T, string>>,
  others: Partial<Record<T, readonly string[]>>,
): Words<T> =>
  Object.fromEntries(
    (Object.keys(labels) as T[]).map((key) => [key, [labels[key], ...(others[key] ?? [])]]),
  ) as unknown as Words<T>

const kindWords = wordsOf(conventionKindLabels, {
  framework: ['cadre', 'nationale', 'convention-cadre'],
  application: ['application', 'locale', 'convention locale'],
})
const levelWords = wordsOf(conventionLevelLabels, {
  national: ['national', 'france'],
  regional: ['régional', 'région'],
  departmental: ['départemental', 'département'],
  epci: ['epci', 'intercommunal', 'agglomération', 'métropole'],
  local: ['local', 'locale', 'communal', 'commune', 'ville'],
  landlord: ['hlm', 'bailleur'],
})
const roleWords = wordsOf(partyRoleLabels, {
  client: ['maître d’ouvrage', 'client', 'donneur d’ordre'],
})
const renewalWords = wordsOf(renewalLabels, {
  none: ['non', 'aucun', 'sans'],
  tacit: ['tacite', 'oui', 'automatique'],
  express: ['expresse', 'express', 'sur demande'],
})
const envelopeWords = wordsOf(envelopeKindLabels, {
  flow: ['flux', 'annuelle', 'production'],
  stock: ['encours', 'stock', 'rotative', 'caisse d’avance'],
})
const fieldWords = wordsOf<FundingField>(fundingFieldLabels, {
  'energy-precarity': ['énergie', 'habiter mieux', 'rénovation énergétique'],
  adaptation: ['autonomie', 'vieillissement', 'handicap', 'adaptation du logement'],
  improvement: ['copropriétés', 'copropriétés en difficulté', 'amélioration', 'amélioration de l’habitat'],
  'unfit-housing': ['habitat indigne', 'logement indigne', 'insalubrité'],
  'social-housing-sale': ['vente hlm'],
  'social-ownership': ['accession', 'accession sociale'],
  'rural-ownership': ['accession rurale'],
  'housing-revival': ['revitalisation', 'centres bourgs'],
  'urban-renewal-ownership': ['renouvellement urbain'],
  'specific-groups-ownership': ['populations spécifiques'],
})
