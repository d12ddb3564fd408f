import { NumberInput, Textarea, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { type FinancingEventKind, financingEventLabels } from '#domain/funding/financing-facts.ts'
import { formatEuros } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import type { Offer } from '#web/offers/views.ts'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  on: PlainDate | null
  reason: string
  bank: string
  cents: number | null
  months: number | null
  ratePercent: number | null
}
type Form = UseFormReturnType<Values>
type Props = { offer: Offer; kind: FinancingEventKind; onClose: () => void }

const ends: readonly FinancingEventKind[] = ['offer-declined', 'offer-withdrawn', 'financing-cancelled']

const submitWords: Partial<Record<FinancingEventKind, string>> = {
  'offer-received': 'Noter la réception',
  'offer-accepted': 'Noter l’acceptation',
  'offer-declined': 'Noter le refus',
  'offer-withdrawn': 'Noter la rétractation',
  'financing-cancelled': 'Annuler le financement',
}

/** A dated fact of the offer, or of a microcredit. What ends it says what goes back to the envelope. */
export const OfferFactForm = ({ offer, kind, onClose }: Props) => {
  const today = useToday()
  const { financingId, grantedCents } = offer
  const form = useForm<Values>({
    initialValues: {
      on: today,
      reason: '',
      bank: offer.microcredit?.bank ?? '',
      cents: kind === 'microcredit-bank-accepted' ? grantedCents : null,
      months: offer.months,
      ratePercent: null,
    },
  })
  const draft = useFormDraft(`offer-fact/${financingId}/${kind}`, form, form.values)
  const done = {
    onDone: () => {
      draft.clear()
      onClose()
    },
  }
  const ours = useApiCommand(api.offers.record, done)
  const banks = useApiCommand(api.offers.recordMicrocredit, done)
  const command = kind.startsWith('microcredit-') ? banks : ours
  return (
    <SideForm
      title={financingEventLabels[kind]}
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      submitLabel={submitWords[kind] ?? 'Noter l’étape'}
      because={missing(kind, form.values)}
      onSubmit={form.onSubmit((values) => {
        const { on } = values
        if (!on) return
        const change = offerChange(kind, values)
        const bankChange = microcreditChange(kind, values)
        if (change) void ours.run({ financingId, on, change })
        else if (bankChange) void banks.run({ financingId, on, change: bankChange })
      })}
    >
      {ends.includes(kind) && offer.kind !== 'microcredit' && (
        <Notice kind="soon">{`${formatEuros(grantedCents)} reviendront à l’enveloppe. Pour prêter de nouveau, il faudra une nouvelle décision.`}</Notice>
      )}
      {kind === 'microcredit-guarantee-called' && (
        <Notice kind="plain">
          La part du Fonds de cohésion sociale et celle de la banque sont calculées sur le reste dû de
          l’incident.
        </Notice>
      )}
      <DayInput
        label="Date"
        data-autofocus
        min={offer.decidedOn}
        max={today}
        value={form.values.on}
        onChange={(on) => form.setFieldValue('on', on)}
      />
      <KindFields kind={kind} form={form} />
    </SideForm>
  )
}

const KindFields = ({ kind, form }: { kind: FinancingEventKind; form: Form }) => {
  switch (kind) {
    case 'offer-declined':
    case 'financing-cancelled':
    case 'microcredit-bank-refused':
      return (
        <Textarea label="Motif" autosize minRows={2} maxLength={1000} {...form.getInputProps('reason')} />
      )
    case 'microcredit-sent-to-bank':
      return <TextInput label="Banque" maxLength={120} {...form.getInputProps('bank')} />
    case 'microcredit-incident':
      return (
        <AmountInput
          label="Reste dû à la banque"
          value={form.values.cents}
          onChange={(cents) => form.setFieldValue('cents', cents)}
        />
      )
    case 'microcredit-bank-accepted':
      return (
        <>
          <AmountInput
            label="Montant accordé par la banque"
            value={form.values.cents}
            onChange={(cents) => form.setFieldValue('cents', cents)}
          />
          <NumberInput
            label="Durée, en mois"
            min={1}
            max={480}
            allowDecimal={false}
            value={form.values.months ?? ''}
            onChange={(typed) => form.setFieldValue('months', typeof typed === 'number' ? typed : null)}
          />
          <NumberInput
            label="Taux, en %"
            min={0}
            max={20}
            decimalScale={2}
            decimalSeparator=","
            value={form.values.ratePercent ?? ''}
            onChange={(typed) => form.setFieldValue('ratePercent', typeof typed === 'number' ? typed : null)}
          />
        </>
      )
    default:
      return null
  }
}

const missing = (kind: FinancingEventKind, { on, reason, bank, cents, months, ratePercent }: Values) => {
  if (!on) return 'Écrivez d’abord la date.'
  if (kind === 'financing-cancelled' && !reason.trim()) return 'Écrivez d’abord le motif.'
  if (kind === 'microcredit-sent-to-bank' && !bank.trim()) return 'Écrivez le nom de la banque.'
  if (kind === 'microcredit-incident' && cents === null) return 'Écrivez le reste dû.'
  if (kind === 'microcredit-bank-accepted' && (cents === null || months === null || ratePercent === null))
    return 'Écrivez le montant, la durée et le taux.'
  return undefined
}

const offerChange = (kind: FinancingEventKind, { reason }: Values) => {
  switch (kind) {
    case 'offer-received':
    case 'offer-accepted':
    case 'offer-withdrawn':
      return { kind }
    case 'offer-declined':
      return { kind, reason: reason.trim() || null }
    case 'financing-cancelled':
      return { kind, reason }
    default:
      return undefined
  }
}

const microcreditChange = (
  kind: FinancingEventKind,
  { reason, bank, cents, months, ratePercent }: Values,
) => {
  switch (kind) {
    case 'microcredit-sent-to-bank':
      return { kind, bank }
    case 'microcredit-bank-accepted':
      return cents === null || months === null || ratePercent === null
        ? undefined
        : { kind, cents, months, rateBasisPoints: Math.round(ratePercent * 100) }
    case 'microcredit-bank-refused':
      return { kind, reason: reason.trim() || null }
    case 'microcredit-incident':
      return cents === null ? undefined : { kind, outstandingCents: cents }
    case 'microcredit-interview':
    case 'microcredit-budget-diagnosed':
    case 'microcredit-signed':
    case 'microcredit-paid-out':
    case 'microcredit-regularised':
    case 'microcredit-guarantee-called':
    case 'microcredit-repaid':
      return { kind }
    default:
      return undefined
  }
}
