import { Select } from '@mantine/core'
import type { FileFormat, Sheet } from '#contract/imports.ts'

type Workbook = Extract<FileFormat, { kind: 'xlsx' }>
type Props = { sheets: readonly Sheet[]; format: Workbook; onChange: (format: Workbook) => void }

/** Which sheet of the workbook is imported; those without a line are shown, and cannot be chosen. */
export const SheetField = ({ sheets, format, onChange }: Props) => (
  <Select
    label="Feuille du classeur"
    description={`${sheets.length} feuilles dans ce classeur`}
    data={sheets.map(({ path, name, isEmpty }) => ({
      value: path,
      label: isEmpty ? `${name} (vide)` : name,
      disabled: isEmpty,
    }))}
    value={format.sheetPath}
    onChange={(value) => {
      const sheet = sheets.find(({ path }) => path === value)
      if (sheet) onChange({ ...format, sheetPath: sheet.path, sheetName: sheet.name, headerLine: 1 })
    }}
  />
)
