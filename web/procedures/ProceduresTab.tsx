import { useState } from 'react'
import { Link } from 'react-router'
import type { ProcedureSummary } from '#contract/procedure-shapes.ts'
import { procedureKindLabels } from '#domain/procedures/kinds.ts'
import { ArrearsLineList } from '#web/arrears/ArrearsLineList.tsx'
import { api } from '#web/client.ts'
import { HousingFilesSection } from '#web/housing-files/HousingFilesSection.tsx'
import { PrepareFsl } from '#web/local-rules/PrepareFsl.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { OpenProcedureForm } from '#web/procedures/OpenProcedureForm.tsx'
import classes from '#web/procedures/procedures.module.css'
import { stateSignal } from '#web/procedures/signals.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** What runs for this household before a judge, a commission or a service, and by when. */
export const ProceduresTab = ({ householdId }: { householdId: string }) => {
  const [isOpening, setOpening] = useState(false)
  const access = useAccess('write-procedures')
  const { data, error, refetch } = useApiQuery(api.procedures.ofHousehold, { householdId })
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting label="Lecture des procédures…" />
  const nothing =
    data.openable.length === 0 ? 'Aucune procédure ne s’ouvre de votre côté du dossier.' : undefined
  return (
    <>
      <Section
        title="Procédures"
        actions={
          <>
            <PrepareFsl householdId={householdId} />
            <ReasonedButton size="xs" because={access.because ?? nothing} onClick={() => setOpening(true)}>
              Ouvrir une procédure
            </ReasonedButton>
          </>
        }
      >
        {data.procedures.length === 0 ? (
          <EmptyState title="Aucune procédure">
            Ouvrez-en une dès le premier acte : commandement de payer, saisine de la CCAPEX, demande au FSL,
            recours DALO. Palier pose ensuite chaque date, dit d’où elle vient et ce qui peut tout arrêter.
          </EmptyState>
        ) : (
          <ul className={classes.list}>
            {data.procedures.map((procedure) => (
              <Line key={procedure.procedureId} householdId={householdId} procedure={procedure} />
            ))}
          </ul>
        )}
        {isOpening && (
          <OpenProcedureForm
            householdId={householdId}
            kinds={data.openable}
            onClose={() => setOpening(false)}
          />
        )}
      </Section>
      <ArrearsLineList householdId={householdId} />
      <HousingFilesSection householdId={householdId} />
    </>
  )
}

const Line = ({ householdId, procedure }: { householdId: string; procedure: ProcedureSummary }) => {
  const slug = useOrganisationSlug()
  const today = useToday()
  const { procedureId, kind, stateLabel, ends, since, nextDue } = procedure
  return (
    <li>
      <div>
        <Link to={paths.procedure({ slug, householdId, procedureId })}>{procedureKindLabels[kind]}</Link>
        <p className={classes.small}>
          <Signal kind={stateSignal(ends)}>{stateLabel}</Signal> depuis le <Day date={since} />
        </p>
      </div>
      {nextDue && (
        <p className={classes.due}>
          {nextDue.dueOn < today ? <Signal kind="late">{nextDue.label}</Signal> : nextDue.label}
          <br />
          <Day date={nextDue.dueOn} today={today} />
        </p>
      )}
    </li>
  )
}
