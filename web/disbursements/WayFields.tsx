import { Select } from '@mantine/core'
import {
  type PaymentExecution,
  paymentExecutionLabels,
  paymentExecutions,
} from '#domain/disbursements/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import classes from '#web/disbursements/disbursements.module.css'
import { DayInput } from '#web/ui/DayInput.tsx'

export type Way = { dueOn: PlainDate | null; execution: PaymentExecution }

/** When it is to be paid, and how. */
export const WayFields = ({ way, onChange }: { way: Way; onChange: (way: Way) => void }) => (
  <div className={classes.pair}>
    <DayInput label="À payer le" value={way.dueOn} onChange={(dueOn) => onChange({ ...way, dueOn })} />
    <ExecutionSelect value={way.execution} onChange={(execution) => onChange({ ...way, execution })} />
  </div>
)

type SelectProps = { value: PaymentExecution; onChange: (execution: PaymentExecution) => void }

export const ExecutionSelect = ({ value, onChange }: SelectProps) => (
  <Select
    label="Par"
    allowDeselect={false}
    data={choicesOf(paymentExecutions, paymentExecutionLabels)}
    value={value}
    onChange={(execution) => execution && onChange(execution)}
  />
)
