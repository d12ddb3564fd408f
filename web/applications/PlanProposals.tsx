import { Button } from '@mantine/core'
import type { PlanAnswer } from '#web/applications/plan-answer.ts'
import classes from '#web/measures/measures.module.css'
import { Amount } from '#web/ui/Amount.tsx'
import { Why } from '#web/ui/Why.tsx'

type Simulation = PlanAnswer['simulations'][number]
type Props = { simulations: readonly Simulation[]; onTake: (simulation: Simulation) => void }

/** Aids that the rules of the day would give for the last kept plan: indications, never a decision. */
export const PlanProposals = ({ simulations, onTake }: Props) =>
  simulations.length === 0 ? null : (
    <div>
      <h3>Aides simulées sur la dernière version du plan</h3>
      <ul className={classes.rows}>
        {simulations.map((simulation) => (
          <li key={simulation.key}>
            <div>
              {simulation.label} : <Amount cents={simulation.cents} />{' '}
              <Why explanation={simulation.explanation} />
            </div>
            <Button size="compact-sm" variant="default" onClick={() => onTake(simulation)}>
              Ajouter au plan<span className="on-screen-readers"> : {simulation.label}</span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
