import { Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ObjectiveView } from '#contract/support-plan-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type ObjectiveKind, objectiveKindLabels } from '#domain/programmes/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

type AddProps = { measureId: string; kinds: readonly ObjectiveKind[]; onClose: () => void }
type AddValues = { kind: ObjectiveKind | null; openedOn: PlainDate | null; ownWords: string }

export const AddObjectiveForm = ({ measureId, kinds, onClose }: AddProps) => {
  const today = useToday()
  const form = useForm<AddValues>({ initialValues: { kind: null, openedOn: today, ownWords: '' } })
  const draft = useFormDraft(`objective/${measureId}`, form, form.values)
  const command = useApiCommand(api.supportPlan.addObjective, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['kind', 'openedOn', 'ownWords'])
  const { kind, openedOn, ownWords } = form.values
  return (
    <SideForm
      title="Poser un objectif"
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      issues={issues}
      because={kind && openedOn ? undefined : 'Choisissez l’objectif et sa date.'}
      submitLabel="Poser l’objectif"
      onSubmit={form.onSubmit(() => {
        if (kind && openedOn)
          void command.run({ measureId, kind, openedOn, ownWords: ownWords.trim() || null })
      })}
    >
      <Select
        label="Objectif"
        description="Ceux que prévoit le dispositif."
        placeholder="Choisir"
        data-autofocus
        searchable
        data={choicesOf(kinds, objectiveKindLabels)}
        {...form.getInputProps('kind')}
      />
      <OwnWords {...form.getInputProps('ownWords')} />
      <DayInput
        label="Posé le"
        max={today}
        value={openedOn}
        onChange={(day) => form.setFieldValue('openedOn', day)}
      />
    </SideForm>
  )
}

const OwnWords = (props: object) => (
  <Textarea
    label="Avec les mots du ménage"
    description="Ce qu’il veut, comme il le dit. Le contrat les reprend."
    autosize
    minRows={3}
    maxLength={2_000}
    {...props}
  />
)

export const ObjectiveWordsForm = ({
  objective,
  onClose,
}: {
  objective: ObjectiveView
  onClose: () => void
}) => {
  const form = useForm({ initialValues: { ownWords: objective.ownWords ?? '' } })
  const draft = useFormDraft(`objective-words/${objective.id}`, form, form.values)
  const command = useApiCommand(api.supportPlan.changeObjective, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const stale = useStaleEdit<Pick<ObjectiveView, 'version' | 'ownWords'>>(objective.version, command)
  const issues = useIssues(form, command.issues, ['ownWords'])
  const save = (version: number) =>
    void command.run({
      objectiveId: objective.id,
      version,
      ownWords: form.values.ownWords.trim() || null,
    })
  return (
    <SideForm
      title={objectiveKindLabels[objective.kind]}
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      issues={issues}
      submitLabel="Enregistrer"
      onSubmit={form.onSubmit(() => save(stale.version))}
      banner={stale.banner({
        fields: (theirs) => [
          { label: 'Mots du ménage', mine: form.values.ownWords, theirs: theirs.ownWords ?? '' },
        ],
        onKeepMine: save,
        onTakeTheirs: (theirs) => form.setValues({ ownWords: theirs.ownWords ?? '' }),
      })}
    >
      <OwnWords data-autofocus {...form.getInputProps('ownWords')} />
    </SideForm>
  )
}
