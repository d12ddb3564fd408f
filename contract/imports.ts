import { z } from 'zod'
import { capability, command, download, query, upload } from '#contract/endpoint.ts'
import {
  Id,
  Instant,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { WorkView } from '#contract/work.ts'
import { importTargets } from '#domain/imports/fields.ts'

export const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const
export const delimiters = [';', ',', '\t', '|'] as const

/** How the bytes of a file are read. */
export const FileFormat = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('csv'),
    encoding: z.enum(encodings),
    delimiter: z.enum(delimiters),
    headerLine: z.int().min(1).max(50),
  }),
  z.object({
    kind: z.literal('xlsx'),
    sheetPath: z.string().max(300),
    sheetName: z.string().max(200),
    /** Spreadsheets of old Macintoshes count days from 1904. */
    startsIn1904: z.boolean(),
    headerLine: z.int().min(1).max(50),
  }),
])
export type FileFormat = z.output<typeof FileFormat>

/** A sheet of a workbook; one without headers and a line is empty. */
const Sheet = z.object({ path: z.string(), name: z.string(), isEmpty: z.boolean() })
export type Sheet = z.output<typeof Sheet>

export const Target = z.enum(importTargets)
/** Column number (from 0) by field. */
export const Columns = z.record(z.string().max(60), z.int().min(0).max(999))

const Told = z.object({ column: z.string().nullable(), value: z.string().nullable(), reason: z.string() })

/** One of the first lines of the file: as printed, and as understood. */
const SampleLine = z.object({
  line: z.int(),
  cells: z.array(z.string()),
  understood: z.record(z.string(), z.string()),
  /** Why the line cannot be kept. */
  problems: z.array(Told),
  /** What the line is kept without. */
  warnings: z.array(Told),
})

export const Reading = z.object({
  headers: z.array(z.string()),
  lines: z.array(SampleLine),
  /** Required fields without a column. */
  missing: z.array(z.string()),
  doubtful: z.array(z.string()),
  /** What the user should know before going on, in French. */
  notes: z.array(z.string()),
})
export type Reading = z.output<typeof Reading>

export const entities = ['building', 'dwelling', 'tenancy', 'person', 'entry'] as const
const Fates = z.object({
  created: z.int().min(0),
  changed: z.int().min(0),
  leftAlone: z.int().min(0),
})
export const Report = z.object({
  linesRead: z.int().min(0),
  linesRejected: z.int().min(0),
  /** Values left out of lines that are kept. */
  warnings: z.int().min(0).default(0),
  /** Ledger lines for which an identifier had to be derived. */
  identifiersDerived: z.int().min(0),
  fates: z.partialRecord(z.enum(entities), Fates),
})
export type Report = z.output<typeof Report>

export const importSteps = ['columns', 'rehearsal', 'application', 'report'] as const

const ImportLine = z.object({
  id: Id,
  fileName: z.string(),
  sizeBytes: z.int(),
  target: Target.nullable(),
  source: z.string(),
  startedBy: z.string(),
  startedAt: Instant,
  /** Where the user stands; `report` once applied. */
  step: z.enum(importSteps),
  work: WorkView.nullable(),
})

const ImportView = ImportLine.extend({
  version: Version,
  format: FileFormat,
  headers: z.array(z.string()),
  columns: Columns,
  /** The columns come from an earlier file with the same headers. */
  remembered: z.boolean(),
  columnsChosen: z.boolean(),
  rehearsal: Report.nullable(),
  outcome: Report.nullable(),
})
export type ImportView = z.output<typeof ImportView>

export const findingFates = ['rejected', 'warned', 'changed'] as const

export const Finding = z.object({
  line: z.int(),
  rank: z.int(),
  fate: z.enum(findingFates),
  column: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.string(),
})

const running = {
  'work-running': 'Un traitement de ce fichier est en cours : attendez sa fin ou arrêtez-le.',
} as const
const applied = { 'already-applied': 'Ce fichier a déjà été appliqué.' } as const

