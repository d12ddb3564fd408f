import type { RightsView } from '#contract/rights.ts'
import { Missing } from '#web/rights/EstimateLine.tsx'
import classes from '#web/rights/Rights.module.css'
import { Section } from '#web/ui/Section.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { Why } from '#web/ui/Why.tsx'

type Props = { householdId: string; standings: RightsView['standings'] }

/** Classes and charges that follow from the tax income: nothing to open, much to know. */
export const StandingsSection = ({ householdId, standings }: Props) => (
  <Section title="Plafonds de ressources et supplément de loyer">
    <ul className={classes.list}>
      {standings.map(({ key, label, result, because, missing, explanation }) => (
        <li key={key}>
          <div className={classes.head}>
            <h3>{typeset(label)}</h3>
            <div className={classes.figure}>
              {result && <strong>{typeset(result)}</strong>}
              {explanation && <Why explanation={explanation} />}
            </div>
          </div>
          {because && <p className={classes.soft}>{typeset(because)}</p>}
          {missing.length > 0 && <Missing householdId={householdId} missing={missing} />}
        </li>
      ))}
    </ul>
  </Section>
)
