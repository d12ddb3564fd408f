import type { ProcedureView } from '#contract/procedure-shapes.ts'
import { procedureActorLabels } from '#domain/procedures/kinds.ts'
import classes from '#web/procedures/procedures.module.css'
import { useAccess } from '#web/session/session.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'

type Step = ProcedureView['next'][number]
type Props = { next: readonly Step[]; stateLabel: string; onRecord: (event: string) => void }

/** What may follow, and apart, what would stop it all for the better. */
export const NextSection = ({ next, stateLabel, onRecord }: Props) => {
  if (next.length === 0) return null
  const stops = next.filter(({ ends }) => ends === 'well')
  const follows = next.filter(({ ends }) => ends !== 'well')
  return (
    <Section title="La suite possible">
      {follows.length > 0 && <Steps steps={follows} stateLabel={stateLabel} onRecord={onRecord} />}
      {stops.length > 0 && (
        <>
          <h3 className={classes.groupTitle}>Ce qui l’arrêterait</h3>
          <Steps steps={stops} stateLabel={stateLabel} onRecord={onRecord} />
        </>
      )}
    </Section>
  )
}

type StepsProps = Omit<Props, 'next'> & { steps: readonly Step[] }

const Steps = ({ steps, stateLabel, onRecord }: StepsProps) => {
  const access = useAccess('write-procedures')
  return (
    <ul className={classes.list}>
      {steps.map(({ event, label, who, toLabel, heldBackBy, source }) => (
        <li key={event}>
          <div>
            <strong>{label}</strong>
            <p className={classes.small}>
              {procedureActorLabels[who]}
              {toLabel !== stateLabel && <> · mène à : {toLabel}</>} · {source}
            </p>
            {heldBackBy && <p>{heldBackBy}</p>}
          </div>
          <p className={classes.due}>
            <ReasonedButton
              size="xs"
              variant="default"
              because={access.because ?? heldBackBy ?? undefined}
              onClick={() => onRecord(event)}
            >
              Noter
              <span className="on-screen-readers"> {label}</span>
            </ReasonedButton>
          </p>
        </li>
      ))}
    </ul>
  )
}
