import { Select } from '@mantine/core'
import { comparePlans } from '#domain/funding/compare-plans.ts'
import { sumPlan } from '#domain/funding/financing-plan.ts'
import classes from '#web/applications/applications.module.css'
import type { PlanAnswer } from '#web/applications/plan-answer.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Section } from '#web/ui/Section.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { integer } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'

const schema = { avant: integer(), apres: integer() }

/** Two versions side by side, line by line; each says why it was made. */
export const PlanVersions = ({ answer: { versions } }: { answer: PlanAnswer }) => {
  const [{ avant, apres }, change] = useUrlState(schema)
  const after = versions.find(({ number }) => number === apres) ?? versions[0]
  const before = versions.find(({ number }) => number === avant) ?? versions[1]
  if (!after || !before) return null
  const choices = versions.map(({ number, reason, madeAt, madeBy }) => ({
    value: String(number),
    label: `Version ${number} : ${reason} (${madeBy}, ${formatInstant(madeAt)})`,
  }))
  return (
    <Section title="Comparer deux versions">
      <div className={classes.row}>
        <Select
          label="Avant"
          data={choices}
          allowDeselect={false}
          value={String(before.number)}
          onChange={(value) => change({ avant: Number(value) })}
        />
        <Select
          label="Après"
          data={choices}
          allowDeselect={false}
          value={String(after.number)}
          onChange={(value) => change({ apres: Number(value) })}
        />
      </div>
      <Compared before={before} after={after} />
    </Section>
  )
}

type Version = PlanAnswer['versions'][number]

const Compared = ({ before, after }: { before: Version; after: Version }) => {
  const lines = comparePlans(before.plan, after.plan)
  const [former, latter] = [sumPlan(before.plan), sumPlan(after.plan)]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard
    <section className={classes.plan} tabIndex={0} aria-label="Versions comparées">
      <table>
        <thead>
          <tr>
            <th scope="col">Ligne</th>
            <th scope="col" data-figure>
              Version {before.number}
            </th>
            <th scope="col" data-figure>
              Version {after.number}
            </th>
            <th scope="col" data-figure>
              Écart
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} className={line.changeCents === 0 ? undefined : classes.changed}>
              <th scope="row">
                {line.part === 'cost' ? 'Dépense : ' : ''}
                {typeset(line.label)}
                {line.isReworded && ' (règle ou nom modifié)'}
                {line.beforeCents === null && ' (ajoutée)'}
                {line.afterCents === null && ' (retirée)'}
              </th>
              <td data-figure>
                <Amount cents={line.beforeCents} />
              </td>
              <td data-figure>
                <Amount cents={line.afterCents} />
              </td>
              <td data-figure>
                {line.changeCents > 0 && '+ '}
                <Amount cents={line.changeCents} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Ce qui manque</th>
            <td data-figure>
              <Amount cents={former.residualCents} />
            </td>
            <td data-figure>
              <Amount cents={latter.residualCents} />
            </td>
            <td data-figure>
              <Amount cents={latter.residualCents - former.residualCents} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
