import { Checkbox, Select, Textarea } from '@mantine/core'
import type { DaloRule } from '#domain/local-rules/dalo-rule.ts'
import classes from '#web/programmes/programmes.module.css'
import { WholeInput } from '#web/programmes/WholeInput.tsx'

type Props = { rule: DaloRule; onChange: (rule: DaloRule) => void }

const answers = [
  { value: 'yes', label: 'oui : le préfet a six mois' },
  { value: 'no', label: 'non : le préfet a trois mois' },
]

export const DaloFields = ({ rule, onChange }: Props) => (
  <>
    <div className={classes.fields}>
      <WholeInput
        label="Délai anormalement long, en mois"
        description="Fixé par le préfet du département (CCH L.441-1-4)."
        max={120}
        value={rule.longWaitMonths}
        onChange={(longWaitMonths) => onChange({ ...rule, longWaitMonths: longWaitMonths || null })}
      />
      <Select
        label="Agglomération de plus de 300 000 habitants"
        placeholder="Pas encore su"
        clearable
        data={answers}
        value={rule.hasLargeAgglomeration === null ? null : rule.hasLargeAgglomeration ? 'yes' : 'no'}
        onChange={(value) =>
          onChange({ ...rule, hasLargeAgglomeration: value === null ? null : value === 'yes' })
        }
      />
    </div>
    <Checkbox
      label="Département d’outre-mer : délais plus longs"
      checked={rule.isOverseas}
      onChange={(event) => onChange({ ...rule, isOverseas: event.currentTarget.checked })}
    />
    <Textarea
      label="À savoir"
      autosize
      minRows={2}
      maxLength={5_000}
      value={rule.notes ?? ''}
      onChange={(event) => onChange({ ...rule, notes: event.currentTarget.value || null })}
    />
  </>
)
