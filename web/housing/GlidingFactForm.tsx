import { Radio, Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { GlidingLease } from '#contract/housing.ts'
import { type GlidingEventKind, glidingEventLabels } from '#domain/housing/gliding-lease.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; lease: GlidingLease; onClose: () => void }
type Values = {
  kind: GlidingEventKind | null
  on: PlainDate | null
  offers: '' | 'yes' | 'no'
  reasons: string
  present: string[]
}

const missing = ({ kind, on, offers, reasons }: Values): string | undefined => {
  if (!kind) return 'Choisissez l’étape.'
  if (!on) return 'Indiquez la date.'
  if (kind === 'prefect-told' && offers === '') return 'Dites si un bail est proposé.'
  const owesReasons = kind === 'not-offered' || (kind === 'prefect-told' && offers === 'no')
  return owesReasons && !reasons.trim()
    ? 'Écrivez les motifs : ils sont dus au préfet et au ménage.'
    : undefined
}

export const GlidingFactForm = ({ householdId, lease, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: { kind: null, on: today, offers: '', reasons: '', present: [] },
  })
  const draft = useFormDraft(`gliding-fact/${lease.id}`, form, form.values)
  const command = useApiCommand(api.housing.recordGlidingFact, {
    onDone: () => {
      draft.clear()
      void notify('Étape notée.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['on', 'reasons', 'present'])
  const { values } = form
  const { kind, on } = values
  const save = () => {
    if (!kind || !on) return
    void command.run({
      householdId,
      glidingLeaseId: lease.id,
      version: lease.version,
      kind,
      on,
      offersLease: kind === 'prefect-told' ? values.offers === 'yes' : null,
      reasons: values.reasons.trim() || null,
      present: values.present,
    })
  }
  return (
    <SideForm
      title="Étape du bail glissant"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Noter l’étape"
      because={missing(values)}
      issues={issues}
      draft={draft}
    >
      <Select
        label="Étape"
        placeholder="Choisir"
        data={lease.permitted.map((value) => ({ value, label: glidingEventLabels[value] }))}
        {...form.getInputProps('kind')}
      />
      <DayInput label="Date" max={today} {...form.getInputProps('on')} value={on} />
      {kind === 'review-held' && (
        <TagsInput
          label="Présents"
          description="Bailleur, locataire principal, occupant : un nom, puis Entrée."
          maxTags={12}
          {...form.getInputProps('present')}
        />
      )}
      {kind === 'prefect-told' && (
        <Radio.Group label="Le bailleur propose-t-il un bail ?" {...form.getInputProps('offers')}>
          <Radio value="yes" label="Oui, un bail sera proposé" mt="xs" />
          <Radio value="no" label="Non, avec ses motifs" mt="xs" />
        </Radio.Group>
      )}
      <Textarea
        label={kind === 'not-offered' || values.offers === 'no' ? 'Motifs' : 'Précision'}
        autosize
        minRows={3}
        maxLength={2_000}
        {...form.getInputProps('reasons')}
      />
    </SideForm>
  )
}

type CancelProps = Props & { event: GlidingLease['events'][number] }

export const CancelGlidingFact = ({ householdId, lease, event, onClose }: CancelProps) => {
  const form = useForm({ initialValues: { reason: '' } })
  const command = useApiCommand(api.housing.cancelGlidingFact, {
    onDone: () => {
      void notify('Étape annulée.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['reason'])
  return (
    <SideForm
      title={`Annuler : ${glidingEventLabels[event.kind]}, ${formatDate(event.on)}`}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(
        ({ reason }) =>
          void command.run({
            householdId,
            glidingLeaseId: lease.id,
            version: lease.version,
            eventId: event.id,
            reason,
          }),
      )}
      command={command}
      submitLabel="Annuler l’étape"
      because={form.values.reason.trim() ? undefined : 'Dites pourquoi.'}
      issues={issues}
    >
      <TextInput
        label="Pourquoi"
        description="L’étape reste dans le fil, barrée, avec ce motif."
        maxLength={300}
        {...form.getInputProps('reason')}
      />
    </SideForm>
  )
}
