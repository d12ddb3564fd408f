import { useForm } from '@mantine/form'
import { formatEuros } from '#domain/money.ts'
import { fundingDocumentLabels } from '#domain/offers/document-kinds.ts'
import { creditRegimeLabels } from '#domain/offers/regime.ts'
import { addDays, addMonths, firstOfMonth, formatDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import type { Offer } from '#web/offers/views.ts'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { sentenceOf } from '#web/ui/told-error.ts'
import { typeset } from '#web/ui/typeset.ts'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { Why } from '#web/ui/Why.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Values = { on: PlainDate | null; firstDueOn: PlainDate | null; insuranceCents: number | null }

/** The fifth of the month after next: after the delays of the law, before the household forgets. */
const usualFirstDue = (today: PlainDate): PlainDate => addDays(addMonths(firstOfMonth(today), 2), 4)

/** What the offer will say is shown before it is sent. */
export const SendOfferForm = ({ offer, onClose }: { offer: Offer; onClose: () => void }) => {
  const today = useToday()
  const { financingId, terms } = offer
  const form = useForm<Values>({
    initialValues: {
      on: today,
      firstDueOn: offer.hasSchedule ? (terms?.firstDueOn ?? usualFirstDue(today)) : null,
      insuranceCents: terms?.insuranceCents ?? 0,
    },
  })
  const draft = useFormDraft(`offer/${financingId}`, form, form.values)
  const command = useApiCommand(api.offers.send, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const { on, firstDueOn, insuranceCents } = form.values
  const isReady = on !== null && (!offer.hasSchedule || firstDueOn !== null)
  return (
    <SideForm
      title="Préparer l’offre"
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      submitLabel="Envoyer l’offre"
      because={isReady ? undefined : 'Écrivez d’abord les dates.'}
      onSubmit={form.onSubmit(() => {
        if (on) void command.run({ financingId, on, firstDueOn, insuranceCents: insuranceCents ?? 0 })
      })}
    >
      <DayInput
        label="Jour de l’offre"
        data-autofocus
        min={offer.decidedOn}
        max={today}
        value={on}
        onChange={(day) => form.setFieldValue('on', day)}
      />
      {offer.hasSchedule && (
        <DayInput
          label="Première échéance"
          description="Les suivantes tombent le même jour de chaque mois."
          min={on ? addDays(on, 1) : undefined}
          value={firstDueOn}
          onChange={(day) => form.setFieldValue('firstDueOn', day)}
        />
      )}
      {offer.hasSchedule && offer.asksInsurance && (
        <AmountInput
          label="Assurance, par mois"
          value={insuranceCents}
          onChange={(cents) => form.setFieldValue('insuranceCents', cents)}
        />
      )}
      {isReady && on && (
        <OfferPreview
          financingId={financingId}
          on={on}
          firstDueOn={firstDueOn}
          insuranceCents={insuranceCents ?? 0}
        />
      )}
    </SideForm>
  )
}

type PreviewProps = {
  financingId: string
  on: PlainDate
  firstDueOn: PlainDate | null
  insuranceCents: number
}

const OfferPreview = (asked: PreviewProps) => {
  const { data, error } = useApiQuery(api.offers.preview, asked, { keepPrevious: true })
  if (error) return <Notice kind="late">{sentenceOf(error)}</Notice>
  if (!data) return null
  return (
    <Notice kind="plain" title="Ce que dira l’offre">
      <FactList
        facts={[
          {
            label: 'Régime',
            value: (
              <>
                {creditRegimeLabels[data.regime]} <Why explanation={data.explanation} />
              </>
            ),
          },
          { label: 'TAEG', value: typeset(data.taeg) },
          {
            label: 'Remboursement',
            value:
              data.instalmentCents === null || data.lastInstalmentCents === null
                ? 'par la subvention'
                : `${data.instalments} mensualités de ${formatEuros(data.instalmentCents)}, la dernière de ${formatEuros(data.lastInstalmentCents)}`,
          },
          ...(data.lastDueOn ? [{ label: 'Dernière échéance', value: formatDate(data.lastDueOn) }] : []),
          { label: 'Coût total', value: formatEuros(data.costCents) },
          ...(data.validUntil ? [{ label: 'Valable jusqu’au', value: formatDate(data.validUntil) }] : []),
          {
            label: 'Documents faits et gardés',
            value: data.documents.map((kind) => fundingDocumentLabels[kind]).join(', '),
          },
        ]}
      />
    </Notice>
  )
}
