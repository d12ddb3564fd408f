import { Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type NewsKind, newsKinds, newsLabels } from '#domain/parcels/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import type { SentParcel } from '#web/parcels/SentParcelPage.tsx'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { parcel: SentParcel; onClose: () => void }

export const ReplyForm = ({ parcel: { id, version, partner }, onClose }: Props) => {
  const form = useForm({ initialValues: { message: '' } })
  const draft = useFormDraft(`parcel-reply/${id}`, form, form.values)
  const reply = useApiCommand(api.parcels.reply, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, reply.issues, ['message'])
  return (
    <SideForm
      title={`Répondre à ${partner}`}
      opened
      onClose={onClose}
      command={reply}
      issues={issues}
      draft={draft}
      submitLabel="Envoyer le complément"
      because={form.values.message.trim() === '' ? 'Écrivez le complément.' : undefined}
      onSubmit={form.onSubmit(({ message }) => void reply.run({ parcelId: id, version, message }))}
    >
      <Textarea
        label="Complément"
        description="Il partira tel quel : n’écrivez que ce qui est demandé."
        autosize
        minRows={4}
        maxLength={5000}
        {...form.getInputProps('message')}
      />
    </SideForm>
  )
}

/** A partner that is not in Palier answers by telephone or by mail: somebody writes it down. */
export const NoteAnswerForm = ({ parcel: { id, version, partner }, onClose }: Props) => {
  const today = useToday()
  const form = useForm<{ told: NewsKind; on: PlainDate | null; text: string }>({
    initialValues: { told: 'accepted', on: today, text: '' },
  })
  const note = useApiCommand(api.parcels.noteAnswer, { onDone: onClose })
  const issues = useIssues(form, note.issues, ['told', 'on', 'text'])
  return (
    <SideForm
      title={`Noter la réponse de ${partner}`}
      opened
      onClose={onClose}
      command={note}
      issues={issues}
      submitLabel="Noter la réponse"
      because={form.values.on === null ? 'Donnez la date.' : undefined}
      onSubmit={form.onSubmit(({ told, on, text }) =>
        on === null
          ? undefined
          : void note.run({ parcelId: id, version, told, on, text: text.trim() || null }),
      )}
    >
      <Select
        label="Réponse"
        data={newsKinds.map((value) => ({ value, label: newsLabels[value] }))}
        {...form.getInputProps('told')}
      />
      <DayInput label="Le" max={today} {...form.getInputProps('on')} value={form.values.on} />
      <Textarea label="Précision" autosize minRows={2} maxLength={2000} {...form.getInputProps('text')} />
    </SideForm>
  )
}

export const EndSentMandateForm = ({ parcel: { id, version }, onClose }: Props) => {
  const today = useToday()
  const form = useForm<{ on: PlainDate | null; text: string }>({ initialValues: { on: today, text: '' } })
  const end = useApiCommand(api.parcels.endMandate, { onDone: onClose })
  const issues = useIssues(form, end.issues, ['on', 'text'])
  return (
    <SideForm
      title="Mettre fin à la mission"
      opened
      onClose={onClose}
      command={end}
      issues={issues}
      submitLabel="Mettre fin à la mission"
      because={form.values.on === null ? 'Donnez la date.' : undefined}
      onSubmit={form.onSubmit(({ on, text }) =>
        on === null ? undefined : void end.run({ parcelId: id, version, on, text: text.trim() || null }),
      )}
    >
      <DayInput label="Fin le" {...form.getInputProps('on')} value={form.values.on} />
      <Textarea
        label="Message au partenaire"
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('text')}
      />
    </SideForm>
  )
}

/** Given for this parcel alone, the agreement is taken back here. */
export const RevokeAgreementForm = ({ parcel: { id, version, consent, state, partner }, onClose }: Props) => {
  const today = useToday()
  const form = useForm<{ revokedOn: PlainDate | null }>({ initialValues: { revokedOn: today } })
  const revoke = useApiCommand(api.parcels.revokeAgreement, { onDone: onClose })
  const issues = useIssues(form, revoke.issues, ['revokedOn'])
  const { revokedOn } = form.values
  return (
    <SideForm
      title="Le ménage retire son accord"
      opened
      onClose={onClose}
      command={revoke}
      issues={issues}
      submitLabel="Noter le retrait"
      because={revokedOn === null ? 'Donnez la date.' : undefined}
      onSubmit={form.onSubmit(() =>
        revokedOn === null ? undefined : void revoke.run({ parcelId: id, version, revokedOn }),
      )}
    >
      <p>
        {state === 'waiting'
          ? 'Rien n’est parti : rien ne partira.'
          : `${partner} a déjà reçu cette copie. Il sera prévenu de ne plus s’en servir.`}
      </p>
      <DayInput
        label="Retiré le"
        min={consent?.givenOn}
        max={today}
        {...form.getInputProps('revokedOn')}
        value={revokedOn}
      />
    </SideForm>
  )
}
