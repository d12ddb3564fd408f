import { Select } from '@mantine/core'
import { useState } from 'react'
import type { Output } from '#contract/endpoint.ts'
import type { ProgrammeView } from '#contract/programme-shapes.ts'
import type { programmes } from '#contract/programmes.ts'
import { type DifficultyCause, difficultyCauseLabels } from '#domain/households/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type MeasureMotive, measureMotiveLabels } from '#domain/programmes/kinds.ts'
import { api } from '#web/client.ts'
import { HouseholdSelect } from '#web/my-day/HouseholdSelect.tsx'
import classes from '#web/programmes/programmes.module.css'
import { useAccess, useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

type Verdict = Output<typeof programmes.tryHousehold>

const choicesOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

/** « Ce ménage entre-t-il dans ce dispositif ? » Nothing is written: it is only a question. */
export const TryHousehold = ({ programme }: { programme: ProgrammeView }) => {
  const reading = useAccess('read-measure')
  const [householdId, setHousehold] = useState<string | null>(null)
  const [motive, setMotive] = useState<MeasureMotive | null>(null)
  const [triggeringEvent, setEvent] = useState<DifficultyCause | null>(null)
  const today = useToday()
  const [on, setOn] = useState<PlainDate>(today)
  if (!reading.allowed) return null
  return (
    <Section title="Ce ménage entre-t-il ?">
      <div className={classes.sectionFields}>
        <HouseholdSelect value={householdId} onChange={setHousehold} />
        <div className={classes.fields}>
          <Select
            label="Motif de la demande"
            clearable
            data={choicesOf(measureMotiveLabels)}
            value={motive}
            onChange={(value) => setMotive(value as MeasureMotive | null)}
          />
          <Select
            label="Événement déclencheur"
            clearable
            data={choicesOf(difficultyCauseLabels)}
            value={triggeringEvent}
            onChange={(value) => setEvent(value as DifficultyCause | null)}
          />
          <DayInput label="Pour un début le" value={on} onChange={(day) => day && setOn(day)} />
        </div>
        {householdId && (
          <Answer
            asked={{
              householdId,
              programmeId: programme.programmeId,
              draft: programme.published === null,
              on,
              motive,
              triggeringEvent,
            }}
          />
        )}
      </div>
    </Section>
  )
}

type Asked = Parameters<typeof api.programmes.tryHousehold>[0]

const Answer = ({ asked }: { asked: Asked }) => {
  const { data, error, refetch } = useApiQuery(api.programmes.tryHousehold, asked, { keepPrevious: true })
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting label="Vérification des conditions" />
  return (
    <div aria-live="polite">
      <Outcome verdict={data} />
      <ul className={classes.tests}>
        {data.tests.map(({ key, label, answer, reason, source }) => (
          <li key={key}>
            <p className={classes.test}>
              <span>{typeset(label)}</span>
              <Signal kind={answers[answer].kind}>{answers[answer].word}</Signal>
            </p>
            <p>{typeset(reason)}</p>
            <p className={classes.hint}>{typeset(`Source : ${source}`)}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}

const answers: Readonly<Record<'yes' | 'no' | 'to-check', { kind: SignalKind; word: string }>> = {
  yes: { kind: 'done', word: 'oui' },
  no: { kind: 'late', word: 'non' },
  'to-check': { kind: 'soon', word: 'à vérifier' },
}

const outcomes = {
  eligible: { kind: 'done', told: 'Toutes les conditions sont remplies.' },
  refused: { kind: 'late', told: 'Une condition au moins n’est pas remplie.' },
  'to-check': { kind: 'soon', told: 'Rien ne s’y oppose, mais une personne doit encore vérifier.' },
} as const

const Outcome = ({ verdict }: { verdict: Verdict }) => {
  const { outcome, running, capacity, closedOn } = verdict
  const isFull = capacity !== null && running >= capacity
  return (
    <>
      <Notice kind={outcomes[outcome].kind}>{outcomes[outcome].told}</Notice>
      {closedOn && <Notice kind="soon">Ce dispositif est fermé : aucune mesure ne peut s’ouvrir.</Notice>}
      {isFull && (
        <Notice kind="soon">
          {`Toutes les places sont prises (${running} sur ${capacity}) : une mesure attendrait qu’une place se libère.`}
        </Notice>
      )}
    </>
  )
}
