import { Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type Cents, formatEuros } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { withFigures } from '#web/conventions/AmendmentForm.tsx'
import type { OpenEnvelope } from '#web/envelopes/EnvelopePage.tsx'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Props = { from: OpenEnvelope; onClose: () => void }
type Values = { toId: string | null; cents: Cents | null; on: PlainDate | null; reason: string }

/** Proposes to move money to another envelope: somebody else decides. */
export const TransferForm = ({ from, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({ initialValues: { toId: null, cents: null, on: today, reason: '' } })
  const draft = useFormDraft(`envelope-transfer/${from.id}`, form, form.values)
  const command = useApiCommand(api.envelopes.proposeTransfer, {
    onDone: () => {
      draft.clear()
      void notify('Virement proposé : une autre personne doit en décider.')
      onClose()
    },
  })
  const { data } = useApiQuery(api.envelopes.list, { state: 'open', limit: 200 })
  const { toId, cents, on, reason } = form.values
  const save = () => {
    if (!toId || !cents || !on) return
    void command.run({ fromEnvelopeId: from.id, toEnvelopeId: toId, cents, on, reason: reason.trim() })
  }
  const isWritten = toId && cents && on && reason.trim()
  return (
    <SideForm
      title={`Virement depuis « ${from.label} »`}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={{ ...command, refusal: withFigures(command.refusal) }}
      submitLabel="Proposer le virement"
      because={isWritten ? undefined : 'Donnez l’enveloppe, le montant et le motif.'}
      issues={command.issues}
      draft={draft}
    >
      <Notice kind="plain">
        {`Disponible dans cette enveloppe : ${formatEuros(from.available)}. Rien ne bouge avant qu’une autre personne l’ait décidé.`}
      </Notice>
      <Select
        label="Vers l’enveloppe"
        placeholder="Choisir"
        searchable
        data={(data?.rows ?? [])
          .filter(({ id }) => id !== from.id)
          .map(({ id, label, conventionReference }) => ({
            value: id,
            label: conventionReference ? `${label} (${conventionReference})` : label,
          }))}
        {...form.getInputProps('toId')}
      />
      <AmountInput label="Montant" {...form.getInputProps('cents')} value={cents} />
      <DayInput label="À compter du" {...form.getInputProps('on')} value={on} />
      <Textarea label="Motif" autosize minRows={2} maxLength={1000} {...form.getInputProps('reason')} />
    </SideForm>
  )
}
