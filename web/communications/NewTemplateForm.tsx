import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import {
  type Channel,
  type Compartment,
  channelLabels,
  channels,
  compartmentLabels,
  compartments,
} from '#domain/communications/kinds.ts'
import { messageFields } from '#domain/communications/message-fields.ts'
import { parseLetter, parseLine } from '#domain/letters/markup.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { BodyField } from '#web/letters/BodyField.tsx'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

export const plainWords = 'Phrases courtes : qui écrit, pourquoi, ce qu’il faut faire, qui appeler.'

export const NewTemplateForm = ({ onClose }: { onClose: () => void }) => {
  const { slug } = useMember()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: {
      name: '',
      channel: 'sms' as Channel,
      compartment: 'rent' as Compartment,
      subject: '',
      body: '',
    },
  })
  const draft = useFormDraft('message-template/new', form, form.values)
  const create = useApiCommand(api.communications.createTemplate, {
    onDone: ({ templateId }) => {
      draft.clear()
      void navigate(paths.messageTemplate({ slug, templateId }))
    },
  })
  const issues = useIssues(form, create.issues, ['name', 'channel', 'compartment', 'subject', 'body'])
  const { name, channel, subject, body } = form.values
  const unknown = [...parseLine(subject).unknownFields, ...parseLetter(body).unknownFields]
  return (
    <SideForm
      title="Écrire un modèle"
      opened
      onClose={onClose}
      command={create}
      submitLabel="Créer le modèle"
      because={because(name, body)}
      issues={issues}
      draft={draft}
      onSubmit={form.onSubmit((values) => create.run(values))}
    >
      <TextInput label="Nom du modèle" maxLength={120} {...form.getInputProps('name')} />
      <Select
        label="Canal"
        allowDeselect={false}
        data={choicesOf(channels, channelLabels)}
        {...form.getInputProps('channel')}
      />
      <Select
        label="Service qui écrit"
        description="Les autres services ne lisent pas ces messages."
        allowDeselect={false}
        data={choicesOf(compartments, compartmentLabels)}
        {...form.getInputProps('compartment')}
      />
      {channel !== 'sms' && <TextInput label="Objet" maxLength={200} {...form.getInputProps('subject')} />}
      <BodyField
        form={form}
        unknown={unknown}
        fields={messageFields}
        label="Texte en français"
        description={plainWords}
        minRows={6}
      />
    </SideForm>
  )
}

const because = (name: string, body: string): string | undefined => {
  if (!name.trim()) return 'Nommez le modèle.'
  return body.trim() ? undefined : 'Écrivez le texte.'
}
