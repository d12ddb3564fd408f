import type { RuleDraft } from '#contract/local-rule-shapes.ts'
import { tellDaloRule, tellFslRule } from '#domain/local-rules/words.ts'
import { formatDate } from '#domain/plain-date.ts'
import classes from '#web/local-rules/local-rules.module.css'
import { ConfidenceMark } from '#web/settings/ConfidenceMark.tsx'
import { type Fact, FactList } from '#web/ui/FactList.tsx'
import { typeset } from '#web/ui/typeset.ts'

/** The rules as one reads them, with where they were read. */
export const RuleContent = ({ content }: { content: RuleDraft }) => {
  const lines = content.kind === 'fsl' ? tellFslRule(content.rule) : tellDaloRule(content.rule)
  const facts: Fact[] = [
    ...lines.map(({ label, values }) => ({ label, value: <Values values={values} /> })),
    {
      label: 'Source',
      value:
        content.source && typeset(`${content.source} (texte ou page du ${formatDate(content.sourceDate)})`),
    },
    { label: 'Fiabilité', value: <ConfidenceMark of={content} /> },
  ]
  return <FactList facts={facts} />
}

const Values = ({ values }: { values: readonly string[] }) =>
  values.length === 1 ? (
    typeset(values[0] ?? '')
  ) : (
    <ul className={classes.values}>
      {values.map((value) => (
        <li key={value}>{typeset(value)}</li>
      ))}
    </ul>
  )
