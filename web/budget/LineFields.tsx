import { Button, Checkbox, Select } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import {
  type ChargeKind,
  chargeKinds,
  chargeLabel,
  type ResourceKind,
  resourceKinds,
  resourceLabel,
} from '#domain/budget/kinds.ts'
import { periodLabels, periods } from '#domain/budget/snapshot.ts'
import { newLine, type SnapshotValues } from '#web/budget/content.ts'
import classes from '#web/budget/SnapshotForm.module.css'
import { ProofSelect } from '#web/casework/ProofSelect.tsx'
import { AmountInput } from '#web/ui/AmountInput.tsx'

type Form = UseFormReturnType<SnapshotValues>
type Choice = { value: string; label: string }
type FieldsProps = { form: Form; householdId: string }

const resourceChoices = resourceKinds.map((value) => ({ value, label: resourceLabel(value) }))
const chargeChoices = chargeKinds.map((value) => ({ value, label: chargeLabel(value) }))
const periodChoices = periods.map((value) => ({ value, label: periodLabels[value] }))

/** The first kind not written down yet: what is usually asked next. */
const next = <Kind extends string>(
  kinds: readonly Kind[],
  lines: readonly { kind: Kind }[],
  last: Kind,
): Kind => kinds.find((kind) => !lines.some((line) => line.kind === kind)) ?? last

export const ResourceFields = ({ form, householdId }: FieldsProps) => (
  <LineGroup
    form={form}
    householdId={householdId}
    side="resources"
    legend="Ce qui entre"
    choices={resourceChoices}
    add={() =>
      form.insertListItem(
        'resources',
        newLine<ResourceKind>(next(resourceKinds, form.values.resources, 'other-income')),
      )
    }
    addLabel="Ajouter une ressource"
  />
)

export const ChargeFields = ({ form, householdId }: FieldsProps) => (
  <LineGroup
    form={form}
    householdId={householdId}
    side="charges"
    legend="Ce qui sort"
    choices={chargeChoices}
    add={() =>
      form.insertListItem(
        'charges',
        newLine<ChargeKind>(next(chargeKinds, form.values.charges, 'other-fixed')),
      )
    }
    addLabel="Ajouter une dépense"
  />
)

type GroupProps = FieldsProps & {
  side: 'resources' | 'charges'
  legend: string
  choices: Choice[]
  add: () => void
  addLabel: string
}

const LineGroup = ({ form, householdId, side, legend, choices, add, addLabel }: GroupProps) => (
  <fieldset className={classes.group}>
    <legend>{legend}</legend>
    <ul className={classes.rows}>
      {form.values[side].map((line, index) => {
        const at = `${side}.${index}`
        const name = choices.find(({ value }) => value === line.kind)?.label ?? ''
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the form itself names its lines by their place
          <li key={index} className={classes.row}>
            <Select
              size="xs"
              aria-label="Nature"
              data={choices}
              searchable
              nothingFoundMessage="Rien de ce nom"
              {...form.getInputProps(`${at}.kind`)}
            />
            <AmountInput
              size="xs"
              aria-label={`Montant, ${name}`}
              {...form.getInputProps(`${at}.amountCents`)}
            />
            <Select
              size="xs"
              aria-label={`Période, ${name}`}
              data={periodChoices}
              {...form.getInputProps(`${at}.every`)}
            />
            <div className={classes.foot}>
              <Checkbox
                label="vu"
                aria-label={`Justificatif vu, ${name}`}
                {...form.getInputProps(`${at}.proofSeen`, { type: 'checkbox' })}
              />
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`Retirer la ligne ${name}`}
                onClick={() => form.removeListItem(side, index)}
              >
                Retirer
              </Button>
            </div>
            {line.proofSeen && (
              <div className={classes.proof}>
                <ProofSelect
                  householdId={householdId}
                  label={`Document, ${name}`}
                  isLabelHidden
                  size="xs"
                  {...form.getInputProps(`${at}.proofFileId`)}
                />
              </div>
            )}
          </li>
        )
      })}
    </ul>
    <Button size="xs" variant="default" onClick={add}>
      {addLabel}
    </Button>
  </fieldset>
)
