import { NumberInput, Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { TaxIncome } from '#contract/household-facts.ts'
import { type FactSource, factSourceLabels, factSources } from '#domain/budget/household-facts.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import { yearOf } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  noticeYear: number | string
  incomeYear: number | string
  rfrCents: Cents | null
  occupants: number | string
  source: FactSource
}

const valuesOf = (known: TaxIncome | undefined, thisYear: number): Values => ({
  noticeYear: known?.noticeYear ?? thisYear,
  incomeYear: known?.incomeYear ?? thisYear - 1,
  rfrCents: known?.rfrCents ?? null,
  occupants: known?.occupants ?? '',
  source: known?.source ?? 'document-seen',
})

const missing = ({ noticeYear, incomeYear, rfrCents, occupants }: Values) => {
  if (noticeYear === '' || incomeYear === '') return 'Indiquez l’année de l’avis et celle des revenus.'
  if (rfrCents === null) return 'Écrivez le revenu fiscal de référence.'
  return occupants === '' ? 'Indiquez combien de personnes vivent dans le logement.' : undefined
}

const sideBySide = (mine: Values, theirs: Values) => [
  { label: 'Année de l’avis', mine: mine.noticeYear, theirs: theirs.noticeYear },
  { label: 'Année des revenus', mine: mine.incomeYear, theirs: theirs.incomeYear },
  {
    label: 'Revenu fiscal de référence',
    mine: formatEuros(mine.rfrCents ?? 0),
    theirs: formatEuros(theirs.rfrCents ?? 0),
  },
  { label: 'Occupants', mine: mine.occupants, theirs: theirs.occupants },
  { label: 'Source', mine: factSourceLabels[mine.source], theirs: factSourceLabels[theirs.source] },
]

type Props = { householdId: string; income: TaxIncome | undefined; onClose: () => void }

export const TaxIncomeForm = ({ householdId, income, onClose }: Props) => {
  const thisYear = yearOf(useToday())
  const form = useForm<Values>({ initialValues: valuesOf(income, thisYear) })
  const draft = useFormDraft(`tax-income/${income?.id ?? householdId}`, form, form.values)
  const onDone = () => {
    draft.clear()
    void notify('Revenu fiscal enregistré.')
    onClose()
  }
  const add = useApiCommand(api.budget.addTaxIncome, { onDone })
  const edit = useApiCommand(api.budget.editTaxIncome, { onDone })
  const command = income ? edit : add
  const issues = useIssues(form, command.issues, Object.keys(form.values))
  const stale = useStaleEdit<TaxIncome>(income?.version ?? 1, edit)
  const save = ({ noticeYear, incomeYear, rfrCents, occupants, source }: Values, version = stale.version) => {
    if (rfrCents === null) return
    const content = {
      ...{ householdId, rfrCents, source },
      noticeYear: Number(noticeYear),
      incomeYear: Number(incomeYear),
      occupants: Number(occupants),
    }
    if (income) void edit.run({ taxIncomeId: income.id, version, ...content })
    else void add.run(content)
  }
  return (
    <SideForm
      title={income ? 'Corriger un revenu fiscal' : 'Noter un avis d’imposition'}
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      draft={draft}
      submitLabel="Enregistrer"
      because={missing(form.values)}
      onSubmit={form.onSubmit((values) => save(values))}
      banner={stale.banner({
        fields: (theirs) => sideBySide(form.values, valuesOf(theirs, thisYear)),
        onKeepMine: (version) => save(form.values, version),
        onTakeTheirs: (theirs) => form.setValues(valuesOf(theirs, thisYear)),
      })}
    >
      <NumberInput
        label="Année de l’avis"
        min={2000}
        max={thisYear}
        hideControls
        {...form.getInputProps('noticeYear')}
      />
      <NumberInput
        label="Année des revenus"
        description={`L’année d’avant, le plus souvent : l’avis de ${thisYear} porte sur ${thisYear - 1}.`}
        min={2000}
        max={thisYear - 1}
        hideControls
        {...form.getInputProps('incomeYear')}
      />
      <AmountInput
        label="Revenu fiscal de référence"
        description="La somme de ceux de tous les occupants, quand il y a plusieurs avis."
        {...form.getInputProps('rfrCents')}
      />
      <NumberInput
        label="Personnes dans le logement"
        min={1}
        max={30}
        hideControls
        {...form.getInputProps('occupants')}
      />
      <Select
        label="D’où on le tient"
        data={factSources.map((value) => ({ value, label: factSourceLabels[value] }))}
        allowDeselect={false}
        {...form.getInputProps('source')}
      />
    </SideForm>
  )
}
