import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { describeDefinition } from '#domain/programmes/describe-definition.ts'
import classes from '#web/programmes/programmes.module.css'
import { FactList } from '#web/ui/FactList.tsx'
import { Section } from '#web/ui/Section.tsx'
import { typeset } from '#web/ui/typeset.ts'

const parts = [
  {
    title: 'Pour qui, quand, où',
    keys: ['summary', 'period', 'territory', 'prescribers', 'publics', 'eligibility'],
  },
  {
    title: 'Accompagnement',
    keys: [
      'phases',
      'length',
      'overlap',
      'supportedBy',
      'rhythm',
      'objectives',
      'documents',
      'reviewEveryMonths',
    ],
  },
  { title: 'Sortie et évaluation', keys: ['exits', 'evaluationMonths'] },
  {
    title: 'Cadre et comptes',
    keys: ['family', 'operator', 'funder', 'convention', 'capacity', 'weightTenths', 'indicators', 'source'],
  },
] as const

/** The rules of a programme, read heading by heading. */
export const DefinitionView = ({ definition }: { definition: ProgrammeDefinition }) => {
  const described = describeDefinition(definition)
  return parts.map(({ title, keys }) => (
    <Section key={title} title={title}>
      <FactList
        facts={described
          .filter(({ key }) => (keys as readonly string[]).includes(key))
          .toSorted(
            (a, b) => (keys as readonly string[]).indexOf(a.key) - (keys as readonly string[]).indexOf(b.key),
          )
          .map(({ label, lines }) => ({ label, value: <Lines lines={lines} /> }))
          .filter(({ value }) => value.props.lines.length > 0)}
      />
    </Section>
  ))
}

/** What one heading says, a line each. */
export const Lines = ({ lines }: { lines: readonly string[] }) =>
  lines.length === 1 ? (
    <span className={classes.prose}>{typeset(lines[0] ?? '')}</span>
  ) : (
    <ul className={classes.facts}>
      {lines.map((line) => (
        <li key={line}>{typeset(line)}</li>
      ))}
    </ul>
  )
