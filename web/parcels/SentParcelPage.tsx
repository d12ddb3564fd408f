import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { parcels } from '#contract/parcels.ts'
import { categoryOf, legalBasisOf, parcelKindLabels, parcelPurposeLabels } from '#domain/parcels/kinds.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { ContentView } from '#web/parcels/ContentView.tsx'
import { EndSentMandateForm, NoteAnswerForm, ReplyForm, RevokeAgreementForm } from '#web/parcels/SentActs.tsx'
import { SentState } from '#web/parcels/sent-columns.tsx'
import { Thread } from '#web/parcels/Thread.tsx'
import { paths } from '#web/paths.ts'
import { useToday } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

export type SentParcel = Output<typeof parcels.open>

export const SentParcelPage = () => {
  const { parcelId = '' } = useParams()
  const slug = useOrganisationSlug()
  const crumbs = [{ label: 'Envois aux partenaires', to: paths.sentParcels({ slug }) }]
  const { data, error, refetch } = useApiQuery(api.parcels.open, { parcelId })
  if (error && !data)
    return (
      <Page title="Envoi" crumbs={crumbs}>
        <ErrorState error={error} retry={() => void refetch()} />
      </Page>
    )
  if (!data) return <Waiting label="Ouverture de l’envoi…" />
  return (
    <Page
      title={`${parcelKindLabels[data.kind]} : ${data.partner}`}
      crumbs={crumbs}
      subtitle={<SentState row={data} />}
      actions={<Acts parcel={data} />}
    >
      {data.stoppedReason && (
        <Notice kind="late" title="Rien n’est parti">
          {data.stoppedReason}
        </Notice>
      )}
      {data.withdrawnOn && (
        <Notice kind="soon" title="Retiré après son départ">
          Le partenaire l’a reçu avant le retrait : il est prévenu de ne plus s’en servir, et sa copie est
          effacée si personne ne l’avait encore acceptée.
        </Notice>
      )}
      <Terms parcel={data} />
      {data.kind === 'mandate' && <Mandate parcel={data} />}
      <Section title="Nouvelles">
        <Thread lines={data.thread} other={data.partner} />
      </Section>
      <Section title={data.hasLeft ? 'Ce qui est parti' : 'Ce qui partirait aujourd’hui'}>
        {data.content ? (
          <ContentView content={withWords(data)} />
        ) : (
          <p>{data.hasLeft ? 'La copie a été effacée à son terme.' : 'Rien n’est parti.'}</p>
        )}
      </Section>
    </Page>
  )
}

const withWords = ({ content, motive, message }: SentParcel) => ({
  ...content,
  ...(motive && { motive }),
  ...(message && { message }),
})

const Terms = ({ parcel }: { parcel: SentParcel }) => {
  const slug = useOrganisationSlug()
  const { household, consent, legalBasis, state, stateAt, createdBy, measureId } = parcel
  return (
    <Section title="Sous quelles conditions">
      <FactList
        columns={2}
        facts={[
          {
            label: 'Ménage',
            value: household ? (
              <Link to={paths.householdShared({ slug, householdId: household.id })}>{household.label}</Link>
            ) : (
              'demande reçue puis réorientée'
            ),
          },
          ...(measureId
            ? [
                {
                  label: 'Mesure proposée',
                  value: <Link to={paths.measure({ slug, measureId })}>Ouvrir la mesure</Link>,
                },
              ]
            : []),
          { label: 'Pour quoi faire', value: parcelPurposeLabels[parcel.purpose] },
          {
            label: 'Catégories',
            value: parcel.categories.map((one) => categoryOf(one).label).join(', ') || 'le message seul',
          },
          {
            label: 'Fondement',
            value: `${legalBasisOf(legalBasis).label} (${legalBasisOf(legalBasis).source})`,
          },
          { label: 'Ménage informé le', value: parcel.informedOn && <Day date={parcel.informedOn} /> },
          ...(consent
            ? [
                {
                  label: 'Accord donné le',
                  value: (
                    <>
                      <Day date={consent.givenOn} />
                      {consent.revokedOn && (
                        <>
                          , retiré le <Day date={consent.revokedOn} />
                        </>
                      )}
                    </>
                  ),
                },
              ]
            : []),
          {
            label: state === 'left' ? 'Parti le' : state === 'stopped' ? 'Arrêté le' : 'Part le',
            value: state === 'waiting' ? <Day date={parcel.leavesOn} /> : formatInstant(stateAt),
          },
          { label: 'Copie effacée le', value: <Day date={parcel.expiresOn} /> },
          { label: 'Préparé par', value: createdBy },
        ]}
      />
    </Section>
  )
}

