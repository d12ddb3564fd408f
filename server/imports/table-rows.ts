import { createReadStream } from 'node:fs'
import type { FileFormat } from '#contract/imports.ts'
import { readCsv } from '#server/imports/csv-rows.ts'
import type { RowBatch } from '#server/imports/row.ts'
import { readWorkbook } from '#server/imports/xlsx-rows.ts'

/** Reads a table of any size in constant memory. Throws `UnreadableFile`. */
export const readTable = (path: string, format: FileFormat): AsyncGenerator<RowBatch> =>
  format.kind === 'csv'
    ? readCsv(createReadStream(path, { highWaterMark: 1 << 18 }), format)
    : readWorkbook(path, format)