export const unreadable = {
  'empty-file': 'Ce fichier est vide ou n’a que des titres de colonnes.',
  'pdf-file':
    'Ce fichier est un PDF. Exportez la liste en CSV ou en Excel (.xlsx) depuis votre logiciel, puis déposez-la ici.',
  'old-excel':
    'Ce fichier est à l’ancien format Excel (.xls) ou protégé par un mot de passe. Ouvrez-le, enregistrez-le en .xlsx ou en CSV sans mot de passe, puis déposez-le ici.',
  'not-a-table': 'Ce fichier n’est ni un CSV ni un classeur Excel (.xlsx) : rien n’a pu être lu.',
  'other-archive':
    'Ce fichier est une archive ou un classeur d’un autre format (.ods, .xlsb, .zip). Ouvrez-le, enregistrez-le en .xlsx ou en CSV, puis déposez-le ici.',
  'web-page':
    'Ce fichier est une page web (HTML) ou du XML, même si son nom dit autre chose. Ouvrez-le dans Excel ou LibreOffice, enregistrez-le en .xlsx ou en CSV, puis déposez-le ici.',
  'broken-workbook':
    'Ce classeur Excel est abîmé ou incomplet. Enregistrez-le de nouveau depuis Excel ou LibreOffice.',
  'workbook-too-large':
    'Ce classeur Excel, une fois décompressé, dépasse la taille permise. Enregistrez-le en CSV : un CSV n’a pas de limite de lignes.',
  'too-many-columns':
    'Ce fichier a plus de 300 colonnes. Gardez les colonnes utiles, puis déposez-le de nouveau.',
  'line-too-long':
    'Une ligne de ce fichier dépasse un million de caractères : un guillemet n’est sans doute pas refermé.',
  'quote-not-closed':
    'Un guillemet (") est ouvert et n’est jamais refermé : fermez-le ou retirez-le, puis déposez de nouveau le fichier.',
  'header-not-found': 'La ligne des titres indiquée n’existe pas dans ce fichier.',
} as const
export type Unreadable = keyof typeof unreadable

export const imports = capability('imports', {
  start: upload({
    action: 'import-portfolio',
    summary: 'Déposer un fichier du bailleur (CSV ou XLSX) et reconnaître ses colonnes',
    input: z.object({}),
    output: z.object({ importId: Id }),
    refusals: unreadable,
  }),
  list: query({
    action: 'read-imports',
    summary: 'Les imports, les plus récents d’abord',
    input: z.object(PageRequest),
    output: pageOf(ImportLine),
  }),
  get: query({
    action: 'read-imports',
    summary: 'Un import : son fichier, ses colonnes, sa répétition, son compte rendu',
    input: z.object({ importId: Id }),
    output: ImportView,
    refusals: unknownRecord,
  }),
  preview: query({
    action: 'import-portfolio',
    summary: 'Les premières lignes comme elles seraient comprises avec ces colonnes',
    input: z.object({
      importId: Id,
      /** Null: as the headers tell, or as it was chosen for a file of the same form. */
      target: Target.nullable(),
      format: FileFormat,
      /** Looks for the line of the headers, on a sheet just chosen. */
      findsHeader: z.boolean().default(false),
      columns: Columns.nullable(),
    }),
    output: Reading.extend({ target: Target, format: FileFormat, columns: Columns, sheets: z.array(Sheet) }),
    refusals: { ...unknownRecord, ...unreadable },
  }),
  chooseColumns: command({
    action: 'import-portfolio',
    summary: 'Fixer ce que contient le fichier et le sens de ses colonnes',
    input: z.object({
      importId: Id,
      version: Version,
      target: Target,
      source: shortText(60),
      format: FileFormat,
      columns: Columns,
    }),
    output: ImportView,
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      ...running,
      ...applied,
      ...unreadable,
      'missing-columns': 'Il manque des colonnes obligatoires.',
      'column-used-twice': 'Une même colonne est prise pour deux informations.',
      'unknown-column': 'Une colonne indiquée n’existe pas dans ce fichier.',
    },
  }),
  rehearse: command({
    action: 'import-portfolio',
    summary: 'Répéter l’import : tout lire et tout compter, sans rien changer',
    input: z.object({ importId: Id }),
    output: z.object({ workId: Id }),
    refusals: {
      ...unknownRecord,
      ...running,
      ...applied,
      'columns-not-chosen': 'Vérifiez d’abord les colonnes.',
    },
  }),
  apply: command({
    action: 'import-portfolio',
    summary: 'Appliquer l’import répété',
    input: z.object({ importId: Id, keepGoodLines: z.boolean() }),
    output: z.object({ workId: Id }),
    refusals: {
      ...unknownRecord,
      ...running,
      ...applied,
      'not-rehearsed': 'Lancez d’abord la répétition : elle montre ce que l’import changerait.',
      'has-rejected-lines': 'Des lignes sont rejetées. Confirmez que vous importez les autres.',
      'nothing-to-apply': 'Aucune ligne de ce fichier ne peut être importée.',
    },
  }),
  cancel: command({
    action: 'import-portfolio',
    summary: 'Arrêter le traitement en cours de cet import',
    input: z.object({ importId: Id }),
    output: ImportView,
    refusals: { ...unknownRecord, 'nothing-running': 'Aucun traitement n’est en cours.' },
  }),
  listFindings: query({
    action: 'import-portfolio',
    summary: 'Les lignes rejetées, gardées sans une valeur ou changées, avec leur raison',
    input: z.object({ importId: Id, fate: z.enum(findingFates).optional(), ...PageRequest }),
    output: pageOf(Finding),
    refusals: unknownRecord,
  }),
  downloadFindings: download({
    action: 'import-portfolio',
    summary: 'Les lignes rejetées, gardées sans une valeur ou changées, en CSV',
    input: z.object({ importId: Id }),
    refusals: unknownRecord,
  }),
})
