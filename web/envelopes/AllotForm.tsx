import { Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { withFigures } from '#web/conventions/AmendmentForm.tsx'
import type { OpenEnvelope } from '#web/envelopes/EnvelopePage.tsx'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { envelope: OpenEnvelope; onClose: () => void }
type Values = { kind: 'initial' | 'correction'; on: PlainDate | null; cents: Cents | null; reason: string }

/** What is put in outside an amendment, or taken back because it was typed wrong. */
export const AllotForm = ({ envelope, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: { kind: 'initial', on: today, cents: null, reason: '' },
  })
  const draft = useFormDraft(`envelope-allot/${envelope.id}`, form, form.values)
  const command = useApiCommand(api.envelopes.allot, {
    onDone: () => {
      draft.clear()
      void notify('Dotation enregistrée.')
      onClose()
    },
  })
  const { kind, on, cents, reason } = form.values
  const isWritten = on && cents && reason.trim()
  const save = () => {
    if (!on || !cents) return
    const { id: envelopeId, version } = envelope
    void command.run({ envelopeId, version, kind, on, cents, reason: reason.trim() })
  }
  return (
    <SideForm
      title="Doter ou corriger l’enveloppe"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={{ ...command, refusal: withFigures(command.refusal) }}
      submitLabel="Enregistrer"
      because={isWritten ? undefined : 'Donnez la date, le montant et le motif.'}
      issues={command.issues}
      draft={draft}
    >
      <Select
        label="Quoi"
        allowDeselect={false}
        data={[
          { value: 'initial', label: 'Dotation' },
          { value: 'correction', label: 'Correction d’une saisie' },
        ]}
        {...form.getInputProps('kind')}
      />
      <AmountInput
        label="Montant"
        description={kind === 'correction' ? 'Négatif pour en retirer.' : undefined}
        {...form.getInputProps('cents')}
        value={cents}
      />
      <DayInput label="À compter du" {...form.getInputProps('on')} value={on} />
      <Textarea label="Motif" autosize maxLength={300} {...form.getInputProps('reason')} />
    </SideForm>
  )
}
