import { NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Convention } from '#contract/convention-shapes.ts'
import {
  type CountingRule,
  countingRuleLabels,
  countingRules,
  type EnvelopeKind,
  envelopeKindLabels,
  envelopeKinds,
} from '#domain/envelopes/kinds.ts'
import { type FundingField, fundingFieldLabels, fundingFields } from '#domain/funding/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { NamedTerritory } from '#domain/territories/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { TerritoryField } from '#web/territories/TerritoryField.tsx'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { convention: Convention; onClose: () => void }
type Values = {
  label: string
  kind: EnvelopeKind
  countedAt: CountingRule
  year: number | null
  field: FundingField | null
  territory: NamedTerritory[]
  openedOn: PlainDate | null
  closedOn: PlainDate | null
  initialCents: Cents | null
}

/** An envelope of a convention, with what is put in it first. */
export const EnvelopeForm = ({ convention, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: {
      ...{ label: '', kind: 'flow', year: null, field: null, territory: [], closedOn: null },
      countedAt: convention.terms.clauses.countingRule,
      openedOn: convention.period.startsOn ?? today,
      initialCents: null,
    },
  })
  const draft = useFormDraft(`envelope/${convention.id}`, form, form.values)
  const command = useApiCommand(api.envelopes.create, {
    onDone: () => {
      draft.clear()
      void notify('Enveloppe ouverte.')
      onClose()
    },
  })
  const fields = ['label', 'year', 'openedOn', 'closedOn', 'initialCents']
  const issues = useIssues(form, command.issues, fields)
  const { values } = form
  const save = () => {
    if (!values.openedOn) return
    const { territory, ...described } = values
    void command.run({
      ...described,
      label: values.label.trim(),
      year: values.kind === 'flow' ? values.year : null,
      territory: territory[0] ?? null,
      openedOn: values.openedOn,
      conventionId: convention.id,
      initialOn: null,
    })
  }
  return (
    <SideForm
      title="Ouvrir une enveloppe"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Ouvrir l’enveloppe"
      because={values.label.trim() && values.openedOn ? undefined : 'Donnez un nom et la date d’ouverture.'}
      issues={issues}
      draft={draft}
    >
      <TextInput label="Nom" maxLength={120} {...form.getInputProps('label')} />
      <Select
        label="Nature"
        description="De flux : tant par an ou pour toute la convention. D’encours : tant dehors à la fois, ce qui revient se prête de nouveau."
        allowDeselect={false}
        data={choicesOf(envelopeKinds, envelopeKindLabels)}
        {...form.getInputProps('kind')}
      />
      <Select
        label="Consommation comptée"
        allowDeselect={false}
        data={choicesOf(countingRules, countingRuleLabels)}
        {...form.getInputProps('countedAt')}
      />
      {values.kind === 'flow' && (
        <NumberInput
          label="Année"
          description="Vide si elle court sur toute la convention."
          min={1950}
          max={2200}
          allowDecimal={false}
          thousandSeparator=""
          value={values.year ?? ''}
          onChange={(year) => form.setFieldValue('year', typeof year === 'number' ? year : null)}
        />
      )}
      <Select
        label="Domaine"
        placeholder="Tous ceux de la convention"
        clearable
        data={choicesOf(fundingFields, fundingFieldLabels)}
        {...form.getInputProps('field')}
      />
      <TerritoryField
        label="Territoire"
        description="Vide : partout où la convention s’applique."
        most={1}
        value={values.territory}
        onChange={(territory) => form.setFieldValue('territory', territory)}
      />
      <DayInput label="Ouverte le" {...form.getInputProps('openedOn')} value={values.openedOn} />
      <DayInput
        label="Fermée le"
        description="Vide si rien n’est prévu."
        min={values.openedOn ?? undefined}
        {...form.getInputProps('closedOn')}
        value={values.closedOn}
      />
      <AmountInput
        label="Dotation initiale"
        {...form.getInputProps('initialCents')}
        value={values.initialCents}
      />
    </SideForm>
  )
}
