import { lazy, Suspense, useState } from 'react'
import type { MeasureView } from '#contract/measure-shapes.ts'
import { type MeasureEventKind, measureEventLabels } from '#domain/measures/kinds.ts'
import { compareDates } from '#domain/plain-date.ts'
import { dueSignal } from '#web/measures/measure-signals.tsx'
import classes from '#web/measures/measures.module.css'
import { RecordFactForm } from '#web/measures/RecordFactForm.tsx'
import { RhythmForm } from '#web/measures/RhythmForm.tsx'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { Why } from '#web/ui/Why.tsx'

const ReviewSlot = lazy(async () => ({
  default: (await import('#web/support-plan/ReviewSlot.tsx')).ReviewSlot,
}))

/** What is due, the most pressing first, and the facts that may be recorded. */
export const DueSection = ({ measure }: { measure: MeasureView }) => {
  const today = useToday()
  const [recording, setRecording] = useState<MeasureEventKind | undefined>()
  const [isAgreeing, setAgreeing] = useState(false)
  const write = useAccess('write-measure')
  const manage = useAccess('manage-measures')
  const { steps, explanation } = measure
  return (
    <Section title="À faire">
      {dueOf(measure).length === 0 && <p>Aucune échéance n’est attendue.</p>}
      <ul className={classes.stacked}>
        {dueOf(measure).map(({ key, dueOn, label, why, isTerm }) => (
          <li key={key}>
            <div>
              <Signal kind={dueSignal(dueOn, today)}>{typeset(label)}</Signal>
              <p className={classes.small}>
                {typeset(why)} {isTerm && <Why explanation={explanation} />}
              </p>
            </div>
            <Day date={dueOn} today={today} />
          </li>
        ))}
      </ul>
      <p className={classes.small}>Consigner un fait, à sa date :</p>
      <div className={classes.steps}>
        {steps.map(({ kind, refusal }) => (
          <ReasonedButton
            key={kind}
            size="xs"
            variant="default"
            because={(kind === 'derogated' ? manage : write).because ?? refusal ?? undefined}
            onClick={() => setRecording(kind)}
          >
            {measureEventLabels[kind]}
          </ReasonedButton>
        ))}
        <ReasonedButton
          size="xs"
          variant="subtle"
          because={write.because ?? (measure.fixedWeeks ? 'Le rythme de ce dispositif est fixé.' : undefined)}
          onClick={() => setAgreeing(true)}
        >
          Rythme des rencontres
        </ReasonedButton>
      </div>
      {recording === 'reviewed' && (
        <Suspense fallback={null}>
          <ReviewSlot measureId={measure.measureId} onClose={() => setRecording(undefined)} />
        </Suspense>
      )}
      {recording && recording !== 'reviewed' && (
        <RecordFactForm measure={measure} kind={recording} onClose={() => setRecording(undefined)} />
      )}
      {isAgreeing && <RhythmForm measure={measure} onClose={() => setAgreeing(false)} />}
    </Section>
  )
}

/** The deadlines of the programme and the next meeting, in the order of their days. */
const dueOf = (measure: MeasureView) => {
  const deadlines = measure.deadlines.map(({ kind, dueOn, label, why }) => ({
    key: `${kind} ${dueOn}`,
    ...{ dueOn, label, why },
    isTerm: kind === 'term',
  }))
  const meeting = measure.nextMeetingOn && {
    key: 'meeting',
    dueOn: measure.nextMeetingOn,
    label: 'Rencontrer le ménage',
    why: tellRhythm(measure),
    isTerm: false,
  }
  return (meeting ? [...deadlines, meeting] : deadlines).toSorted((a, b) => compareDates(a.dueOn, b.dueOn))
}

const tellRhythm = ({ fixedWeeks, meetingWeeks }: MeasureView): string => {
  const weeks = fixedWeeks ?? meetingWeeks
  const often = weeks === 1 ? 'chaque semaine' : `toutes les ${weeks} semaines`
  return fixedWeeks ? `Rythme du dispositif : ${often}` : `Rythme convenu avec le ménage : ${often}`
}
