import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ObjectiveView, SupportPlanView } from '#contract/support-plan-shapes.ts'
import type { ObjectiveResult } from '#domain/measures/objectives.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { objectiveKindLabels } from '#domain/programmes/kinds.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { ResultChoice } from '#web/support-plan/EvaluateForm.tsx'
import { ReviewFields } from '#web/support-plan/ReviewWordsForm.tsx'
import classes from '#web/support-plan/support-plan.module.css'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  on: PlainDate | null
  results: Record<string, ObjectiveResult>
  notes: Record<string, string>
  householdWords: string
  nextSteps: string
}
type Props = { measureId: string; plan: SupportPlanView; onClose: () => void }

/** Each open objective, what the household says, what comes next: one form, one act. */
export const HoldReviewForm = ({ measureId, plan, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: { on: today, results: {}, notes: {}, householdWords: '', nextSteps: '' },
  })
  const draft = useFormDraft(`review/${measureId}`, form, form.values)
  const command = useApiCommand(api.supportPlan.holdReview, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['on', 'householdWords', 'nextSteps'])
  const { values } = form
  const asked = plan.objectives.filter(
    ({ closedOn, openedOn }) => closedOn === null && (values.on === null || openedOn <= values.on),
  )
  const isWhole = asked.every(({ id }) => values.results[id])
  return (
    <SideForm
      title="Tenir un bilan"
      opened
      onClose={onClose}
      size={560}
      command={command}
      draft={draft}
      issues={issues}
      because={values.on && isWhole ? undefined : 'Dites où en est chaque objectif en cours.'}
      submitLabel="Enregistrer le bilan"
      onSubmit={form.onSubmit(() => {
        if (values.on)
          void command.run({
            measureId,
            version: plan.measureVersion,
            on: values.on,
            evaluations: evaluationsOf(asked, values),
            householdWords: values.householdWords.trim() || null,
            nextSteps: values.nextSteps.trim() || null,
          })
      })}
    >
      <DayInput
        label="Date du bilan"
        data-autofocus
        max={today}
        value={values.on}
        onChange={(day) => form.setFieldValue('on', day)}
      />
      {asked.length === 0 && (
        <p className={classes.soft}>
          Aucun objectif n’est en cours à cette date : le bilan se tient quand même.
        </p>
      )}
      {asked.map(({ id, kind, ownWords }) => (
        <fieldset key={id} className={classes.evaluation}>
          <legend>{objectiveKindLabels[kind]}</legend>
          {ownWords && <p className={classes.soft}>« {ownWords} »</p>}
          <ResultChoice
            label="Où en est-il ?"
            value={values.results[id] ?? null}
            onChange={(result) => form.setFieldValue('results', { ...values.results, [id]: result })}
          />
          <Textarea
            label="Précision"
            autosize
            minRows={1}
            maxLength={2_000}
            value={values.notes[id] ?? ''}
            onChange={({ currentTarget: { value } }) =>
              form.setFieldValue('notes', { ...form.getValues().notes, [id]: value })
            }
          />
        </fieldset>
      ))}
      <ReviewFields form={form} />
    </SideForm>
  )
}

const evaluationsOf = (asked: readonly ObjectiveView[], { results, notes }: Values) =>
  asked.flatMap(({ id }) => {
    const result = results[id]
    return result ? [{ objectiveId: id, result, note: notes[id]?.trim() || null }] : []
  })
