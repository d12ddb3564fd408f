import { Select, TextInput } from '@mantine/core'
import type { AdvanceView, SubsidyStanding } from '#contract/subsidies.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type ReceiptKind, receiptKindLabels, receiptKinds } from '#domain/subsidies/kinds.ts'
import { splitReceipt } from '#domain/subsidies/matching.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import classes from '#web/disbursements/disbursements.module.css'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = { kind: ReceiptKind; cents: Cents | null; on: PlainDate | null; reference: string }
type Props = { advance: AdvanceView; subsidy: SubsidyStanding; onClose: () => void }

/** What a funder paid, seldom what it notified: what it repays is told before it is written. */
export const ReceiptForm = ({ advance, subsidy, onClose }: Props) => {
  const today = useToday()
  const { form, values, draft } = useDraftedForm<Values>(`subsidy-receipt/${subsidy.id}`, {
    kind: 'balance',
    cents: null,
    on: today,
    reference: '',
  })
  const { kind, cents, on, reference } = values
  const record = useApiCommand(api.subsidies.recordReceipt, {
    onDone: () => {
      draft.clear()
      void notify('Somme enregistrée.')
      onClose()
    },
  })
  return (
    <SideForm
      title={`Somme de ${subsidy.funder}`}
      opened
      onClose={onClose}
      command={record}
      submitLabel={cents ? `Enregistrer ${formatEuros(cents)}` : 'Enregistrer'}
      because={
        cents && cents > 0 && on && reference.trim()
          ? undefined
          : 'Indiquez le montant, le jour et la référence du relevé.'
      }
      issues={record.issues}
      draft={draft}
      onSubmit={form.onSubmit(() => {
        if (cents && on)
          void record.run({
            financingId: advance.financing.id,
            subsidyId: subsidy.id,
            kind,
            cents,
            receivedOn: on,
            reference: reference.trim(),
          })
      })}
    >
      <Select
        label="Nature"
        allowDeselect={false}
        data={choicesOf(receiptKinds, receiptKindLabels)}
        {...form.getInputProps('kind')}
      />
      <AmountInput label="Montant" data-autofocus {...form.getInputProps('cents')} value={cents} />
      <DayInput label="Le" max={today} {...form.getInputProps('on')} value={on} />
      <TextInput label="Référence du relevé" maxLength={140} {...form.getInputProps('reference')} />
      {cents !== null && cents > 0 && (
        <p className={classes.hint}>{effectOf(advance, subsidy, kind, cents)}</p>
      )}
    </SideForm>
  )
}

const effectOf = (
  { outstandingCents }: AdvanceView,
  { notifiedCents, receivedCents }: SubsidyStanding,
  kind: ReceiptKind,
  cents: Cents,
): string => {
  if (kind === 'claw-back') return 'Le financeur reprend cette somme : l’avance est due de nouveau.'
  const { toAdvance, toHousehold } = splitReceipt(cents, outstandingCents)
  const split = `${formatEuros(toAdvance)} remboursent l’avance${toHousehold > 0 ? `, ${formatEuros(toHousehold)} sont gardés pour le ménage` : ''}.`
  const gap = (notifiedCents ?? 0) - receivedCents - cents
  return kind === 'balance' && notifiedCents !== null && gap !== 0
    ? `${split} ${formatEuros(Math.abs(gap))} de ${gap > 0 ? 'moins' : 'plus'} que notifié.`
    : split
}
