import { ledgerLineReader } from '#domain/imports/ledger-line.ts'
import type { Understood } from '#domain/imports/read-cells.ts'
import type { Cell } from '#domain/imports/readers.ts'
import { stockLineReader } from '#domain/imports/stock-line.ts'
import { copyLines } from '#server/imports/copy-lines.ts'
import { keepFindings, type NewFinding } from '#server/imports/findings.ts'
import type { ImportCursor } from '#server/imports/import-cursor.ts'
import type { ImportRecord } from '#server/imports/import-record.ts'
import type { ImportRun } from '#server/imports/import-run.ts'
import { isBlank, type Row } from '#server/imports/row.ts'
import { stageLedgerLines } from '#server/imports/stage-ledger.ts'
import { stageStockLines } from '#server/imports/stage-stock.ts'
import { copyWriter } from '#server/imports/staged-columns.ts'
import { readTable } from '#server/imports/table-rows.ts'

const linesPerBatch = 20_000

/** Reads the file and puts its lines where they wait, batch by batch; goes on from the last batch written. */
export const stageFile = async (run: ImportRun, from: ImportCursor): Promise<ImportCursor> => {
  const { record, house, progress } = run
  let cursor = from
  const batch = new Batch(record)
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
  readonly #format: (line: number, values: Readonly<Record<string, unknown>>) => string
  #chunks: string[] = []
  #text = ''
  #read = 0
  #lastLine = 0
  #findings: NewFinding[] = []
  #rejected = 0

  constructor(record: ImportRecord) {
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
    const understood = this.#understand(cells)
    if (understood.problems) this.#reject(line, understood.problems)
    else this.#keep(this.#format(line, understood.line))
  }

  #keep(text: string): void {
    this.#text += text
    if (this.#text.length < 64_000) return
    this.#chunks.push(this.#text)
    this.#text = ''
  }

  #reject(line: number, problems: readonly { column: string; value: string; reason: string }[]): void {
    this.#rejected++
    for (const [rank, problem] of problems.entries()) {
      if (this.#findings.length < linesPerBatch)
        this.#findings.push({ line, rank, fate: 'rejected', ...problem })
    }
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
  }
}
