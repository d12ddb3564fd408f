import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Approval } from '#contract/approvals.ts'
import {
  type ApprovalStatus,
  approvalEventLabels,
  approvalKindLabels,
  approvalStatusLabels,
} from '#domain/housing/approvals.ts'
import { api } from '#web/client.ts'
import { ApprovalFactForm, CancelApprovalFact } from '#web/housing/ApprovalFactForm.tsx'
import { ApprovalForm } from '#web/housing/ApprovalForm.tsx'
import { useAccess, useToday } from '#web/session/session.ts'
import { SettingsFrame } from '#web/settings/SettingsFrame.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { type Moment, Timeline } from '#web/ui/Timeline.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

const signals: Readonly<Record<ApprovalStatus, SignalKind>> = {
  draft: 'none',
  filed: 'soon',
  silent: 'late',
  granted: 'done',
  'renewal-due': 'soon',
  expired: 'late',
  refused: 'late',
  withdrawn: 'none',
}

/** The agréments of the organisation: how long they run, what is owed each year. */
export const ApprovalsPage = () => {
  const { data, error, refetch } = useApiQuery(api.approvals.list, {})
  const [edited, setEdited] = useState<Approval | 'new'>()
  const { because } = useAccess('edit-approvals')
  return (
    <SettingsFrame
      title="Agréments"
      subtitle="ISFT, ILGLS, MOI : leur fin, leur renouvellement, le rapport de chaque année."
      actions={
        <ReasonedButton because={because} onClick={() => setEdited('new')}>
          Ajouter un agrément
        </ReasonedButton>
      }
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture des agréments" />}
      {data?.rows.length === 0 && (
        <EmptyState title="Aucun agrément noté">
          Ajoutez ceux de l’organisation : la personne responsable est prévenue douze et six mois avant leur
          fin, et du rapport de chaque année.
        </EmptyState>
      )}
      {data?.rows.map((approval) => (
        <ApprovalSection
          key={approval.id}
          approval={approval}
          because={because}
          onEdit={() => setEdited(approval)}
        />
      ))}
      {edited && (
        <ApprovalForm approval={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </SettingsFrame>
  )
}

type Props = { approval: Approval; because: string | undefined; onEdit: () => void }
type Event = Approval['events'][number]

const ApprovalSection = ({ approval, because, onEdit }: Props) => {
  const today = useToday()
  const [isRecording, setRecording] = useState(false)
  const [cancelled, setCancelled] = useState<Event>()
  return (
    <Section
      title={approvalKindLabels[approval.kind]}
      actions={
        <>
          <ReasonedButton size="xs" because={because} onClick={() => setRecording(true)}>
            Noter une étape
          </ReasonedButton>
          <ReasonedButton size="xs" variant="default" because={because} onClick={onEdit}>
            Modifier
          </ReasonedButton>
        </>
      }
    >
      <FactList
        columns={2}
        facts={[
          {
            label: 'État',
            value: <Signal kind={signals[approval.status]}>{approvalStatusLabels[approval.status]}</Signal>,
          },
          {
            label: 'Fin',
            value: approval.endsOn ? <Day date={approval.endsOn} /> : approval.grantedOn && 'sans terme',
          },
          { label: 'Activités', value: approval.activities },
          { label: 'Territoire', value: approval.territory },
          { label: 'Accordé par', value: approval.authority },
          { label: 'Référence', value: approval.reference },
          { label: 'Responsable', value: approval.responsibleName },
        ]}
      />
      <Timeline
        label="Étapes de l’agrément"
        moments={momentsOf(approval, today, because === undefined ? setCancelled : undefined)}
      />
      {isRecording && <ApprovalFactForm approval={approval} onClose={() => setRecording(false)} />}
      {cancelled && (
        <CancelApprovalFact approval={approval} event={cancelled} onClose={() => setCancelled(undefined)} />
      )}
    </Section>
  )
}

const momentsOf = (
  { events, deadlines }: Approval,
  today: string,
  cancel: ((event: Event) => void) | undefined,
): Moment[] =>
  [
    ...events.map((event) => ({ on: event.on as string, moment: pastMoment(event, cancel) })),
    ...deadlines.map(({ what, on, label, source }) => ({
      on: on as string,
      moment: {
        key: `${what} ${on}`,
        when: <Day date={on} />,
        title: label,
        by: source,
        isToCome: true,
        signal: on <= today ? ('late' as const) : undefined,
        children: on <= today && what !== 'renewal-alert' && <Signal kind="late">date passée</Signal>,
      },
    })),
  ]
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
    .map(({ moment }) => moment)

const pastMoment = (event: Event, cancel: ((event: Event) => void) | undefined): Moment => {
  const title = `${approvalEventLabels[event.kind]}${event.year ? ` ${event.year}` : ''}`
  return {
    key: event.id,
    when: <Day date={event.on} />,
    title: event.cancelled ? <s>{title}</s> : title,
    by: event.cancelled
      ? `annulé par ${event.cancelled.by} : ${event.cancelled.reason}`
      : `noté par ${event.by}`,
    children: cancel && !event.cancelled && (
      <Button size="compact-sm" variant="subtle" onClick={() => cancel(event)}>
        Annuler cette étape<span className="on-screen-readers"> {title}</span>
      </Button>
    ),
  }
}
