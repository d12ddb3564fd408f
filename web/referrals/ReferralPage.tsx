import { Link, useParams } from 'react-router'
import type { Candidate, Referral } from '#contract/referrals.ts'
import { likenessReasonLabels } from '#domain/households/same-person.ts'
import { categoryOf, legalBasisOf, parcelKindLabels, parcelPurposeLabels } from '#domain/parcels/kinds.ts'
import { prescriberKindLabels } from '#domain/programmes/kinds.ts'
import { isOpenReferral, referralSourceLabels } from '#domain/referrals/states.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { ContentView } from '#web/parcels/ContentView.tsx'
import classes from '#web/parcels/parcels.module.css'
import { Thread } from '#web/parcels/Thread.tsx'
import { paths } from '#web/paths.ts'
import { DueSignal } from '#web/referrals/DueSignal.tsx'
import { FilesSection } from '#web/referrals/FilesSection.tsx'
import { ReferralActs } from '#web/referrals/ReferralActs.tsx'
import { useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

export const ReferralPage = () => {
  const { referralId = '' } = useParams()
  const slug = useOrganisationSlug()
  const crumbs = [{ label: 'Demandes reçues', to: paths.referrals({ slug }) }]
  const { data, error, refetch } = useApiQuery(api.referrals.open, { referralId })
  if (error && !data)
    return (
      <Page title="Demande" crumbs={crumbs}>
        <ErrorState error={error} retry={() => void refetch()} />
      </Page>
    )
  if (!data) return <Waiting label="Ouverture de la demande…" />
  return (
    <Page
      title={data.subject}
      crumbs={crumbs}
      subtitle={<DueSignal referral={data} />}
      actions={<ReferralActs referral={data} />}
    >
      <Notices referral={data} />
      <From referral={data} />
      {data.mandate && <MandateSection mandate={data.mandate} />}
      <Section title="Ce qui a été reçu">
        <ContentView content={data.content} />
      </Section>
      <FilesSection referralId={data.id} files={data.files} />
      {isOpenReferral(data.state) && !data.household && <Candidates candidates={data.candidates} />}
      <Section title="Fil">
        <Thread lines={data.thread} other={data.senderName} />
      </Section>
    </Page>
  )
}

const Notices = ({ referral }: { referral: Referral }) => {
  const { withdrawnOn, erasedOn, newsTravel, state, senderContact } = referral
  return (
    <>
      {withdrawnOn && (
        <Notice kind="late" title="Accord retiré">
          Le ménage ou l’expéditeur a retiré cet envoi : ce qui a été reçu ne doit plus servir. Sa copie est
          effacée.
        </Notice>
      )}
      {erasedOn && !withdrawnOn && (
        <Notice kind="plain">La copie reçue est arrivée à son terme : elle a été effacée.</Notice>
      )}
      {newsTravel === 'by-hand' && state !== 'received' && state !== 'withdrawn' && (
        <Notice kind="soon" title="À dire soi-même">
          {senderContact
            ? `L’expéditeur n’a pas de compte : dites-lui la réponse (${senderContact}).`
            : 'L’expéditeur n’a pas de compte et n’a laissé aucune coordonnée.'}
        </Notice>
      )}
    </>
  )
}

const From = ({ referral }: { referral: Referral }) => {
  const slug = useOrganisationSlug()
  const { parcel, household, measureId, sentOn } = referral
  return (
    <Section title="De qui, sur quel fondement">
      <FactList
        columns={2}
        facts={[
          {
            label: 'Expéditeur',
            value: `${referral.senderName} (${prescriberKindLabels[referral.senderKind]})`,
          },
          { label: 'Source', value: referralSourceLabels[referral.source] },
          { label: 'Nature', value: parcelKindLabels[referral.kind] },
          { label: 'Reçue le', value: formatInstant(referral.receivedAt) },
          { label: 'Référence', value: referral.reference },
          { label: 'Pour le joindre', value: referral.senderContact },
          { label: 'Confiée à', value: referral.assignee?.name ?? 'personne' },
          ...(parcel
            ? [
                { label: 'Pour quoi faire', value: parcelPurposeLabels[parcel.purpose] },
                {
                  label: 'Catégories',
                  value: parcel.categories.map((one) => categoryOf(one).label).join(', '),
                },
                {
                  label: 'Fondement',
                  value: `${legalBasisOf(parcel.legalBasis).label} (${legalBasisOf(parcel.legalBasis).source})`,
                },
                { label: 'Ménage informé le', value: parcel.informedOn && <Day date={parcel.informedOn} /> },
                {
                  label: 'Accord du ménage',
                  value: parcel.consentGivenOn ? <Day date={parcel.consentGivenOn} /> : 'non requis',
                },
                { label: 'Copie effacée le', value: <Day date={parcel.expiresOn} /> },
              ]
            : []),
          ...(sentOn
            ? [
                {
                  label: 'Réorientée vers',
                  value: (
                    <Link to={paths.sentParcel({ slug, parcelId: sentOn.parcelId })}>{sentOn.partner}</Link>
                  ),
                },
              ]
            : []),
          ...(household
            ? [
                {
                  label: 'Ménage',
                  value: (
                    <Link to={paths.household({ slug, householdId: household.id })}>{household.label}</Link>
                  ),
                },
              ]
            : []),
          ...(measureId
            ? [
                {
                  label: 'Mesure',
                  value: <Link to={paths.measure({ slug, measureId })}>Ouvrir la mesure</Link>,
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

const mandateWords = { running: 'en cours', 'term-reached': 'terme atteint', ended: 'terminée' } as const

const MandateSection = ({ mandate }: { mandate: NonNullable<Referral['mandate']> }) => {
  const today = useToday()
  const { startedOn, termOn, reportsSent, dueDays, nextDueOn, lateReports, state } = mandate
  return (
    <Section title="Mission">
      <FactList
        columns={2}
        facts={[
          { label: 'État', value: mandateWords[state] },
          { label: 'Depuis le', value: <Day date={startedOn} /> },
          { label: 'Terme', value: <Day date={termOn} today={today} /> },
          { label: 'Rapports remis', value: `${reportsSent} sur ${dueDays.length}` },
          {
            label: lateReports > 0 ? 'Rapport en retard depuis le' : 'Prochain rapport',
            value: nextDueOn ? <Day date={nextDueOn} today={today} /> : 'tous sont remis',
          },
        ]}
      />
    </Section>
  )
}

/** Seen by those who triage, and by nobody else. */
const Candidates = ({ candidates }: { candidates: readonly Candidate[] }) => {
  const slug = useOrganisationSlug()
  return (
    <Section title="Ménages connus qui ressemblent" aside="L’expéditeur n’en sait rien">
      {candidates.length === 0 ? (
        <p>Aucun dossier ne ressemble à cette demande.</p>
      ) : (
        <ul className={classes.candidates}>
          {candidates.map(({ householdId, label, personName, reasons }) => (
            <li key={`${householdId} ${personName}`}>
              <Link to={paths.household({ slug, householdId })}>{label}</Link> ({personName}) :{' '}
              {reasons.map((reason) => likenessReasonLabels[reason].toLowerCase()).join(', ')}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
