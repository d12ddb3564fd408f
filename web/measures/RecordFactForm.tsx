import { NumberInput, Select, Textarea } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import type { MeasureView, NewMeasureFact } from '#contract/measure-shapes.ts'
import type { MeasureEventKind } from '#domain/measures/kinds.ts'
import { evaluationResultLabels, evaluationResults, measureEventLabels } from '#domain/measures/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { exitReasonLabels } from '#domain/programmes/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { emptyFact, type FactValues, factOf, missingIn } from '#web/measures/fact-values.ts'
import { useMeasureCommand } from '#web/measures/use-measure-command.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'

type Props = { measure: MeasureView; kind: MeasureEventKind; onClose: () => void }

/** A dated fact of the measure; what it asks beyond its day depends on its kind. */
export const RecordFactForm = ({ measure, kind, onClose }: Props) => {
  const today = useToday()
  const form = useForm<FactValues>({ initialValues: emptyFact(measure, kind, today) })
  const draft = useFormDraft(`measure-fact/${measure.measureId}/${kind}`, form, form.values)
  const command = useMeasureCommand(api.measures.recordFact, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['fact'])
  const fact: NewMeasureFact | undefined = factOf(kind, form.values)
  return (
    <SideForm
      title={measureEventLabels[kind]}
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      issues={issues}
      because={missingIn(kind, form.values)}
      submitLabel="Consigner"
      onSubmit={form.onSubmit(() => {
        const { measureId, version } = measure
        if (fact) void command.run({ measureId, version, fact })
      })}
    >
      <DayInput
        label="Date"
        description="Le jour où cela a eu lieu."
        data-autofocus
        max={today}
        value={form.values.on}
        onChange={(on: PlainDate | null) => form.setFieldValue('on', on)}
      />
      <KindFields measure={measure} kind={kind} form={form} />
    </SideForm>
  )
}

type FieldsProps = Omit<Props, 'onClose'> & { form: UseFormReturnType<FactValues> }

const KindFields = (props: FieldsProps) => {
  switch (props.kind) {
    case 'started':
      return (
        <>
          <MonthsField {...props} label="Première période, en mois" />
          {props.measure.phases.length > 0 && <PhaseField {...props} />}
        </>
      )
    case 'renewed':
      return <MonthsField {...props} label="Renouvelée pour, en mois" />
    case 'phase-entered':
      return <PhaseField {...props} />
    case 'suspended':
    case 'refused-by-household':
      return <ReasonField {...props} />
    case 'derogated':
      return <DerogationFields {...props} />
    case 'ended':
      return <ExitField {...props} />
    case 'evaluated':
      return <EvaluationFields {...props} />
    default:
      return null
  }
}

const MonthsField = ({ form, label }: FieldsProps & { label: string }) => (
  <NumberInput
    label={label}
    min={1}
    max={240}
    allowDecimal={false}
    value={form.values.months ?? ''}
    onChange={(typed) => form.setFieldValue('months', typeof typed === 'number' ? typed : null)}
  />
)

const PhaseField = ({ measure, form }: FieldsProps) => (
  <Select
    label="Phase"
    data={measure.phases.map(({ key, label }) => ({ value: key, label, disabled: key === measure.phase }))}
    {...form.getInputProps('phase')}
  />
)

const ReasonField = ({ form }: FieldsProps) => (
  <Textarea
    label="Pourquoi"
    description="Avec les mots du ménage si possible."
    autosize
    minRows={3}
    maxLength={2_000}
    {...form.getInputProps('reason')}
  />
)

const DerogationFields = (props: FieldsProps) => (
  <>
    <DayInput
      label="Jusqu’au"
      description="La limite va jusqu’à ce jour ; il faut encore renouveler la mesure."
      value={props.form.values.until}
      onChange={(until) => props.form.setFieldValue('until', until)}
    />
    <ReasonField {...props} />
  </>
)

const ExitField = ({ measure, form }: FieldsProps) => (
  <Select
    label="Motif de sortie"
    data={choicesOf(measure.exits, exitReasonLabels)}
    {...form.getInputProps('exit')}
  />
)

const EvaluationFields = ({ measure, form }: FieldsProps) => (
  <>
    <Select
      label="Évaluation"
      data={measure.evaluationMonths.map((months) => ({ value: String(months), label: `À ${months} mois` }))}
      value={form.values.months === null ? null : String(form.values.months)}
      onChange={(months) => form.setFieldValue('months', months === null ? null : Number(months))}
    />
    <Select
      label="Situation"
      data={choicesOf(evaluationResults, evaluationResultLabels)}
      {...form.getInputProps('result')}
    />
  </>
)
