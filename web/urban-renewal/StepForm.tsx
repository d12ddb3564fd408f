import { NumberInput, Textarea } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import type { NewRenewalFact, Operation } from '#contract/urban-renewal.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type RenewalStep, renewalStepLabels } from '#domain/urban-renewal/progress.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  on: PlainDate | null
  loanCents: number | null
  subsidyCents: number | null
  cents: number | null
  plus: number | string
  plai: number | string
  reason: string
}

const valuesOf = ({ aid, finalAid, facts }: Operation, step: RenewalStep, today: PlainDate): Values => {
  const most = step === 'adjusted' ? (finalAid ?? aid) : aid
  return {
    on: today,
    loanCents: most.loanCents,
    subsidyCents: most.subsidyCents,
    cents: facts.kind === 'requalification' && step === 'completed' ? facts.investmentCents : null,
    plus: facts.kind === 'reconstitution' ? facts.units.plus : 0,
    plai: facts.kind === 'reconstitution' ? facts.units.plai : 0,
    reason: '',
  }
}

/** Undefined while something is missing. */
const factOf = (operation: Operation, step: RenewalStep, values: Values): NewRenewalFact | undefined => {
  const { on, loanCents, subsidyCents, cents, plus, plai } = values
  const reason = values.reason.trim()
  if (on === null) return undefined
  switch (step) {
    case 'decided':
    case 'adjusted':
      return loanCents === null || subsidyCents === null
        ? undefined
        : { step, on, loanCents, subsidyCents, reason: reason || null }
    case 'drawdown':
      return cents ? { step, on, cents } : undefined
    case 'completed':
      if (operation.facts.kind === 'requalification')
        return cents ? { step, on, units: null, investmentCents: cents } : undefined
      return { step, on, units: { plus: Number(plus) || 0, plai: Number(plai) || 0 }, investmentCents: null }
    case 'abandoned':
      return reason ? { step, on, reason } : undefined
    default:
      return { step, on }
  }
}

type Props = { operation: Operation; step: RenewalStep; onClose: () => void }

/** A dated step of an operation. */
export const StepForm = ({ operation, step, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({ initialValues: valuesOf(operation, step, today) })
  const draft = useFormDraft(`renewal-step/${operation.id}/${step}`, form, form.values)
  const record = useApiCommand(api.urbanRenewal.recordStep, {
    onDone: () => {
      draft.clear()
      void notify('Pas noté.')
      onClose()
    },
  })
  const fact = factOf(operation, step, form.values)
  return (
    <SideForm
      title={`${renewalStepLabels[step]} : ${operation.name}`}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(() => fact && record.run({ operationId: operation.id, fact }))}
      command={record}
      submitLabel="Noter"
      because={fact ? undefined : 'Donnez la date et ce qui est demandé.'}
      issues={record.issues}
      draft={draft}
    >
      <DayInput label="Date" max={today} {...form.getInputProps('on')} value={form.values.on} />
      <StepFields operation={operation} step={step} form={form} />
    </SideForm>
  )
}

type FieldsProps = { operation: Operation; step: RenewalStep; form: UseFormReturnType<Values> }

const StepFields = ({ operation, step, form }: FieldsProps) => {
  const amount = (label: string, key: 'loanCents' | 'subsidyCents' | 'cents') => (
    <AmountInput
      label={label}
      value={form.values[key]}
      onChange={(cents) => form.setFieldValue(key, cents)}
    />
  )
  switch (step) {
    case 'decided':
    case 'adjusted':
      return (
        <>
          {amount('Prêt notifié', 'loanCents')}
          {amount('Subvention notifiée', 'subsidyCents')}
          <Textarea
            label="Raison"
            description="Nécessaire au-dessus du maximum de la grille."
            maxLength={300}
            autosize
            {...form.getInputProps('reason')}
          />
        </>
      )
    case 'drawdown':
      return amount('Montant versé', 'cents')
    case 'completed':
      return operation.facts.kind === 'requalification' ? (
        amount('Investissement réel', 'cents')
      ) : (
        <>
          <NumberInput
            label="PLUS livrés"
            min={0}
            max={5_000}
            allowDecimal={false}
            {...form.getInputProps('plus')}
          />
          <NumberInput
            label="PLAI livrés"
            min={0}
            max={5_000}
            allowDecimal={false}
            {...form.getInputProps('plai')}
          />
        </>
      )
    case 'abandoned':
      return <Textarea label="Pourquoi" maxLength={300} autosize {...form.getInputProps('reason')} />
    default:
      return null
  }
}
