import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import type { ParameterDetail } from '#contract/settings.ts'
import { confidenceLabels, type ParameterUnit } from '#domain/legal-parameter.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { formatParameter, readParameter, unitSuffix } from '#web/settings/parameter-value.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  /** As typed; an amount in cents has its own field. */
  typed: string
  cents: number | null
  validFrom: PlainDate | null
  validTo: PlainDate | null
  reason: string
  isPublished: boolean
  reference: string
  readOn: PlainDate | null
  confidence: PublishedConfidence
  doubt: string
}

const publishedConfidences = ['verified', 'older-text', 'secondary', 'computed', 'general-knowledge'] as const
type PublishedConfidence = (typeof publishedConfidences)[number]

const figureIn = ({ typed, cents }: Values, unit: ParameterUnit): number | null => {
  if (unit === 'cents') return cents
  if (unit === 'boolean') return typed === '' ? null : Number(typed)
  return readParameter(typed, unit) ?? null
}

const whyNot = (values: Values, unit: ParameterUnit, isDoubtful: boolean): string | undefined => {
  if (figureIn(values, unit) === null) return 'Écrivez une valeur.'
  if (!values.validFrom) return 'Dites à partir de quel jour.'
  if (values.isPublished && (values.reference.trim() === '' || !values.readOn))
    return 'Donnez le texte lu, et quand.'
  if (isDoubtful && values.doubt.trim() === '') return 'Dites pourquoi cette valeur est juste.'
  return values.reason.trim() === '' ? 'Dites pourquoi.' : undefined
}

export const ProposalForm = ({ parameter, onClose }: { parameter: ParameterDetail; onClose: () => void }) => {
  const { key, unit } = parameter
  const form = useForm<Values>({
    initialValues: {
      typed: '',
      cents: null,
      validFrom: useToday(),
      validTo: null,
      reason: '',
      isPublished: false,
      reference: '',
      readOn: useToday(),
      confidence: 'verified',
      doubt: '',
    },
  })
  const draft = useFormDraft(`override/${key}`, form, form.values)
  const propose = useApiCommand(api.settings.proposeParameter, {
    onDone: () => {
      draft.clear()
      void notify('Valeur proposée : une autre personne la vérifie avant qu’elle serve.')
      onClose()
    },
  })
  const issues = useIssues(form, propose.issues, ['validFrom', 'validTo', 'reason', 'doubt'])
  const isDoubtful = propose.refusal?.reason === 'implausible' || form.values.doubt !== ''
  const save = (values: Values) => {
    const value = figureIn(values, unit)
    const { validFrom, validTo, reason, doubt } = values
    if (value === null || !validFrom) return
    const source = sourceOf(values)
    void propose.run({ key, value, validFrom, validTo, reason, source, doubt: doubt.trim() || null })
  }
  return (
    <PageForm
      onSubmit={form.onSubmit(save)}
      command={propose}
      submitLabel="Proposer cette valeur"
      because={whyNot(form.values, unit, isDoubtful)}
      issues={issues}
      draft={draft}
      onCancel={onClose}
    >
      <ValueInput form={form} unit={unit} />
      <DayInput label="À partir du" {...form.getInputProps('validFrom')} value={form.values.validFrom} />
      <DayInput
        label="Jusqu’au"
        description="Vide : jusqu’à ce qu’un barème plus récent prenne effet."
        {...form.getInputProps('validTo')}
        value={form.values.validTo}
      />
      <Textarea
        label="Pourquoi"
        description="Un texte, une convention, une délibération : ce qui permettra de vérifier."
        maxLength={500}
        autosize
        minRows={2}
        {...form.getInputProps('reason')}
      />
      <SourceFields form={form} />
      {isDoubtful && (
        <Textarea
          label="Pourquoi cette valeur est juste"
          description="Elle est dix fois celle d’une version voisine, ou le dixième."
          maxLength={300}
          autosize
          minRows={2}
          {...form.getInputProps('doubt')}
        />
      )}
      <Effect parameter={parameter} values={form.values} />
    </PageForm>
  )
}

const sourceOf = ({ isPublished, reference, readOn, confidence }: Values) =>
  isPublished && readOn ? { reference, readOn, confidence } : null

const SourceFields = ({ form }: { form: UseFormReturnType<Values> }) => (
  <>
    <Checkbox
      label="C’est une valeur publiée, que Palier ne connaît pas encore"
      {...form.getInputProps('isPublished', { type: 'checkbox' })}
    />
    {form.values.isPublished && (
      <>
        <TextInput
          label="Texte"
          description="Arrêté, décret, page officielle : ce que l’autre personne relira."
          maxLength={300}
          {...form.getInputProps('reference')}
        />
        <DayInput label="Lu le" {...form.getInputProps('readOn')} value={form.values.readOn} />
        <Select
          label="À quel point c’est sûr"
          allowDeselect={false}
          data={publishedConfidences.map((value) => ({ value, label: confidenceLabels[value] }))}
          {...form.getInputProps('confidence')}
        />
      </>
    )}
  </>
)

const ValueInput = ({ form, unit }: { form: UseFormReturnType<Values>; unit: ParameterUnit }) => {
  if (unit === 'cents')
    return <AmountInput label="Valeur" {...form.getInputProps('cents')} value={form.values.cents} />
  if (unit === 'boolean')
    return (
      <Select
        label="Valeur"
        data={[
          { value: '1', label: 'oui' },
          { value: '0', label: 'non' },
        ]}
        {...form.getInputProps('typed')}
      />
    )
  return (
    <TextInput
      label="Valeur"
      inputMode="decimal"
      rightSection={unitSuffix[unit]}
      rightSectionWidth={64}
      {...form.getInputProps('typed')}
    />
  )
}

/** What will happen, before it does. */
const Effect = ({ parameter, values }: { parameter: ParameterDetail; values: Values }) => {
  const value = figureIn(values, parameter.unit)
  if (value === null || !values.validFrom) return null
  const { current, unit } = parameter
  const before = current ? ` au lieu de ${formatParameter(current.value, unit)}` : ''
  return (
    <Notice kind="plain">
      {`Une fois vérifiée, à partir du ${formatDate(values.validFrom)}, Palier calcule avec ${formatParameter(value, unit)}${before}. ${parameter.effect} Les calculs déjà gardés ne changent pas.`}
    </Notice>
  )
}
