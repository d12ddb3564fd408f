import { useState } from 'react'
import type { MeasureView, WorkerView } from '#contract/measure-shapes.ts'
import { workerPartLabels } from '#domain/measures/lists.ts'
import { AssignForm } from '#web/measures/AssignForm.tsx'
import { EndWorkerForm } from '#web/measures/EndWorkerForm.tsx'
import classes from '#web/measures/measures.module.css'
import { useAccess } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'

type Acting = 'assign' | WorkerView

/** Who carries the measure, now and before. */
export const WorkersSection = ({ measure }: { measure: MeasureView }) => {
  const [acting, setActing] = useState<Acting | undefined>()
  const { because } = useAccess('manage-measures')
  const close = () => setActing(undefined)
  return (
    <Section
      title="Qui accompagne"
      actions={
        <ReasonedButton size="xs" variant="default" because={because} onClick={() => setActing('assign')}>
          Confier
        </ReasonedButton>
      }
    >
      {measure.workers.length === 0 ? (
        <EmptyState title="Personne n’accompagne encore ce ménage pour cette mesure">
          Un responsable confie la mesure à un référent.
        </EmptyState>
      ) : (
        <ul className={classes.rows}>
          {measure.workers.map((worker) => (
            <li key={`${worker.membershipId} ${worker.part} ${worker.fromOn}`}>
              <div className={worker.untilOn ? classes.soft : undefined}>
                {worker.name}
                <p className={classes.small}>
                  {workerPartLabels[worker.part]} depuis le <Day date={worker.fromOn} />
                  {worker.untilOn && (
                    <>
                      {' '}
                      jusqu’au <Day date={worker.untilOn} />
                    </>
                  )}
                </p>
              </div>
              {!worker.untilOn && !because && worker.part !== 'lead' && (
                <ReasonedButton
                  size="compact-sm"
                  variant="subtle"
                  because={undefined}
                  onClick={() => setActing(worker)}
                >
                  Mettre fin
                </ReasonedButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {acting === 'assign' && <AssignForm measure={measure} onClose={close} />}
      {typeof acting === 'object' && <EndWorkerForm measure={measure} worker={acting} onClose={close} />}
    </Section>
  )
}
