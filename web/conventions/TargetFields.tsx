import { Button, NumberInput, Select } from '@mantine/core'
import { targetKindLabels, targetKinds } from '#domain/conventions/kinds.ts'
import type { Target } from '#domain/conventions/terms.ts'
import { fundingFieldLabels, fundingFields } from '#domain/funding/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import classes from '#web/conventions/conventions.module.css'
import { whole } from '#web/conventions/TermFields.tsx'
import { AmountInput } from '#web/ui/AmountInput.tsx'

type Props = { targets: readonly Target[]; change: (targets: Target[]) => void }

/** What the convention aims at: so many households, financings or euros, by field and by year. */
export const TargetFields = ({ targets, change }: Props) => {
  const put = (at: number, part: Partial<Target>) =>
    change(targets.map((target, rank) => (rank === at ? { ...target, ...part } : target)))
  return (
    <fieldset className={classes.group}>
      <legend>Objectifs</legend>
      {targets.map((target, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line being typed has no identity of its own
        <div key={at} className={classes.pair}>
          <Select
            label="Quoi"
            allowDeselect={false}
            data={choicesOf(targetKinds, targetKindLabels)}
            value={target.kind}
            onChange={(value) =>
              put(at, { kind: targetKinds.find((kind) => kind === value) ?? 'households' })
            }
          />
          {target.kind === 'amount' ? (
            <AmountInput
              label="Montant"
              value={target.value || null}
              onChange={(value) => put(at, { value: value ?? 0 })}
            />
          ) : (
            <NumberInput
              label="Combien"
              min={1}
              allowDecimal={false}
              value={target.value || ''}
              onChange={(value) => put(at, { value: whole(value) ?? 0 })}
            />
          )}
          <Select
            label="Domaine"
            placeholder="Tous"
            clearable
            data={choicesOf(fundingFields, fundingFieldLabels)}
            value={target.field}
            onChange={(value) => put(at, { field: fundingFields.find((field) => field === value) ?? null })}
          />
          <NumberInput
            label="Année"
            placeholder="Toute la durée"
            min={1950}
            max={2200}
            allowDecimal={false}
            thousandSeparator=""
            value={target.year ?? ''}
            onChange={(value) => put(at, { year: whole(value) })}
          />
          <Button
            variant="default"
            size="xs"
            onClick={() => change(targets.filter((_, rank) => rank !== at))}
          >
            Retirer l’objectif {at + 1}
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        onClick={() => change([...targets, { kind: 'households', field: null, year: null, value: 0 }])}
      >
        Ajouter un objectif
      </Button>
    </fieldset>
  )
}
