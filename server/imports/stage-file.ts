import { ledgerLineReader } from '#domain/imports/ledger-line.ts'
import type { Understood } from '#domain/imports/read-cells.ts'
import type { Cell } from '#domain/imports/readers.ts'
import { stockLineReader } from '#domain/imports/stock-line.ts'
import { copyLines } from '#server/imports/copy-lines.ts'
import {
  firstWarningRank,
  keepFindings,
  mostFindings,
  mostWarnings,
  type NewFinding,
} from '#server/imports/findings.ts'
import type { ImportCursor } from '#server/imports/import-cursor.ts'
import type { ImportRecord } from '#server/imports/import-record.ts'
import type { ImportRun } from '#server/imports/import-run.ts'
import { isBlank, type Row } from '#server/imports/row.ts'
import { shapeCheck, type Told } from '#server/imports/shape-check.ts'
import { stageLedgerLines } from '#server/imports/stage-ledger.ts'
import { stageStockLines } from '#server/imports/stage-stock.ts'
import { copyWriter } from '#server/imports/staged-columns.ts'
import { readTable } from '#server/imports/table-rows.ts'

const linesPerBatch = 8_000

/** Reads the file and puts its lines where they wait, batch by batch; goes on from the last batch written. */
export const stageFile = async (run: ImportRun, from: ImportCursor): Promise<ImportCursor> => {
  const { record, house, progress } = run
  let cursor = from
  const batch = new Batch(record, from.warnings)
  const flush = async () => {
    cursor = await run.inBatch(async (client) => batch.write(client, run, cursor))
  }
  for await (const { rows, doneBytes } of readTable(
    house.files.localPath(record.storageKey),
    record.format,
  )) {
    for (const row of rows) if (row.line > Math.max(record.format.headerLine, from.line)) batch.add(row)
    if (batch.size < linesPerBatch) continue
    await flush()
    await run.stopIfAsked()
    await progress.report(Math.min(doneBytes, record.sizeBytes), record.sizeBytes, 'Lecture du fichier')
  }
  await flush()
  return cursor
}

/** Lines understood and lines rejected, until there are enough of them for a transaction. */
class Batch {
  readonly #record: ImportRecord
  readonly #understand: (cells: readonly Cell[]) => Understood<Record<string, unknown>>
  readonly #shape: ReturnType<typeof shapeCheck>
  readonly #format: (line: number, values: Readonly<Record<string, unknown>>) => string
  #chunks: string[] = []
  #text = ''
  #read = 0
  #lastLine = 0
  #findings: NewFinding[] = []
  #rejected = 0
  #warnings = 0
  #warningsBefore: number

  constructor(record: ImportRecord, warningsBefore: number) {
    this.#warningsBefore = warningsBefore
    this.#shape = shapeCheck(record)
    this.#record = record
    this.#understand =
      record.target === 'ledger'
        ? ledgerLineReader(record.layout)
        : stockLineReader(record.target, record.layout)
    this.#format = copyWriter(record.target)
  }

  get size(): number {
    return this.#read
  }

  add({ line, cells }: Row): void {
    if (isBlank(cells)) return
    this.#read++
    this.#lastLine = line
    const misshapen = this.#shape(cells)
    const understood = misshapen ? { problems: [misshapen] } : this.#understand(cells)
    if (understood.problems) this.#reject(line, understood.problems)
    else {
      if (understood.warnings) this.#warn(line, understood.warnings)
      this.#keep(this.#format(line, understood.line))
    }
  }

  #keep(text: string): void {
    this.#text += text
    if (this.#text.length < 64_000) return
    this.#chunks.push(this.#text)
    this.#text = ''
  }

  #reject(line: number, problems: readonly Told[]): void {
    this.#rejected++
    this.#tell(line, problems, 'rejected')
  }

  #warn(line: number, warnings: readonly Told[]): void {
    this.#warnings += warnings.length
    if (this.#warningsBefore + this.#warnings <= mostWarnings) this.#tell(line, warnings, 'warned')
  }

  #tell(line: number, told: readonly Told[], fate: NewFinding['fate']): void {
    const first = fate === 'warned' ? firstWarningRank : 0
    for (const [at, one] of told.entries())
      if (this.#findings.length < mostFindings) this.#findings.push({ line, rank: first + at, fate, ...one })
  }

  async write(client: Parameters<typeof copyLines>[0], run: ImportRun, cursor: ImportCursor) {
    if (this.#text) this.#chunks.push(this.#text)
    await copyLines(client, this.#record.target, this.#chunks)
    const stage = this.#record.target === 'ledger' ? stageLedgerLines : stageStockLines
    const { rejected, derived } = await stage(client, this.#record)
    const findings = [...this.#findings, ...rejected]
    const next: ImportCursor = {
      ...cursor,
      line: Math.max(cursor.line, this.#lastLine),
      linesRead: cursor.linesRead + this.#read,
      linesRejected: cursor.linesRejected + this.#rejected + rejected.length,
      warnings: cursor.warnings + this.#warnings,
      findingsKept: await keepFindings(client, this.#record, findings, cursor.findingsKept),
      identifiersDerived: cursor.identifiersDerived + derived,
    }
    await run.progress.moveCursor(client, next)
    this.#empty()
    return next
  }

  #empty(): void {
    this.#chunks = []
    this.#text = ''
    this.#read = 0
    this.#findings = []
    this.#rejected = 0
    this.#warningsBefore += this.#warnings
    this.#warnings = 0
  }
}
