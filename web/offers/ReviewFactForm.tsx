import { Checkbox, Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type Opinion, opinionLabels, opinions } from '#domain/funding/application-facts.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import type { Review } from '#web/offers/views.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand } from '#web/use-api.ts'

export type ReviewFactKind = 'assign' | 'complete' | 'opinion' | 'abandon' | 'reopen'

const titles: Readonly<Record<ReviewFactKind, string>> = {
  assign: 'Confier l’instruction',
  complete: 'Déclarer le dossier complet',
  opinion: 'Avis de l’instruction',
  abandon: 'Classer le dossier',
  reopen: 'Rouvrir le dossier',
}

type Values = {
  on: PlainDate | null
  membershipId: string | null
  opinion: Opinion
  text: string
  lineIds: string[]
}
type Props = { applicationId: string; review: Review; kind: ReviewFactKind; onClose: () => void }

/** A dated step of the instruction; what it asks beyond its day depends on the step. */
export const ReviewFactForm = ({ applicationId, review, kind, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: {
      on: today,
      membershipId: review.reviewer?.id ?? null,
      opinion: 'favourable',
      text: '',
      lineIds: [],
    },
  })
  const draft = useFormDraft(`review/${applicationId}/${kind}`, form, form.values)
  const done = {
    onDone: () => {
      draft.clear()
      onClose()
    },
  }
  const command = useStep(kind, done)
  return (
    <SideForm
      title={titles[kind]}
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      submitLabel={kind === 'opinion' ? 'Donner l’avis' : titles[kind]}
      because={missing(kind, form.values)}
      onSubmit={form.onSubmit((values) => command.run(applicationId, values))}
    >
      <DayInput
        label="Date"
        data-autofocus
        max={today}
        value={form.values.on}
        onChange={(on) => form.setFieldValue('on', on)}
      />
      {kind === 'assign' && (
        <Select
          label="Qui instruit"
          data={review.reviewers.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          {...form.getInputProps('membershipId')}
        />
      )}
      {kind === 'complete' && (
        <p>Vous ne pourrez pas décider seul de ce dossier ensuite : une autre personne décidera.</p>
      )}
      {kind === 'opinion' && (
        <Select
          label="Avis"
          data={choicesOf(opinions, opinionLabels)}
          allowDeselect={false}
          {...form.getInputProps('opinion')}
        />
      )}
      {kind === 'reopen' && (
        <Checkbox.Group label="Lignes à décider de nouveau" {...form.getInputProps('lineIds')}>
          {review.lines
            .filter(({ state }) => state === 'granted' || state === 'refused')
            .map(({ lineId, productName }) => (
              <Checkbox key={lineId} value={lineId} label={productName} mt="xs" />
            ))}
        </Checkbox.Group>
      )}
      {(kind === 'opinion' || kind === 'abandon' || kind === 'reopen') && (
        <Textarea
          label={kind === 'opinion' ? 'Ce que vous en pensez' : 'Motif'}
          autosize
          minRows={3}
          maxLength={kind === 'opinion' ? 4000 : 1000}
          {...form.getInputProps('text')}
        />
      )}
    </SideForm>
  )
}

const missing = (kind: ReviewFactKind, { on, membershipId, text }: Values): string | undefined => {
  if (!on) return 'Écrivez d’abord la date.'
  if (kind === 'assign') return membershipId ? undefined : 'Choisissez qui instruit.'
  if (kind === 'complete') return undefined
  return text.trim() === '' ? 'Écrivez d’abord quelques mots.' : undefined
}

const useStep = (kind: ReviewFactKind, options: { onDone: () => void }) => {
  const assign = useApiCommand(api.reviews.assign, options)
  const complete = useApiCommand(api.reviews.declareComplete, options)
  const opinion = useApiCommand(api.reviews.giveOpinion, options)
  const abandon = useApiCommand(api.reviews.abandon, options)
  const reopen = useApiCommand(api.reviews.reopen, options)
  const all = { assign, complete, opinion, abandon, reopen }
  const { isRunning, refusal, failure } = all[kind]
  const run = (applicationId: string, { on, membershipId, text, lineIds, opinion: given }: Values) => {
    if (!on) return
    const step = { applicationId, on }
    if (kind === 'assign' && membershipId) void assign.run({ ...step, membershipId })
    if (kind === 'complete') void complete.run(step)
    if (kind === 'opinion') void opinion.run({ ...step, opinion: given, text })
    if (kind === 'abandon') void abandon.run({ ...step, reason: text })
    if (kind === 'reopen') void reopen.run({ ...step, reason: text, lineIds })
  }
  return { isRunning, refusal, failure, run }
}
