import { type Column, csvOf } from '#server/exports/csv.ts'
import { xlsxOf } from '#server/exports/xlsx.ts'
import type { FileAnswer } from '#server/use-case.ts'

/** A list as the file that was asked for. `sheet` is cut to what a workbook allows. */
export const exportFile = <Row>(
  format: 'csv' | 'xlsx',
  name: string,
  sheet: string,
  columns: readonly Column<Row>[],
  rows: AsyncIterable<Row>,
): FileAnswer =>
  format === 'csv'
    ? { fileName: `${name}.csv`, contentType: 'text/csv; charset=windows-1252', body: csvOf(columns, rows) }
    : {
        fileName: `${name}.xlsx`,
        contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        body: xlsxOf(sheet.slice(0, 31), columns, rows),
      }
