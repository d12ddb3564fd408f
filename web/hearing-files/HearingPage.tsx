import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { HearingFile } from '#contract/hearing-files.ts'
import { type CheckAnswer, checkAnswerLabels, checkLabels } from '#domain/hearings/checklist.ts'
import { hearingDecisionLabels } from '#domain/hearings/decisions.ts'
import { formatDate } from '#domain/plain-date.ts'
import { sayTime } from '#domain/reception/slots.ts'
import { api } from '#web/client.ts'
import { BundleSection } from '#web/hearing-files/BundleSection.tsx'
import { DecideForm } from '#web/hearing-files/DecideForm.tsx'
import { NoteSection } from '#web/hearing-files/NoteSection.tsx'
import { paths } from '#web/paths.ts'
import classes from '#web/reception/reception.module.css'
import { useMember, useToday } from '#web/session/session.ts'
import { ForRole } from '#web/shell/ForRole.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { Page } from '#web/ui/Page.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

export const HearingPage = () => {
  const { householdId = '', hearingFileId = '' } = useParams()
  const { slug } = useMember()
  const { data, error, refetch } = useApiQuery(api.hearingFiles.open, { householdId, hearingFileId })
  return (
    <Page
      title={data ? `Audience : ${data.household.label}` : 'Audience'}
      subtitle={data && sayHearing(data)}
      crumbs={[
        { label: 'Audiences', to: paths.hearings({ slug }) },
        { label: 'Dossier du ménage', to: paths.household({ slug, householdId }) },
      ]}
    >
      <ForRole action="prepare-hearings">
        {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <Waiting label="Lecture du dossier d’audience…" />}
        {data && (
          <>
            <DecisionSection file={data} />
            {!data.decision && <Checklist file={data} />}
            <BundleSection file={data} />
            <NoteSection key={data.version} file={data} />
          </>
        )}
      </ForRole>
    </Page>
  )
}

const sayHearing = ({ hearingOn, hearingTime, court, lawyer }: HearingFile) =>
  [
    `Le ${formatDate(hearingOn)}${hearingTime ? ` à ${sayTime(hearingTime)}` : ''}`,
    court,
    lawyer && `avec ${lawyer}`,
  ]
    .filter(Boolean)
    .join(' · ')

const answerSignals: Readonly<Record<CheckAnswer, SignalKind>> = {
  yes: 'done',
  partly: 'soon',
  no: 'late',
  unknown: 'none',
}

const Checklist = ({ file }: { file: HearingFile }) => (
  <Section title="Ce que le juge regarde" aside="lu aujourd’hui dans le dossier">
    <LineList>
      {file.checks.map(({ key, answer, why, advice, source }) => (
        <li key={key}>
          <div>
            <p className={classes.line}>
              <strong>{checkLabels[key]}</strong>
              <Signal kind={answerSignals[answer]}>{checkAnswerLabels[answer]}</Signal>
            </p>
            <p>{why}</p>
            {advice && <p>À faire : {advice}</p>}
            {source && <p className={classes.soft}>{source}</p>}
          </div>
        </li>
      ))}
    </LineList>
  </Section>
)

const DecisionSection = ({ file }: { file: HearingFile }) => {
  const today = useToday()
  const [isDeciding, setDeciding] = useState(false)
  const { decision, decidedOn, effects, hearingOn, household, procedureId } = file
  if (!decision) {
    const because = hearingOn > today ? 'L’audience n’a pas encore eu lieu.' : undefined
    return (
      <div className={classes.acts}>
        <ReasonedButton variant="default" because={because} onClick={() => setDeciding(true)}>
          Noter la décision
        </ReasonedButton>
        {isDeciding && <DecideForm file={file} onClose={() => setDeciding(false)} />}
      </div>
    )
  }
  return (
    <Section title="Décision" aside={decidedOn && `le ${formatDate(decidedOn)}`}>
      <p>
        <strong>{hearingDecisionLabels[decision]}</strong>
      </p>
      {effects ? (
        <>
          <p>
            {effects.stateLabel} : {effects.meaning}
          </p>
          <LineList>
            {effects.due.map(({ label, dueOn }) => (
              <li key={`${label}${dueOn}`}>
                <p>{label}</p>
                <p>{formatDate(dueOn)}</p>
              </li>
            ))}
          </LineList>
        </>
      ) : (
        <p className={classes.soft}>
          Aucune procédure d’expulsion n’est ouverte ici : aucun délai n’en découle.
        </p>
      )}
      {procedureId && <ProcedureLink householdId={household.id} procedureId={procedureId} />}
    </Section>
  )
}

const ProcedureLink = (ids: { householdId: string; procedureId: string }) => {
  const { slug } = useMember()
  return (
    <Button component={Link} to={paths.procedure({ slug, ...ids })} variant="subtle" size="compact-sm">
      Voir le fil de la procédure
    </Button>
  )
}
