import { Button } from '@mantine/core'
import { useState } from 'react'
import { useParams } from 'react-router'
import { sittingStateLabels } from '#domain/committees/sittings.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { AgendaSection } from '#web/committees/AgendaSection.tsx'
import { sittingSignals } from '#web/committees/CommitteesPage.tsx'
import { MoveSittingForm } from '#web/committees/MoveSittingForm.tsx'
import { PresenceSection } from '#web/committees/PresenceSection.tsx'
import { useSittingCommand } from '#web/committees/use-sitting-command.ts'
import type { Sitting } from '#web/committees/views.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiDownload, useApiQuery } from '#web/use-api.ts'

export const SittingPage = () => {
  const slug = useOrganisationSlug()
  const { sittingId = '' } = useParams()
  const [isMoving, setMoving] = useState(false)
  const review = useAccess('review-applications')
  const { data, error, refetch, isFetching } = useApiQuery(api.committees.getSitting, { sittingId })
  const crumbs = [
    { label: 'Financements', to: paths.funding({ slug }) },
    { label: 'Commissions', to: paths.committees({ slug }) },
  ]
  if (!data)
    return (
      <Page title="Séance" crumbs={crumbs}>
        {error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <Waiting label="Lecture de la séance" />
        )}
      </Page>
    )
  const { committeeName, heldOn, startsAt, place, state } = data
  return (
    <Page
      title={`${committeeName}, séance du ${formatDate(heldOn)}`}
      crumbs={crumbs}
      subtitle={
        <>
          <Signal kind={sittingSignals[state]}>{sittingStateLabels[state]}</Signal>
          {startsAt && ` · ${startsAt}`}
          {place && ` · ${place}`}
        </>
      }
      actions={
        state !== 'signed' &&
        state !== 'cancelled' && (
          <ReasonedButton variant="default" because={review.because} onClick={() => setMoving(true)}>
            Déplacer la séance
          </ReasonedButton>
        )
      }
    >
      {data.moved && (
        <Notice kind="plain">
          {`Séance déplacée, elle était prévue le ${formatDate(data.moved.from)} : ${data.moved.reason}`}
        </Notice>
      )}
      {data.cancelledReason && <Notice kind="plain">{`Séance annulée : ${data.cancelledReason}`}</Notice>}
      <AgendaSection sitting={data} />
      <PresenceSection sitting={data} isReading={isFetching} />
      <MinutesSection sitting={data} />
      {isMoving && <MoveSittingForm sitting={data} onClose={() => setMoving(false)} />}
    </Page>
  )
}

const MinutesSection = ({ sitting }: { sitting: Sitting }) => {
  const { id: sittingId, version, state, signedBy, signedOn, pendingCount } = sitting
  const minutes = useApiDownload(api.committees.minutes)
  const sign = useSittingCommand(api.committees.signMinutes)
  const cancel = useSittingCommand(api.committees.cancelSitting)
  const decide = useAccess('decide-funding')
  const review = useAccess('review-applications')
  const [asking, setAsking] = useState<'sign' | 'cancel' | undefined>()
  const close = () => setAsking(undefined)
  const told = minutes.refusal?.message ?? minutes.failure
  return (
    <Section
      title="Procès-verbal"
      actions={
        <>
          <Button
            size="xs"
            variant="default"
            loading={minutes.isRunning}
            onClick={() => void minutes.run({ sittingId }, 'tab')}
          >
            {state === 'signed' ? 'Ouvrir le procès-verbal' : 'Voir le projet'}
          </Button>
          {state !== 'signed' && state !== 'cancelled' && (
            <>
              <ReasonedButton
                size="xs"
                because={decide.because ?? notYet(sitting)}
                onClick={() => setAsking('sign')}
              >
                Signer
              </ReasonedButton>
              <ReasonedButton
                size="xs"
                variant="subtle"
                because={
                  review.because ??
                  (sitting.itemCount > pendingCount ? 'Une décision est déjà écrite.' : undefined)
                }
                onClick={() => setAsking('cancel')}
              >
                Annuler la séance
              </ReasonedButton>
            </>
          )}
        </>
      }
    >
      {told && <Notice kind="late">{told}</Notice>}
      <p>
        {signedOn && signedBy
          ? `Signé par ${signedBy} le ${formatDate(signedOn)}. La séance ne change plus.`
          : 'Le procès-verbal se fait de lui-même : présents, quorum, décisions. Signé, il est gardé tel quel.'}
      </p>
      {asking === 'sign' && (
        <ConfirmDialog
          opened
          onClose={close}
          title="Signer le procès-verbal"
          confirmLabel="Signer le procès-verbal"
          command={sign}
          onConfirm={() => sign.run({ sittingId, version })}
        >
          Présents, ordre du jour et décisions ne changeront plus. Votre nom et la date y sont écrits.
        </ConfirmDialog>
      )}
      {asking === 'cancel' && (
        <ReasonForm
          title="Annuler la séance"
          told="Les lignes de l’ordre du jour attendront une autre séance."
          submitLabel="Annuler la séance"
          draftKey={`sitting-cancel/${sittingId}`}
          command={cancel}
          onClose={close}
          onReason={async (reason) => {
            const done = await cancel.run({ sittingId, version, reason })
            if (done) close()
            return done
          }}
        />
      )}
    </Section>
  )
}

const notYet = ({ state, pendingCount, presentIds }: Sitting): string | undefined => {
  if (state === 'planned') return 'La séance n’a pas encore eu lieu.'
  if (pendingCount > 0) return `Il reste ${pendingCount} ligne${pendingCount > 1 ? 's' : ''} à décider.`
  return presentIds.length === 0 ? 'Notez d’abord qui était présent.' : undefined
}
