import { Fieldset, Select, TextInput } from '@mantine/core'
import { isFactTest } from '#domain/programmes/conditions.ts'
import {
  type Condition,
  type EligibilityTest,
  eligibilityFacts,
  type FactKey,
  factKeys,
} from '#domain/programmes/eligibility-facts.ts'
import { ConditionValue } from '#web/programmes/ConditionValue.tsx'
import { LineActs } from '#web/programmes/LineActs.tsx'
import classes from '#web/programmes/programmes.module.css'

type Props = {
  test: EligibilityTest
  index: number
  count: number
  wrong: (field: string) => string | undefined
  onChange: (test: EligibilityTest) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

const facts = factKeys.map((value) => ({ value, label: eligibilityFacts[value].label }))

/** What a condition starts from when another fact is chosen. */
const firstCondition = (fact: FactKey): Condition => {
  const { is } = eligibilityFacts[fact]
  if (is === 'choice') return { is: 'one-of', values: [] }
  return is === 'yes-no' ? { is: 'true' } : { is: 'at-most', value: 0 }
}

export const ConditionLine = ({ test, index, count, wrong, onChange, onMove, onRemove }: Props) => (
  <li>
    <Fieldset
      legend={isFactTest(test) ? `Condition ${index + 1}` : `Condition ${index + 1}, une question`}
      className={classes.line}
    >
      {isFactTest(test) ? (
        <div className={classes.fields}>
          <Select
            label="Fait"
            searchable
            data={facts}
            value={test.fact}
            onChange={(fact) =>
              onChange({
                ...test,
                fact: fact as FactKey,
                condition: firstCondition(fact as FactKey),
              })
            }
          />
          <ConditionValue
            fact={test.fact}
            condition={test.condition}
            error={wrong('condition')}
            onChange={(condition) => onChange({ ...test, condition })}
          />
        </div>
      ) : (
        <TextInput
          label="Question"
          description="Oui doit vouloir dire que la condition est remplie."
          maxLength={500}
          value={test.question}
          error={wrong('question')}
          onChange={({ currentTarget }) => onChange({ ...test, question: currentTarget.value })}
        />
      )}
      <TextInput
        label="D’où vient cette condition"
        maxLength={500}
        value={test.source}
        error={wrong('source')}
        onChange={({ currentTarget }) => onChange({ ...test, source: currentTarget.value })}
      />
      <LineActs
        name={`la condition ${index + 1}`}
        isFirst={index === 0}
        isLast={index === count - 1}
        onMove={onMove}
        onRemove={onRemove}
      />
    </Fieldset>
  </li>
)
