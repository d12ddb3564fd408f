import { Button, Select, TextInput } from '@mantine/core'
import type { z } from 'zod'
import type { FslAidShape } from '#contract/local-rule-shapes.ts'
import {
  type FslAidKind,
  type FslCeiling,
  type FslForm,
  fslAidKindLabels,
  fslFormLabels,
  fslForms,
} from '#domain/local-rules/fsl-rule.ts'
import classes from '#web/programmes/programmes.module.css'
import { WholeInput } from '#web/programmes/WholeInput.tsx'
import { AmountInput } from '#web/ui/AmountInput.tsx'

type Aid = z.infer<typeof FslAidShape>
type Props = { aid: Aid; onChange: (aid: Aid | null) => void }

const ceilings = [
  { value: 'cents', label: 'un montant' },
  { value: 'months-of-rent', label: 'des mois de loyer' },
  { value: 'share', label: 'une part de la facture' },
  { value: 'months-covered', label: 'des mois garantis' },
]
const blankCeiling = (is: FslCeiling['is']): FslCeiling => {
  if (is === 'months-of-rent') return { is, value: 1, whenFurnished: null }
  return { is, value: is === 'share' ? 5_000 : 1 }
}

export const FslAidLine = ({ aid, onChange }: Props) => (
  <li className={classes.line}>
    <div className={classes.fields}>
      <Select
        label="Aide"
        allowDeselect={false}
        data={Object.entries(fslAidKindLabels).map(([value, label]) => ({ value, label }))}
        value={aid.kind}
        onChange={(kind) => onChange({ ...aid, kind: kind as FslAidKind })}
      />
      <Select
        label="Forme"
        allowDeselect={false}
        data={fslForms.map((value) => ({ value, label: fslFormLabels[value] }))}
        value={aid.form}
        onChange={(form) => onChange({ ...aid, form: form as FslForm })}
      />
      <Select
        label="Plafond"
        placeholder="non dit"
        clearable
        data={ceilings}
        value={aid.ceiling?.is ?? null}
        onChange={(is) => onChange({ ...aid, ceiling: is ? blankCeiling(is as FslCeiling['is']) : null })}
      />
      {aid.ceiling && (
        <CeilingInputs ceiling={aid.ceiling} onChange={(ceiling) => onChange({ ...aid, ceiling })} />
      )}
      <TextInput
        label="Fréquence"
        maxLength={200}
        value={aid.frequency ?? ''}
        onChange={(event) => onChange({ ...aid, frequency: event.currentTarget.value || null })}
      />
      <TextInput
        label="Précision"
        maxLength={500}
        value={aid.note ?? ''}
        onChange={(event) => onChange({ ...aid, note: event.currentTarget.value || null })}
      />
    </div>
    <div className={classes.lineActs}>
      <Button size="compact-sm" variant="subtle" color="late" onClick={() => onChange(null)}>
        Retirer
        <span className="on-screen-readers"> l’aide {fslAidKindLabels[aid.kind]}</span>
      </Button>
    </div>
  </li>
)

type CeilingProps = { ceiling: FslCeiling; onChange: (ceiling: FslCeiling) => void }

const CeilingInputs = ({ ceiling, onChange }: CeilingProps) => {
  if (ceiling.is === 'cents' || ceiling.is === 'share')
    return (
      <AmountInput
        label="Au plus"
        rightSection={<span aria-hidden="true">{ceiling.is === 'share' ? '%' : '€'}</span>}
        value={ceiling.value}
        onChange={(value) => onChange({ ...ceiling, value: value ?? 1 })}
      />
    )
  return (
    <>
      <WholeInput
        label="Mois"
        min={1}
        max={120}
        value={ceiling.value}
        onChange={(value) => onChange({ ...ceiling, value: value || 1 })}
      />
      {ceiling.is === 'months-of-rent' && (
        <WholeInput
          label="Mois en meublé"
          max={120}
          value={ceiling.whenFurnished}
          onChange={(whenFurnished) => onChange({ ...ceiling, whenFurnished: whenFurnished || null })}
        />
      )}
    </>
  )
}
