import { Radio, Select } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import classes from '#web/programmes/programmes.module.css'
import { typeset } from '#web/ui/typeset.ts'

/** What a new programme or product starts from. */
const startKinds = ['shipped', 'blank', 'copy'] as const

type Inputs = ReturnType<UseFormReturnType<{ from: string }>['getInputProps']>

type FromProps = { noun: string; inputs: Inputs }

/** « d’un produit fourni », « d’une page blanche », « d’un des nôtres ». */
export const StartFrom = ({ noun, inputs }: FromProps) => {
  const labels = { shipped: `d’un ${noun} fourni`, blank: 'd’une page blanche', copy: 'd’un des nôtres' }
  return (
    <Radio.Group label="Partir" {...inputs}>
      <div className={classes.starts}>
        {startKinds.map((kind) => (
          <Radio key={kind} value={kind} label={labels[kind]} />
        ))}
      </div>
    </Radio.Group>
  )
}

type Shipped = { key: string; name: string; words: string }

export const ShippedChoice = ({
  label,
  rows,
  inputs,
}: {
  label: string
  rows: readonly Shipped[]
  inputs: Inputs
}) => (
  <Radio.Group label={label} {...inputs}>
    <div className={classes.shipped}>
      {rows.map(({ key, name, words }) => (
        <Radio key={key} value={key} label={name} description={typeset(words)} />
      ))}
    </div>
  </Radio.Group>
)

type CopyProps = { noun: string; rows: readonly { value: string; name: string }[]; inputs: Inputs }

export const CopyChoice = ({ noun, rows, inputs }: CopyProps) => (
  <Select
    label={`${noun.charAt(0).toUpperCase()}${noun.slice(1)} à copier`}
    searchable
    required
    nothingFoundMessage={`Aucun ${noun} de ce nom.`}
    data={rows.map(({ value, name }) => ({ value, label: name || 'Sans nom' }))}
    {...inputs}
  />
)
