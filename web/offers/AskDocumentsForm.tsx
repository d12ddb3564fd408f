import { MultiSelect, Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type AskingChannel, askingChannelLabels, askingChannels } from '#domain/funding/application-facts.ts'
import { fundingPaperLabels, fundingPapers } from '#domain/funding/product-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import type { Review } from '#web/offers/views.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  papers: string[]
  others: string
  channel: AskingChannel
  on: PlainDate | null
  answerBy: PlainDate | null
}
type Props = { applicationId: string; review: Review; onClose: () => void }

/** Asks for what is missing: the letter is made and kept with the file, whoever sends it. */
export const AskDocumentsForm = ({ applicationId, review, onClose }: Props) => {
  const today = useToday()
  const missing = review.papers
    .filter(({ receivedOn }) => receivedOn === null)
    .map(({ document }) => document)
  const form = useForm<Values>({
    initialValues: {
      papers: missing.filter((one) => (fundingPapers as readonly string[]).includes(one)),
      others: '',
      channel: 'letter',
      on: today,
      answerBy: review.answerBy,
    },
  })
  const draft = useFormDraft(`ask-documents/${applicationId}`, form, form.values)
  const command = useApiCommand(api.reviews.askDocuments, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const { papers, others, channel, on, answerBy } = form.values
  const documents = [
    ...papers,
    ...others
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ]
  return (
    <SideForm
      title="Demander des documents"
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      submitLabel="Faire la lettre"
      because={
        documents.length === 0
          ? 'Choisissez au moins un document.'
          : on && answerBy
            ? undefined
            : 'Écrivez d’abord les deux dates.'
      }
      onSubmit={form.onSubmit(() => {
        if (on && answerBy) void command.run({ applicationId, documents, channel, on, answerBy })
      })}
    >
      <Notice kind="plain">
        Le dossier devient incomplet jusqu’à ce que vous le déclariez complet. La lettre est gardée au dossier
        : vous l’envoyez vous-même.
      </Notice>
      <MultiSelect
        label="Documents"
        data={choicesOf(fundingPapers, fundingPaperLabels)}
        searchable
        {...form.getInputProps('papers')}
      />
      <Textarea
        label="Autres documents"
        description="Un par ligne."
        autosize
        minRows={2}
        maxLength={1000}
        {...form.getInputProps('others')}
      />
      <Select
        label="Demandés par"
        data={choicesOf(askingChannels, askingChannelLabels)}
        allowDeselect={false}
        {...form.getInputProps('channel')}
      />
      <DayInput
        label="Demandés le"
        max={today}
        value={on}
        onChange={(day) => form.setFieldValue('on', day)}
      />
      <DayInput
        label="Réponse attendue pour le"
        min={on ?? undefined}
        value={answerBy}
        onChange={(day) => form.setFieldValue('answerBy', day)}
      />
    </SideForm>
  )
}
