import { Checkbox, NumberInput, Select, Textarea } from '@mantine/core'
import { fungibilities, fungibilityLabels, reportingLabels, reportings } from '#domain/conventions/kinds.ts'
import type { Clauses } from '#domain/conventions/terms.ts'
import { countingRuleLabels, countingRules } from '#domain/envelopes/kinds.ts'
import { requalificationReadingLabels, requalificationReadings } from '#domain/urban-renewal/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import classes from '#web/conventions/conventions.module.css'
import { whole } from '#web/conventions/TermFields.tsx'

type Props = { clauses: Clauses; change: (part: Partial<Clauses>) => void; legend?: string }

export const ClauseFields = ({ clauses, change, legend = 'Clauses' }: Props) => (
  <fieldset className={classes.group}>
    <legend>{legend}</legend>
    <div className={classes.pair}>
      <NumberInput
        label="Plafond des aides publiques, en %"
        description="Du coût TTC. Vide si la convention n’en dit rien."
        min={1}
        max={100}
        allowDecimal={false}
        value={clauses.aidCapBasisPoints === null ? '' : clauses.aidCapBasisPoints / 100}
        onChange={(value) => {
          const percent = whole(value)
          change({ aidCapBasisPoints: percent === null ? null : percent * 100 })
        }}
      />
      <Choice
        label="Engagements comptés"
        description="Quand un financement entre dans le consommé."
        list={choicesOf(countingRules, countingRuleLabels)}
        value={clauses.countingRule}
        onChange={(countingRule) => change({ countingRule })}
      />
    </div>
    <Checkbox
      label="L’aide de ce partenaire se réduit d’elle-même quand le plafond est dépassé"
      checked={clauses.reducesItself}
      onChange={(event) => change({ reducesItself: event.currentTarget.checked })}
    />
    {clauses.reducesItself && (
      <NumberInput
        label="Rang de réduction"
        description="1 se réduit le premier."
        min={1}
        max={99}
        allowDecimal={false}
        value={clauses.reductionPriority ?? ''}
        onChange={(value) => change({ reductionPriority: whole(value) })}
      />
    )}
    <Choice
      label="Fongibilité"
      list={choicesOf(fungibilities, fungibilityLabels)}
      value={clauses.fungibility}
      onChange={(fungibility) => change({ fungibility })}
    />
    <Choice
      label="Prêt de requalification"
      description="Deux lectures du même texte ; la première est la lecture littérale."
      list={choicesOf(requalificationReadings, requalificationReadingLabels)}
      value={clauses.requalification}
      onChange={(requalification) => change({ requalification })}
    />
    <Choice
      label="Bilan"
      list={choicesOf(reportings, reportingLabels)}
      value={clauses.reporting}
      onChange={(reporting) => change({ reporting })}
    />
    <Textarea
      label="Autres clauses"
      description="Publics, comité, pièces demandées…"
      autosize
      minRows={3}
      maxLength={8000}
      value={clauses.words ?? ''}
      onChange={(event) => change({ words: event.currentTarget.value })}
    />
  </fieldset>
)

type ChoiceProps<T extends string> = {
  label: string
  description?: string
  list: { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
}

const Choice = <T extends string>({ label, description, list, value, onChange }: ChoiceProps<T>) => (
  <Select
    label={label}
    description={description}
    allowDeselect={false}
    data={list}
    value={value}
    onChange={(chosen) => onChange(list.find((one) => one.value === chosen)?.value ?? value)}
  />
)
