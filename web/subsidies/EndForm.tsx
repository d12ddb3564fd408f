import { Textarea } from '@mantine/core'
import type { SubsidyMandateView } from '#contract/subsidies.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { useApiCommand } from '#web/use-api.ts'

/** A mandate given up by the household, or done with. */
export const EndForm = ({ mandate, onClose }: { mandate: SubsidyMandateView; onClose: () => void }) => {
  const today = useToday()
  const { form, values, draft } = useDraftedForm<{ on: PlainDate | null; reason: string }>(
    `subsidy-mandate-end/${mandate.id}`,
    { on: today, reason: '' },
  )
  const end = useApiCommand(api.subsidies.endMandate, {
    onDone: () => {
      draft.clear()
      void notify('Mandat fini.')
      onClose()
    },
  })
  const { on } = values
  const reason = values.reason.trim()
  return (
    <SideForm
      title={`Mettre fin au mandat de ${mandate.mandatary}`}
      opened
      onClose={onClose}
      command={end}
      submitLabel="Mettre fin au mandat"
      because={on && reason ? undefined : 'Donnez la date et le motif.'}
      issues={end.issues}
      draft={draft}
      onSubmit={form.onSubmit(() =>
        on ? end.run({ mandateId: mandate.id, on, reason, version: mandate.version }) : undefined,
      )}
    >
      {mandate.isUsable && (
        <Notice kind="soon">
          Sans autre mandat financier, la subvention sera versée au ménage : plus aucun paiement ne part de
          cette avance.
        </Notice>
      )}
      <DayInput label="Fini le" min={mandate.signedOn} max={today} {...form.getInputProps('on')} value={on} />
      <Textarea label="Motif" autosize minRows={2} maxLength={500} {...form.getInputProps('reason')} />
    </SideForm>
  )
}
