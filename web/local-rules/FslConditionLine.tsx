import { Button, Checkbox, Select } from '@mantine/core'
import { energyLabels } from '#domain/funding/project.ts'
import { type FslCondition, fslConditionLabels } from '#domain/local-rules/fsl-rule.ts'
import classes from '#web/programmes/programmes.module.css'
import { AmountInput } from '#web/ui/AmountInput.tsx'

type Props = { condition: FslCondition; onChange: (condition: FslCondition | null) => void }

export const blankCondition = (is: FslCondition['is']): FslCondition => {
  switch (is) {
    case 'quotient-per-person':
      return { is, single: 0, couple: 0, oneChild: 0, twoChildren: 0, threeChildren: 0 }
    case 'quotient-per-unit':
      return { is, ceiling: 0 }
    case 'resources-per-rsa':
      return { is, multiple: 20_000 }
    case 'resources-per-poverty-line':
      return { is, share: 10_000 }
    case 'effort-below':
      return { is, ceiling: 3_300, countsFslLoan: false }
    case 'energy-label':
      return { is, worst: 'E' }
  }
}

export const FslConditionLine = ({ condition, onChange }: Props) => (
  <li className={classes.line}>
    <span>{fslConditionLabels[condition.is]}</span>
    <div className={classes.fields}>
      <Values condition={condition} onChange={onChange} />
    </div>
    <div className={classes.lineActs}>
      <Button size="compact-sm" variant="subtle" color="late" onClick={() => onChange(null)}>
        Retirer
        <span className="on-screen-readers"> la condition {fslConditionLabels[condition.is]}</span>
      </Button>
    </div>
  </li>
)

const quotients = [
  ['single', 'Personne seule'],
  ['couple', 'Couple'],
  ['oneChild', 'Un enfant'],
  ['twoChildren', 'Deux enfants'],
  ['threeChildren', 'Trois enfants ou plus'],
] as const

/** A rate is typed as an amount is: 33,00 is 3 300 basis points. */
const percent = <span aria-hidden="true">%</span>

const Values = ({
  condition,
  onChange,
}: {
  condition: FslCondition
  onChange: (next: FslCondition) => void
}) => {
  switch (condition.is) {
    case 'quotient-per-person':
      return quotients.map(([key, label]) => (
        <AmountInput
          key={key}
          label={label}
          value={condition[key]}
          onChange={(cents) => onChange({ ...condition, [key]: cents ?? 0 })}
        />
      ))
    case 'quotient-per-unit':
      return (
        <AmountInput
          label="Au plus"
          value={condition.ceiling}
          onChange={(cents) => onChange({ ...condition, ceiling: cents ?? 0 })}
        />
      )
    case 'resources-per-rsa':
      return (
        <AmountInput
          label="Part du RSA du foyer"
          rightSection={percent}
          value={condition.multiple}
          onChange={(rate) => onChange({ ...condition, multiple: rate ?? 0 })}
        />
      )
    case 'resources-per-poverty-line':
      return (
        <AmountInput
          label="Part du seuil de pauvreté"
          rightSection={percent}
          value={condition.share}
          onChange={(rate) => onChange({ ...condition, share: rate ?? 0 })}
        />
      )
    case 'effort-below':
      return (
        <>
          <AmountInput
            label="Inférieur à"
            rightSection={percent}
            value={condition.ceiling}
            onChange={(rate) => onChange({ ...condition, ceiling: rate ?? 0 })}
          />
          <Checkbox
            label="Avec la mensualité du prêt FSL"
            checked={condition.countsFslLoan}
            onChange={(event) => onChange({ ...condition, countsFslLoan: event.currentTarget.checked })}
          />
        </>
      )
    case 'energy-label':
      return (
        <Select
          label="Au pire"
          allowDeselect={false}
          data={[...energyLabels]}
          value={condition.worst}
          onChange={(worst) => onChange({ ...condition, worst: worst as typeof condition.worst })}
        />
      )
  }
}
