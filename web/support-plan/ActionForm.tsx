import { Autocomplete, Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ActionView } from '#contract/support-plan-shapes.ts'
import { type PlanService, planServiceLabels, planServices } from '#domain/measures/objectives.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { useColleagues } from '#web/measures/use-colleagues.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

/** A new action of an objective, or one that is there. */
type Props = { onClose: () => void } & (
  | { objectiveId: string; action?: undefined }
  | { objectiveId?: undefined; action: ActionView }
)
type Values = { what: string; service: PlanService | null; who: string; dueOn: PlainDate | null }

const valuesOf = (action: Values | undefined): Values => ({
  what: action?.what ?? '',
  service: action?.service ?? null,
  who: action?.who ?? '',
  dueOn: action?.dueOn ?? null,
})

const missing = ({ what, service, who }: Values): string | undefined => {
  if (!what.trim()) return 'Écrivez d’abord ce qui est prévu.'
  if (!service) return 'Choisissez le service.'
  return who.trim() ? undefined : 'Dites qui le fait.'
}

export const ActionForm = ({ objectiveId, action, onClose }: Props) => {
  const { workers } = useColleagues()
  const form = useForm<Values>({ initialValues: valuesOf(action) })
  const draft = useFormDraft(`plan-action/${action?.id ?? objectiveId}`, form, form.values)
  const onDone = () => {
    draft.clear()
    onClose()
  }
  const add = useApiCommand(api.supportPlan.addAction, { onDone })
  const change = useApiCommand(api.supportPlan.changeAction, { onDone })
  const command = action ? change : add
  const stale = useStaleEdit<Values & { version: number }>(action?.version ?? 1, change)
  const issues = useIssues(form, command.issues, ['what', 'service', 'who', 'dueOn'])
  const { what, service, who, dueOn } = form.values
  const save = (version: number) => {
    if (!service) return
    const facts = { what: what.trim(), service, who: who.trim(), dueOn }
    if (action) void change.run({ actionId: action.id, version, ...facts })
    else if (objectiveId) void add.run({ objectiveId, ...facts })
  }
  return (
    <SideForm
      title={action ? 'Corriger une action' : 'Prévoir une action'}
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      issues={issues}
      because={missing(form.values)}
      submitLabel={action ? 'Enregistrer' : 'Prévoir l’action'}
      onSubmit={form.onSubmit(() => save(stale.version))}
      banner={stale.banner({
        fields: (theirs) => staleFields(form.values, theirs),
        onKeepMine: save,
        onTakeTheirs: (theirs) => form.setValues(valuesOf(theirs)),
      })}
    >
      <Textarea
        label="Quoi"
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        {...form.getInputProps('what')}
      />
      <Select
        label="Quel service"
        description="Plusieurs services peuvent agir dans un même projet."
        placeholder="Choisir"
        allowDeselect={false}
        data={choicesOf(planServices, planServiceLabels)}
        {...form.getInputProps('service')}
      />
      <Autocomplete
        label="Qui"
        description="Le ménage, un collègue, un partenaire."
        data={['Le ménage', ...new Set(workers.map(({ label }) => label))]}
        maxLength={200}
        {...form.getInputProps('who')}
      />
      <DayInput
        label="Pour le"
        description="Passé ce jour, le référent est prévenu dans Ma journée."
        value={dueOn}
        onChange={(day) => form.setFieldValue('dueOn', day)}
      />
    </SideForm>
  )
}

const staleFields = (mine: Values, theirs: Values) => [
  { label: 'Quoi', mine: mine.what, theirs: theirs.what },
  { label: 'Qui', mine: mine.who, theirs: theirs.who },
  {
    label: 'Pour le',
    mine: mine.dueOn ? formatDate(mine.dueOn) : 'sans date',
    theirs: theirs.dueOn ? formatDate(theirs.dueOn) : 'sans date',
  },
]
