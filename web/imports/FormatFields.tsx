import { NumberInput, Select } from '@mantine/core'
import { delimiters, encodings, type FileFormat } from '#contract/imports.ts'
import { delimiterLabels, encodingLabels } from '#web/imports/words.ts'

type Props = { format: FileFormat; onChange: (format: FileFormat) => void }

/** How the bytes are read, when the file was not recognised as it should. */
export const FormatFields = ({ format, onChange }: Props) => (
  <>
    {format.kind === 'csv' && (
      <>
        <Select
          label="Accents"
          data={encodings.map((value) => ({ value, label: encodingLabels[value] }))}
          value={format.encoding}
          onChange={(value) => {
            const encoding = encodings.find((one) => one === value)
            if (encoding) onChange({ ...format, encoding })
          }}
        />
        <Select
          label="Séparateur"
          data={delimiters.map((value) => ({ value, label: delimiterLabels[value] }))}
          value={format.delimiter}
          onChange={(value) => {
            const delimiter = delimiters.find((one) => one === value)
            if (delimiter) onChange({ ...format, delimiter })
          }}
        />
      </>
    )}
    <NumberInput
      label="Ligne des titres"
      min={1}
      max={50}
      allowDecimal={false}
      value={format.headerLine}
      onChange={(value) => {
        if (typeof value === 'number' && value >= 1 && value <= 50) onChange({ ...format, headerLine: value })
      }}
    />
  </>
)
