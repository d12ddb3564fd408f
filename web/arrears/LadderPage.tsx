import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import {
  type LadderAction,
  type LadderStep,
  ladderActionLabels,
  ladderActions,
} from '#domain/arrears/ladder.ts'
import classes from '#web/arrears/arrears.module.css'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { SettingsFrame } from '#web/settings/SettingsFrame.tsx'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { notify } from '#web/ui/notify.ts'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Ladder = Awaited<ReturnType<typeof api.arrears.getLadder>>

/** The landlord's own ladder: practice, not law, and said to be so. */
export const LadderPage = () => {
  const ladder = useApiQuery(api.arrears.getLadder, {})
  return (
    <SettingsFrame
      title="Échelle de relance"
      subtitle={
        ladder.data?.isOwn
          ? 'Les étapes de votre organisme, dans l’ordre des jours de retard.'
          : 'Les étapes usuelles des bailleurs : une pratique, pas une règle de droit. Changez-les selon la vôtre.'
      }
    >
      {ladder.error && <ErrorState error={ladder.error} retry={() => void ladder.refetch()} />}
      {ladder.data && <LadderForm key={ladder.data.version} ladder={ladder.data} />}
    </SettingsFrame>
  )
}

const LadderForm = ({ ladder }: { ladder: Ladder }) => {
  const may = useAccess('edit-ladder')
  const form = useForm({ initialValues: { steps: ladder.steps } })
  const draft = useFormDraft(`ladder/${ladder.version}`, form, form.values)
  const save = useApiCommand(api.arrears.saveLadder, {
    onDone: () => {
      draft.clear()
      void notify('Échelle de relance enregistrée.')
    },
  })
  const issues = useIssues(form, save.issues, ['steps'])
  return (
    <PageForm
      command={save}
      draft={draft}
      issues={issues}
      because={may.because}
      submitLabel="Enregistrer l’échelle"
      onSubmit={form.onSubmit(({ steps }) => void save.run({ steps, version: ladder.version }))}
    >
      <ol className={classes.steps}>
        {form.values.steps.map((step, index) => (
          <StepLine
            key={step.key}
            form={form}
            index={index}
            remove={() => form.removeListItem('steps', index)}
          />
        ))}
      </ol>
      <div className={classes.actions}>
        <Button variant="default" onClick={() => form.insertListItem('steps', newStep(form.values.steps))}>
          Ajouter une étape
        </Button>
      </div>
    </PageForm>
  )
}

type LineProps = {
  form: ReturnType<typeof useForm<{ steps: LadderStep[] }>>
  index: number
  remove: () => void
}

const StepLine = ({ form, index, remove }: LineProps) => {
  const path = (field: keyof LadderStep) => `steps.${index}.${field}`
  const step = form.values.steps[index]
  if (!step) return null
  return (
    <li className={classes.step}>
      <TextInput label="Étape" maxLength={80} {...form.getInputProps(path('label'))} />
      <Select
        label="Ce qui est fait"
        data={ladderActions.map((action) => ({ value: action, label: ladderActionLabels[action] }))}
        value={step.action}
        onChange={(action) => form.setFieldValue(path('action'), action as LadderAction)}
      />
      <NumberInput
        label="Jours de retard"
        min={0}
        max={3_650}
        allowDecimal={false}
        {...form.getInputProps(path('afterDays'))}
      />
      <AmountInput
        label="Dette d’au moins"
        value={step.minDebtCents}
        onChange={(cents) => form.setFieldValue(path('minDebtCents'), cents ?? 0)}
      />
      <Button variant="subtle" color="late" onClick={remove}>
        Retirer<span className="on-screen-readers"> l’étape {step.label}</span>
      </Button>
    </li>
  )
}

/** The key is what tells whether a step was done: it is never used again for another. */
const newStep = (steps: readonly LadderStep[]): LadderStep => ({
  key: `etape-${Math.max(0, ...steps.map(({ key }) => Number(/^etape-(\d+)$/.exec(key)?.[1] ?? 0))) + 1}`,
  label: '',
  afterDays: Math.max(0, ...steps.map(({ afterDays }) => afterDays)) + 15,
  minDebtCents: 0,
  action: 'letter',
})
