import { Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Recognition } from '#contract/household-facts.ts'
import {
  type FactSource,
  factSourceLabels,
  factSources,
  type RecognitionKind,
  recognitionKinds,
  recognitionRowsByKind,
} from '#domain/budget/household-facts.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  kind: RecognitionKind | null
  fromOn: PlainDate | null
  untilOn: PlainDate | null
  source: FactSource
}

const valuesOf = (known: Recognition | undefined): Values => ({
  kind: known?.kind ?? null,
  fromOn: known?.fromOn ?? null,
  untilOn: known?.untilOn ?? null,
  source: known?.source ?? 'document-seen',
})

const missing = ({ kind, fromOn }: Values) => {
  if (!kind) return 'Choisissez la situation.'
  return fromOn ? undefined : 'Indiquez depuis quand.'
}

const told = (day: PlainDate | null) => (day ? formatDate(day) : '—')
const sideBySide = (mine: Values, theirs: Values) => [
  {
    label: 'Situation',
    mine: mine.kind ? recognitionRowsByKind[mine.kind].label : '—',
    theirs: theirs.kind ? recognitionRowsByKind[theirs.kind].label : '—',
  },
  { label: 'Depuis', mine: told(mine.fromOn), theirs: told(theirs.fromOn) },
  { label: 'Jusqu’au', mine: told(mine.untilOn), theirs: told(theirs.untilOn) },
  { label: 'Source', mine: factSourceLabels[mine.source], theirs: factSourceLabels[theirs.source] },
]

type Props = { householdId: string; recognition: Recognition | undefined; onClose: () => void }

export const RecognitionForm = ({ householdId, recognition, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({ initialValues: valuesOf(recognition) })
  const draft = useFormDraft(`recognition/${recognition?.id ?? householdId}`, form, form.values)
  const onDone = () => {
    draft.clear()
    void notify('Situation reconnue enregistrée.')
    onClose()
  }
  const add = useApiCommand(api.budget.addRecognition, { onDone })
  const edit = useApiCommand(api.budget.editRecognition, { onDone })
  const command = recognition ? edit : add
  const issues = useIssues(form, command.issues, Object.keys(form.values))
  const stale = useStaleEdit<Recognition>(recognition?.version ?? 1, edit)
  const save = ({ kind, fromOn, ...rest }: Values, version = stale.version) => {
    if (!kind || !fromOn) return
    const content = { householdId, kind, fromOn, ...rest }
    if (recognition) void edit.run({ recognitionId: recognition.id, version, ...content })
    else void add.run(content)
  }
  return (
    <SideForm
      title={recognition ? 'Corriger une situation reconnue' : 'Noter une situation reconnue'}
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      draft={draft}
      submitLabel="Enregistrer"
      because={missing(form.values)}
      onSubmit={form.onSubmit((values) => save(values))}
      banner={stale.banner({
        fields: (theirs) => sideBySide(form.values, valuesOf(theirs)),
        onKeepMine: (version) => save(form.values, version),
        onTakeTheirs: (theirs) => form.setValues(valuesOf(theirs)),
      })}
    >
      <Select
        label="Situation"
        description="Jamais la raison pour laquelle elle est reconnue."
        placeholder="Choisir"
        data={recognitionKinds.map((value) => ({ value, label: recognitionRowsByKind[value].label }))}
        {...form.getInputProps('kind')}
      />
      <DayInput label="Depuis le" max={today} {...form.getInputProps('fromOn')} />
      <DayInput
        label="Jusqu’au"
        description="Vide tant que la situation dure ; une date à venir pour ce qui expire."
        min={form.values.fromOn ?? undefined}
        {...form.getInputProps('untilOn')}
      />
      <Select
        label="D’où on la tient"
        data={factSources.map((value) => ({ value, label: factSourceLabels[value] }))}
        allowDeselect={false}
        {...form.getInputProps('source')}
      />
    </SideForm>
  )
}
