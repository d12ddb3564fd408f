import { Checkbox, NumberInput, Radio, Select, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import type { Operation } from '#contract/urban-renewal.ts'
import { formatEuros } from '#domain/money.ts'
import {
  investmentTaxes,
  investmentTaxLabels,
  operationKindLabels,
  operationKinds,
  type RenewalArea,
  requalificationReadingLabels,
  requalificationReadings,
} from '#domain/urban-renewal/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { type OperationValues, operationFacts, operationValues } from '#web/urban-renewal/operation-values.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Props = { projectId: string; area: RenewalArea; operation?: Operation | undefined; onClose: () => void }

/** An operation, with what the grid allows as one writes. */
export const OperationForm = ({ projectId, area, operation, onClose }: Props) => {
  const today = useToday()
  const form = useForm<OperationValues>({ initialValues: operationValues(operation, today) })
  const draft = useFormDraft(`renewal-operation/${operation?.id ?? projectId}`, form, form.values)
  const onDone = () => {
    draft.clear()
    void notify('Opération enregistrée.')
    onClose()
  }
  const add = useApiCommand(api.urbanRenewal.addOperation, { onDone })
  const change = useApiCommand(api.urbanRenewal.changeOperation, { onDone })
  const command = operation ? change : add
  const issues = useIssues(form, command.issues, ['name', 'committedOn'])
  const { version, banner } = useStaleEdit<Pick<Operation, 'name' | 'committedOn' | 'facts' | 'version'>>(
    operation?.version ?? 1,
    change,
  )
  const { name, committedOn, kind } = form.values
  const facts = operationFacts(form.values)
  const save = (over = version) => {
    if (!facts || !committedOn) return
    const written = { name: name.trim(), committedOn, facts }
    if (operation) void change.run({ operationId: operation.id, version: over, ...written })
    else void add.run({ projectId, ...written })
  }
  return (
    <SideForm
      title={operation ? `Modifier ${operation.name}` : 'Ajouter une opération'}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(() => save())}
      command={command}
      submitLabel="Enregistrer l’opération"
      because={
        name.trim() && facts && committedOn
          ? undefined
          : 'Donnez le nom, la date, et les logements ou les montants.'
      }
      issues={issues}
      draft={draft}
      banner={banner({
        fields: (theirs) => [
          { label: 'Nom', mine: name, theirs: theirs.name },
          { label: 'Contenu', mine: JSON.stringify(facts), theirs: JSON.stringify(theirs.facts) },
        ],
        onKeepMine: save,
        onTakeTheirs: (theirs) =>
          form.setValues(operationValues({ ...operation, ...theirs } as Operation, today)),
      })}
    >
      <TextInput label="Opération" maxLength={160} {...form.getInputProps('name')} />
      <DayInput
        label="Engagée le"
        description="La grille est celle de ce jour."
        {...form.getInputProps('committedOn')}
        value={committedOn}
      />
      <Radio.Group label="Genre" {...form.getInputProps('kind')}>
        {choicesOf(operationKinds, operationKindLabels).map(({ value, label }) => (
          <Radio key={value} value={value} label={label} mt="xs" />
        ))}
      </Radio.Group>
      {kind === 'reconstitution' ? <HomesFields form={form} /> : <WorksFields form={form} />}
      {facts && committedOn && <Simulation area={area} committedOn={committedOn} facts={facts} />}
    </SideForm>
  )
}

type FieldsProps = { form: UseFormReturnType<OperationValues> }

const HomesFields = ({ form }: FieldsProps) => (
  <>
    <NumberInput
      label="Logements PLUS"
      min={0}
      max={5_000}
      allowDecimal={false}
      {...form.getInputProps('plus')}
    />
    <NumberInput
      label="Logements PLAI"
      min={0}
      max={5_000}
      allowDecimal={false}
      {...form.getInputProps('plai')}
    />
    <Checkbox
      label="Aide complémentaire demandée"
      {...form.getInputProps('isComplementaryAsked', { type: 'checkbox' })}
    />
  </>
)

const WorksFields = ({ form }: FieldsProps) => (
  <>
    <AmountInput
      label="Investissement total"
      value={form.values.investmentCents}
      onChange={(cents) => form.setFieldValue('investmentCents', cents)}
    />
    <Select
      label="Ce montant est"
      allowDeselect={false}
      data={choicesOf(investmentTaxes, investmentTaxLabels)}
      {...form.getInputProps('investmentTax')}
    />
    <AmountInput
      label="Subvention de l’ANRU"
      value={form.values.anruSubsidyCents}
      onChange={(cents) => form.setFieldValue('anruSubsidyCents', cents)}
    />
    <Radio.Group
      label="Lecture de la formule"
      description="« 60 % du montant total de l’investissement, diminué de la subvention »."
      {...form.getInputProps('reading')}
    >
      {choicesOf(requalificationReadings, requalificationReadingLabels).map(({ value, label }) => (
        <Radio key={value} value={value} label={label} mt="xs" />
      ))}
    </Radio.Group>
  </>
)

type SimulationProps = Parameters<typeof api.urbanRenewal.simulate>[0]

const Simulation = (input: SimulationProps) => {
  const { data } = useApiQuery(api.urbanRenewal.simulate, input, { keepPrevious: true })
  if (!data) return null
  return (
    <Notice kind={data.isOutOfForce ? 'soon' : 'plain'} title="Au plus, selon la grille">
      <p>
        {typeset(`Prêt : ${formatEuros(data.loanCents)}. Subvention : ${formatEuros(data.subsidyCents)}.`)}
        {data.otherReadingCents !== null &&
          typeset(` Lue autrement, la formule donne ${formatEuros(data.otherReadingCents)}.`)}
      </p>
      {data.isOutOfForce && (
        <p>
          La grille publiée n’est pas en vigueur à cette date : ces montants sont les plus proches connus.
        </p>
      )}
    </Notice>
  )
}
