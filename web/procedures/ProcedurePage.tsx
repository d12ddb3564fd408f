import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { ProcedureStep, ProcedureView } from '#contract/procedure-shapes.ts'
import { compartmentLabels } from '#domain/casework/compartments.ts'
import { formatDate } from '#domain/plain-date.ts'
import { definitionOf } from '#domain/procedures/definitions.ts'
import { describeFields } from '#domain/procedures/describe-fact.ts'
import { procedureKindLabels } from '#domain/procedures/kinds.ts'
import { api } from '#web/client.ts'
import { OverdueOfProcedure } from '#web/deadlines/OverdueOfProcedure.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { CircumstancesForm } from '#web/procedures/CircumstancesForm.tsx'
import { FollowedPlan } from '#web/procedures/FollowedPlan.tsx'
import { LineSection } from '#web/procedures/LineSection.tsx'
import { NextSection } from '#web/procedures/NextSection.tsx'
import { PastDeadlines } from '#web/procedures/PastDeadlines.tsx'
import classes from '#web/procedures/procedures.module.css'
import { ReasonForm } from '#web/procedures/ReasonForm.tsx'
import { RecordFactForm } from '#web/procedures/RecordFactForm.tsx'
import { stateSignal } from '#web/procedures/signals.ts'
import { useProcedureCommand } from '#web/procedures/use-procedure-command.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { notify } from '#web/ui/notify.ts'
import { Page } from '#web/ui/Page.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

type Doing =
  | { kind: 'record'; event: string | null }
  | { kind: 'undo'; step: ProcedureStep }
  | { kind: 'correct' }
  | { kind: 'cancel' }

export const ProcedurePage = () => {
  const { householdId = '', procedureId = '' } = useParams()
  const slug = useOrganisationSlug()
  const { data, error, refetch } = useApiQuery(api.procedures.get, { householdId, procedureId })
  const crumbs = [{ label: 'Procédures du ménage', to: paths.householdProcedures({ slug, householdId }) }]
  if (!data)
    return (
      <Page title="Procédure" crumbs={crumbs}>
        {error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <Waiting label="Lecture de la procédure…" />
        )}
      </Page>
    )
  return <Opened procedure={data} crumbs={crumbs} />
}

type Crumbs = { label: string; to: string }[]

const Opened = ({ procedure, crumbs }: { procedure: ProcedureView; crumbs: Crumbs }) => {
  const [doing, setDoing] = useState<Doing>()
  const today = useToday()
  const { because } = useAccess('write-procedures')
  const past = procedure.deadlines.filter(
    ({ status, sense, dueOn }) => status !== 'open' || (sense !== 'act-by' && dueOn < today),
  )
  return (
    <Page
      title={procedureKindLabels[procedure.kind]}
      crumbs={crumbs}
      subtitle={<Subtitle procedure={procedure} />}
      actions={
        <ReasonedButton because={because} onClick={() => setDoing({ kind: 'record', event: null })}>
          Noter une étape
        </ReasonedButton>
      }
    >
      <p className={classes.meaning}>{typeset(procedure.meaning)}</p>
      {procedure.kind === 'social-assessment' && <AssessmentLink procedure={procedure} />}
      <OverdueOfProcedure procedureId={procedure.procedureId} />
      <LineSection procedure={procedure} onCancelFact={(step) => setDoing({ kind: 'undo', step })} />
      {hasDelays(procedure) && <FollowedPlan procedure={procedure} />}
      <NextSection
        next={procedure.next}
        stateLabel={procedure.stateLabel}
        onRecord={(event) => setDoing({ kind: 'record', event })}
      />
      <PastDeadlines deadlines={past} />
      <Opening procedure={procedure} because={because} onDo={setDoing} />
      {doing && <Forms procedure={procedure} doing={doing} onClose={() => setDoing(undefined)} />}
    </Page>
  )
}

const hasDelays = ({ kind, state, planId }: ProcedureView) =>
  kind === 'eviction' && (state === 'payment-delays' || planId !== null)

