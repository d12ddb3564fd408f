import { NumberInput } from '@mantine/core'
import { type DaloAnswers, type DaloQuestion, daloQuestionLabels } from '#domain/dalo/facts.ts'
import { formatDecimal } from '#domain/money.ts'
import { api } from '#web/client.ts'
import type { FileProps } from '#web/housing-files/views.ts'
import { AreaInput } from '#web/ui/AreaInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { YesNoSelect } from '#web/ui/YesNoSelect.tsx'
import { useApiCommand } from '#web/use-api.ts'

type YesNoQuestion = Exclude<DaloQuestion, 'areaSquareDecimetres' | 'longWaitMonths'>
const yesNoQuestions: readonly YesNoQuestion[] = [
  'hostedByParents',
  'rehousingProvided',
  'disabledPerson',
  'unadapted',
  'unfit',
  'indecent',
  'suitableProposal',
]

/** One box per question that no dated fact answers; none of them asks for a diagnosis. */
export const AnswersForm = ({ householdId, file, onClose }: FileProps & { onClose: () => void }) => {
  const { form, values, draft } = useDraftedForm<DaloAnswers>(`dalo-answers/${file.fileId}`, file.answers)
  const answer = useApiCommand(api.housingFiles.answer, {
    onDone: () => {
      draft.clear()
      void notify('Réponses enregistrées.')
      onClose()
    },
  })
  const stale = useStaleEdit<{ version: number; answers: DaloAnswers }>(file.version, answer)
  const save = (version: number) =>
    void answer.run({ householdId, fileId: file.fileId, version, answers: values })
  const { known } = file
  return (
    <SideForm
      title="Ce que les motifs demandent"
      opened
      onClose={onClose}
      command={answer}
      draft={draft}
      issues={answer.issues}
      submitLabel="Enregistrer les réponses"
      onSubmit={form.onSubmit(() => save(stale.version))}
      banner={stale.banner({
        fields: ({ answers }) =>
          yesNoQuestions.map((question) => ({
            label: daloQuestionLabels[question],
            mine: told(values[question]),
            theirs: told(answers[question]),
          })),
        onKeepMine: save,
        onTakeTheirs: ({ answers }) => form.setValues(answers),
      })}
    >
      {yesNoQuestions.map((question) => (
        <YesNoSelect key={question} label={daloQuestionLabels[question]} {...form.getInputProps(question)} />
      ))}
      <AreaInput
        label={`${daloQuestionLabels.areaSquareDecimetres} (m²)`}
        placeholder={
          known.areaSquareDecimetres === null
            ? 'Pas de réponse'
            : `Au dossier : ${formatDecimal(known.areaSquareDecimetres)} m²`
        }
        {...form.getInputProps('areaSquareDecimetres')}
      />
      <NumberInput
        label={daloQuestionLabels.longWaitMonths}
        placeholder={
          known.longWaitMonths === null ? 'Pas de réponse' : `Au dossier : ${known.longWaitMonths}`
        }
        min={1}
        max={240}
        allowDecimal={false}
        value={values.longWaitMonths ?? ''}
        onChange={(typed) => form.setFieldValue('longWaitMonths', typeof typed === 'number' ? typed : null)}
      />
    </SideForm>
  )
}

const told = (value: boolean | null) => (value === null ? '—' : value ? 'oui' : 'non')