const Mandate = ({ parcel }: { parcel: SentParcel }) => {
  const today = useToday()
  const { reportDays, reportsReceived, termOn, nextReportOn, lateReports } = parcel
  return (
    <Section title="Mission">
      {reportDays.length === 0 ? (
        <p>La mission court à partir de son acceptation ; les rapports seront datés de ce jour.</p>
      ) : (
        <FactList
          columns={2}
          facts={[
            { label: 'Terme', value: termOn && <Day date={termOn} today={today} /> },
            { label: 'Rapports reçus', value: `${reportsReceived} sur ${reportDays.length}` },
            {
              label: lateReports > 0 ? 'Rapport en retard depuis le' : 'Prochain rapport',
              value: nextReportOn ? <Day date={nextReportOn} today={today} /> : 'tous sont là',
            },
          ]}
        />
      )}
    </Section>
  )
}

type Panel = 'reply' | 'note' | 'end' | 'revoke' | 'withdraw' | undefined

const Acts = ({ parcel }: { parcel: SentParcel }) => {
  const [panel, setPanel] = useState<Panel>()
  const withdraw = useApiCommand(api.parcels.withdraw)
  const { id, version, state, told, isByHand, kind, partner } = parcel
  const close = () => setPanel(undefined)
  const isOver = state === 'stopped' || parcel.withdrawnOn !== null
  return (
    <>
      {told === 'more-asked' && !isOver && <Button onClick={() => setPanel('reply')}>Répondre</Button>}
      {isByHand && state === 'left' && (
        <Button variant="default" onClick={() => setPanel('note')}>
          Noter sa réponse
        </Button>
      )}
      {kind === 'mandate' && parcel.reportDays.length > 0 && !parcel.isMandateOver && (
        <Button variant="default" onClick={() => setPanel('end')}>
          Mettre fin à la mission
        </Button>
      )}
      {parcel.hasOwnAgreement && !parcel.consent?.revokedOn && (
        <Button variant="default" onClick={() => setPanel('revoke')}>
          Le ménage retire son accord
        </Button>
      )}
      <ReasonedButton
        variant="default"
        because={isOver ? 'Cet envoi est déjà arrêté ou retiré.' : undefined}
        onClick={() => setPanel('withdraw')}
      >
        {state === 'waiting' ? 'Arrêter l’envoi' : 'Retirer'}
      </ReasonedButton>
      {panel === 'reply' && <ReplyForm parcel={parcel} onClose={close} />}
      {panel === 'note' && <NoteAnswerForm parcel={parcel} onClose={close} />}
      {panel === 'end' && <EndSentMandateForm parcel={parcel} onClose={close} />}
      {panel === 'revoke' && <RevokeAgreementForm parcel={parcel} onClose={close} />}
      <ConfirmDialog
        opened={panel === 'withdraw'}
        onClose={close}
        title={state === 'waiting' ? 'Arrêter cet envoi ?' : 'Retirer ce qui est parti ?'}
        confirmLabel={state === 'waiting' ? 'Arrêter l’envoi' : 'Prévenir le partenaire'}
        isDangerous
        command={withdraw}
        onConfirm={() => withdraw.run({ parcelId: id, version })}
      >
        {state === 'waiting'
          ? 'Rien n’est parti : rien ne partira.'
          : `${partner} a déjà reçu cette copie. Il sera prévenu de ne plus s’en servir.`}
      </ConfirmDialog>
    </>
  )
}
