import { MultiSelect, NumberInput, Select } from '@mantine/core'
import {
  conventionLevelLabels,
  conventionLevels,
  renewalLabels,
  renewals,
} from '#domain/conventions/kinds.ts'
import { fundingFieldLabels, fundingFields } from '#domain/funding/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import type { ConventionValues } from '#web/conventions/convention-values.ts'
import classes from '#web/conventions/conventions.module.css'
import { TerritoryField } from '#web/territories/TerritoryField.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'

type Terms = ConventionValues['terms']
type Props = { terms: Terms; change: (part: Partial<Terms>) => void }

export const whole = (value: string | number): number | null =>
  typeof value === 'number' && Number.isInteger(value) ? value : null

/** How long, where and for what. */
export const TermFields = ({ terms, change }: Props) => (
  <fieldset className={classes.group}>
    <legend>Durée et périmètre</legend>
    <div className={classes.pair}>
      <DayInput
        label="Première journée"
        value={terms.startsOn}
        onChange={(startsOn) => change({ startsOn })}
      />
      <DayInput
        label="Dernière journée"
        description="Vide si la convention est sans terme."
        min={terms.startsOn ?? undefined}
        value={terms.endsOn}
        onChange={(endsOn) => change({ endsOn })}
      />
    </div>
    <div className={classes.pair}>
      <Select
        label="Renouvellement"
        allowDeselect={false}
        data={choicesOf(renewals, renewalLabels)}
        value={terms.renewal}
        onChange={(value) => change({ renewal: renewals.find((one) => one === value) ?? 'none' })}
      />
      {terms.renewal !== 'none' && (
        <NumberInput
          label="De combien de mois"
          min={1}
          max={120}
          allowDecimal={false}
          value={terms.renewalMonths ?? ''}
          onChange={(value) => change({ renewalMonths: whole(value) })}
        />
      )}
      <NumberInput
        label="Préavis, en jours"
        min={0}
        max={3650}
        allowDecimal={false}
        value={terms.noticeDays ?? ''}
        onChange={(value) => change({ noticeDays: whole(value) })}
      />
    </div>
    <Select
      label="Niveau"
      allowDeselect={false}
      data={choicesOf(conventionLevels, conventionLevelLabels)}
      value={terms.level}
      onChange={(value) => change({ level: conventionLevels.find((one) => one === value) ?? 'local' })}
    />
    <TerritoryField
      label="Territoires"
      value={terms.territories}
      onChange={(territories) => change({ territories })}
    />
    <MultiSelect
      label="Domaines d’intervention"
      placeholder={terms.fields.length === 0 ? 'Choisir' : ''}
      searchable
      data={choicesOf(fundingFields, fundingFieldLabels)}
      value={terms.fields}
      onChange={(values) => change({ fields: fundingFields.filter((field) => values.includes(field)) })}
    />
  </fieldset>
)
