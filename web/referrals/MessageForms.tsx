import { Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ReactNode } from 'react'
import { freeNewsKinds, newsLabels } from '#domain/parcels/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import type { ActProps } from '#web/referrals/ReferralActs.tsx'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { type Command, useApiCommand } from '#web/use-api.ts'

/** Who reads what is written here, said where it is written. */
export const whoReads = ({ newsTravel, senderName }: ActProps['referral']): string => {
  if (newsTravel === 'by-hand') return 'L’expéditeur n’a pas de compte : ce texte reste ici, à lui dire.'
  return `${senderName} lira ce texte, et rien d’autre.`
}

type FrameProps = ActProps & {
  title: string
  submitLabel: string
  field: { label: string; rows?: number; max?: number; isNeeded?: boolean }
  draftKey: string
  command: Pick<Command<never, unknown>, 'isRunning' | 'refusal' | 'failure' | 'issues'>
  send: (message: string | null) => void
  children?: ReactNode
}

/** One text for the other side. */
const MessageFrame = (props: FrameProps) => {
  const { referral, onClose, title, submitLabel, field, draftKey, command, send, children } = props
  const form = useForm({ initialValues: { message: '' } })
  const draft = useFormDraft(`${draftKey}/${referral.id}`, form, form.values)
  const issues = useIssues(form, command.issues, ['message', 'text'])
  const isMissing = field.isNeeded === true && form.values.message.trim() === ''
  return (
    <SideForm
      title={title}
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      draft={draft}
      submitLabel={submitLabel}
      because={isMissing ? 'Écrivez d’abord le texte.' : undefined}
      onSubmit={form.onSubmit(({ message }) => {
        draft.clear()
        send(message.trim() || null)
      })}
    >
      {children}
      <Textarea
        label={field.label}
        description={whoReads(referral)}
        autosize
        minRows={field.rows ?? 3}
        maxLength={field.max ?? 5000}
        {...form.getInputProps('message')}
      />
    </SideForm>
  )
}

export const AskMoreForm = (act: ActProps) => {
  const command = useApiCommand(api.referrals.askMore, { onDone: act.onClose })
  const { id: referralId, version } = act.referral
  return (
    <MessageFrame
      {...act}
      title="Demander un complément"
      submitLabel="Demander le complément"
      field={{ label: 'Ce qui manque', isNeeded: true }}
      draftKey="ask-more"
      command={command}
      send={(message) => message && void command.run({ referralId, version, message })}
    />
  )
}

export const NewsForm = (act: ActProps) => {
  const command = useApiCommand(api.referrals.giveNews, { onDone: act.onClose })
  const { id: referralId, version } = act.referral
  const form = useForm<{ news: (typeof freeNewsKinds)[number] }>({
    initialValues: { news: 'appointment-given' },
  })
  return (
    <MessageFrame
      {...act}
      title="Donner des nouvelles"
      submitLabel="Donner ces nouvelles"
      field={{ label: 'Précision' }}
      draftKey="give-news"
      command={command}
      send={(message) => void command.run({ referralId, version, news: form.values.news, message })}
    >
      <Select
        label="Nouvelle"
        data={freeNewsKinds.map((value) => ({ value, label: newsLabels[value] }))}
        {...form.getInputProps('news')}
      />
    </MessageFrame>
  )
}

export const ReportForm = (act: ActProps) => {
  const command = useApiCommand(api.referrals.sendReport, { onDone: act.onClose })
  const { id: referralId, version } = act.referral
  return (
    <MessageFrame
      {...act}
      title="Remettre un rapport"
      submitLabel="Remettre le rapport"
      field={{ label: 'Rapport', rows: 8, max: 20_000, isNeeded: true }}
      draftKey="mandate-report"
      command={command}
      send={(text) => text && void command.run({ referralId, version, text })}
    />
  )
}

export const EndMandateForm = (act: ActProps) => {
  const today = useToday()
  const command = useApiCommand(api.referrals.endMandate, { onDone: act.onClose })
  const { id: referralId, version } = act.referral
  const form = useForm<{ on: PlainDate | null }>({ initialValues: { on: today } })
  return (
    <MessageFrame
      {...act}
      title="Mettre fin à la mission"
      submitLabel="Mettre fin à la mission"
      field={{ label: 'Message' }}
      draftKey="end-mandate"
      command={command}
      send={(message) =>
        form.values.on && void command.run({ referralId, version, on: form.values.on, message })
      }
    >
      <DayInput label="Fin le" {...form.getInputProps('on')} value={form.values.on} />
    </MessageFrame>
  )
}
