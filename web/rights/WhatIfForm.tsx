import { Checkbox, NumberInput, Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Snapshot } from '#contract/budget.ts'
import type { WhatIfShape } from '#contract/rights-shapes.ts'
import { type ResourceKind, resourceKindRows, resourceKinds, resourceLabel } from '#domain/budget/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { aidZoneLabels, aidZones, homeKindLabels, homeKinds } from '#domain/rights/aid-facts.ts'
import classes from '#web/rights/Rights.module.css'
import { changeOf, missingIn, startOf, type WhatIfValues } from '#web/rights/what-if-values.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useFormDraft } from '#web/ui/use-draft.ts'

type Props = {
  householdId: string
  snapshot: Snapshot
  isRunning: boolean
  onCompare: (change: WhatIfShape) => void
}

/** Income line by line, children to come, a home proposed. */
export const WhatIfForm = ({ householdId, snapshot, isRunning, onCompare }: Props) => {
  const form = useForm<WhatIfValues>({ initialValues: startOf(snapshot) })
  const draft = useFormDraft(`what-if/${householdId}/${snapshot.id}/${snapshot.version}`, form, form.values)
  const { incomes, hasHome } = form.values
  const add = (kind: ResourceKind) => form.insertListItem('incomes', { kind, nowCents: 0, thenCents: null })
  return (
    <div className={classes.form}>
      <PageForm
        command={{ isRunning }}
        draft={draft}
        submitLabel="Comparer"
        because={missingIn(form.values)}
        onSubmit={form.onSubmit((values) => onCompare(changeOf(values)))}
      >
        <fieldset>
          <legend>Ressources par mois</legend>
          <div className={classes.two}>
            {incomes.map(({ kind, nowCents }, index) => (
              <AmountInput
                key={kind}
                label={typeset(resourceLabel(kind))}
                description={nowCents > 0 ? `Aujourd’hui ${formatEuros(nowCents)}` : 'Pas aujourd’hui'}
                {...form.getInputProps(`incomes.${index}.thenCents`)}
              />
            ))}
            <Select
              label="Ajouter une ressource"
              placeholder="Choisir"
              searchable
              value={null}
              data={resourceKinds
                .filter(
                  (kind) =>
                    resourceKindRows[kind].counts !== 'housing' &&
                    !incomes.some((line) => line.kind === kind),
                )
                .map((kind) => ({ value: kind, label: resourceLabel(kind) }))}
              onChange={(kind) => kind && add(kind as ResourceKind)}
            />
          </div>
        </fieldset>
        <fieldset>
          <legend>Le ménage et son logement</legend>
          <div className={classes.two}>
            <NumberInput
              label="Enfants qui arrivent"
              min={0}
              max={6}
              allowDecimal={false}
              {...form.getInputProps('newChildren')}
            />
            <Checkbox
              label="Un autre logement est proposé"
              {...form.getInputProps('hasHome', { type: 'checkbox' })}
            />
          </div>
        </fieldset>
        {hasHome && <HomeFields form={form} />}
      </PageForm>
    </div>
  )
}

type FormProps = { form: ReturnType<typeof useForm<WhatIfValues>> }

const HomeFields = ({ form }: FormProps) => (
  <fieldset>
    <legend>Le logement proposé</legend>
    <div className={classes.two}>
      <AmountInput label="Loyer sans les charges" {...form.getInputProps('rentCents')} />
      <AmountInput label="Charges" {...form.getInputProps('chargesCents')} />
      <AmountInput label="Énergie par mois" {...form.getInputProps('energyCents')} />
      <Select
        label="Zone de l’aide au logement"
        data={aidZones.map((value) => ({ value, label: aidZoneLabels[value] }))}
        {...form.getInputProps('zone')}
      />
      <Select
        label="Logement"
        data={homeKinds.map((value) => ({ value, label: homeKindLabels[value] }))}
        allowDeselect={false}
        {...form.getInputProps('homeKind')}
      />
      <Checkbox
        label="Conventionné (APL)"
        {...form.getInputProps('isUnderConvention', { type: 'checkbox' })}
      />
      <Checkbox label="Bailleur social" {...form.getInputProps('isSocialLandlord', { type: 'checkbox' })} />
    </div>
  </fieldset>
)