const Subtitle = ({ procedure }: { procedure: ProcedureView }) => (
  <>
    <Signal kind={stateSignal(procedure.ends)}>{procedure.stateLabel}</Signal> depuis le{' '}
    <Day date={procedure.since} />
    {procedure.tenancy && <> · location {procedure.tenancy.number}</>} ·{' '}
    {compartmentLabels[procedure.compartment].toLowerCase()}
  </>
)

const AssessmentLink = ({ procedure: { householdId, procedureId } }: { procedure: ProcedureView }) => {
  const slug = useOrganisationSlug()
  return (
    <div className={classes.buttons}>
      <Button
        component={Link}
        variant="default"
        to={paths.socialAssessment({ slug, householdId, procedureId })}
      >
        Écrire le diagnostic
      </Button>
    </div>
  )
}

type OpeningProps = { procedure: ProcedureView; because: string | undefined; onDo: (doing: Doing) => void }

const Opening = ({ procedure, because, onDo }: OpeningProps) => {
  const fields = definitionOf(procedure.kind)?.circumstances ?? []
  const { openedOn, openedBy, circumstances, tenancy, sources } = procedure
  return (
    <Section
      title="À l’ouverture"
      actions={
        <>
          {fields.length > 0 && (
            <ReasonedButton
              size="xs"
              variant="default"
              because={because}
              onClick={() => onDo({ kind: 'correct' })}
            >
              Corriger
            </ReasonedButton>
          )}
          <ReasonedButton
            size="xs"
            variant="default"
            because={because}
            onClick={() => onDo({ kind: 'cancel' })}
          >
            Annuler la procédure
          </ReasonedButton>
        </>
      }
    >
      <FactList
        columns={2}
        facts={[
          { label: 'Ouverte le', value: `${formatDate(openedOn)}${openedBy ? `, par ${openedBy}` : ''}` },
          ...(tenancy ? [{ label: 'Logement', value: tenancy.address }] : []),
          ...describeFields(fields, circumstances),
          { label: 'Textes', value: sources.join(' ; ') },
        ]}
      />
    </Section>
  )
}

type FormsProps = { procedure: ProcedureView; doing: Doing; onClose: () => void }

const Forms = ({ procedure, doing, onClose }: FormsProps) => {
  switch (doing.kind) {
    case 'record':
      return <RecordFactForm procedure={procedure} event={doing.event} onClose={onClose} />
    case 'undo':
      return <UndoForm procedure={procedure} step={doing.step} onClose={onClose} />
    case 'correct':
      return <CircumstancesForm procedure={procedure} onClose={onClose} />
    default:
      return <CancelForm procedure={procedure} onClose={onClose} />
  }
}

const UndoForm = ({ procedure, step, onClose }: Omit<FormsProps, 'doing'> & { step: ProcedureStep }) => {
  const { householdId, procedureId, version } = procedure
  const command = useProcedureCommand(api.procedures.cancelFact, {
    onDone: () => {
      void notify('Étape annulée.')
      onClose()
    },
  })
  return (
    <ReasonForm
      title={`Annuler : ${step.label}, ${formatDate(step.on)}`}
      description="L’étape reste dans le fil, barrée, avec ce motif."
      submitLabel="Annuler l’étape"
      command={command}
      onClose={onClose}
      onSubmit={(reason) =>
        void command.run({ householdId, procedureId, version, factId: step.factId, reason })
      }
    />
  )
}

const CancelForm = ({ procedure, onClose }: Omit<FormsProps, 'doing'>) => {
  const { householdId, procedureId, version } = procedure
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const command = useProcedureCommand(api.procedures.cancel, {
    onDone: () => void navigate(paths.householdProcedures({ slug, householdId })),
  })
  return (
    <ReasonForm
      title="Annuler la procédure"
      description="Ouverte par erreur : elle quitte les listes et ses dates avec elle ; le motif est gardé."
      submitLabel="Annuler la procédure"
      command={command}
      onClose={onClose}
      onSubmit={(reason) => void command.run({ householdId, procedureId, version, reason })}
    />
  )
}
