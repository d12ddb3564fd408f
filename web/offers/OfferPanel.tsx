import { useState } from 'react'
import { type FinancingEventKind, financingEventLabels } from '#domain/funding/financing-facts.ts'
import { microcreditStageLabels } from '#domain/offers/microcredit.ts'
import { creditRegimeLabels } from '#domain/offers/regime.ts'
import { isEndedOffer, type OfferStage, offerStageLabels } from '#domain/offers/transitions.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { FundingDocuments } from '#web/offers/FundingDocuments.tsx'
import { OfferFactForm } from '#web/offers/OfferFactForm.tsx'
import classes from '#web/offers/offers.module.css'
import { SendOfferForm } from '#web/offers/SendOfferForm.tsx'
import { SignedCopyForm } from '#web/offers/SignedCopyForm.tsx'
import type { Offer } from '#web/offers/views.ts'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { type Moment, Timeline } from '#web/ui/Timeline.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** The offer of a financing: its terms, the days of the law, what the household answered, its papers. */
export const OfferPanel = ({ financingId }: { financingId: string }) => {
  const { data, error, refetch } = useApiQuery(api.offers.get, { financingId })
  if (data) return <OfferView offer={data} />
  return error ? (
    <ErrorState error={error} retry={() => void refetch()} />
  ) : (
    <Waiting label="Lecture de l’offre" />
  )
}

const signals: Readonly<Record<OfferStage, SignalKind>> = {
  granted: 'soon',
  sent: 'soon',
  accepted: 'soon',
  open: 'done',
  declined: 'none',
  expired: 'late',
  withdrawn: 'none',
  cancelled: 'none',
}

const OfferView = ({ offer }: { offer: Offer }) => {
  const may = useAccess('review-applications')
  const [isSending, setSending] = useState(false)
  const [isKeeping, setKeeping] = useState(false)
  const [recording, setRecording] = useState<FinancingEventKind | undefined>()
  const { terms, microcredit, stage } = offer
  return (
    <div className={classes.offer}>
      <h3>
        {offer.productName}, {offer.number}
      </h3>
      <p className={classes.small}>
        <Signal kind={signals[stage]}>
          {microcredit ? microcreditStageLabels[microcredit.stage] : stageWords(offer)}
        </Signal>
      </p>
      <FactList columns={2} facts={factsOf(offer)} />
      {!terms && offer.needsOffer && stage === 'granted' && (
        <p className={classes.small}>
          L’offre n’est pas encore envoyée : préparez-la, le régime et le TAEG s’affichent avant l’envoi.
        </p>
      )}
      <div className={classes.steps}>
        {offer.changes.includes('offer-sent') && (
          <ReasonedButton size="xs" because={may.because} onClick={() => setSending(true)}>
            {stage === 'sent' ? 'Corriger l’offre' : 'Préparer l’offre'}
          </ReasonedButton>
        )}
        {offer.changes
          .filter((kind) => kind !== 'offer-sent')
          .map((kind) => (
            <ReasonedButton
              key={kind}
              size="xs"
              variant="default"
              because={may.because}
              onClick={() => setRecording(kind)}
            >
              {buttonLabels[kind] ?? financingEventLabels[kind]}
            </ReasonedButton>
          ))}
        {offer.documents.length > 0 && (
          <ReasonedButton size="xs" variant="subtle" because={may.because} onClick={() => setKeeping(true)}>
            Garder une copie signée
          </ReasonedButton>
        )}
      </div>
      <Timeline label="Jours de l’offre" moments={offer.line.map(momentOf)} />
      <FundingDocuments
        applicationId={offer.applicationId}
        documents={offer.documents}
        label={`Documents du financement ${offer.number}`}
      />
      {isSending && <SendOfferForm offer={offer} onClose={() => setSending(false)} />}
      {isKeeping && <SignedCopyForm offer={offer} onClose={() => setKeeping(false)} />}
      {recording && <OfferFactForm offer={offer} kind={recording} onClose={() => setRecording(undefined)} />}
    </div>
  )
}

const buttonLabels: Partial<Record<FinancingEventKind, string>> = {
  'offer-received': 'Noter la réception',
  'offer-accepted': 'Noter l’acceptation',
  'offer-declined': 'Le ménage refuse',
  'offer-withdrawn': 'Noter une rétractation',
  'financing-cancelled': 'Annuler le financement',
}

const stageWords = ({ stage, releaseFrom, needsOffer }: Offer): string => {
  if (stage === 'open' && !needsOffer) return 'En vigueur, sans offre à attendre'
  if (stage === 'accepted' && releaseFrom)
    return `Acceptée : versement possible à partir du ${formatDate(releaseFrom)}`
  return offerStageLabels[stage]
}

const factsOf = ({ grantedCents, months, terms, releaseFrom, microcredit, stage }: Offer) => [
  { label: 'Accordé', value: <Amount cents={grantedCents} /> },
  ...(months === null ? [] : [{ label: 'Durée', value: `${months} mois` }]),
  ...(terms
    ? [
        { label: 'Régime', value: creditRegimeLabels[terms.regime] },
        { label: 'TAEG', value: typeset(terms.taeg) },
        ...(terms.firstDueOn ? [{ label: 'Première échéance', value: <Day date={terms.firstDueOn} /> }] : []),
        ...(terms.feeCents > 0
          ? [{ label: 'Frais de dossier', value: <Amount cents={terms.feeCents} /> }]
          : []),
        ...(terms.insuranceCents > 0
          ? [{ label: 'Assurance, par mois', value: <Amount cents={terms.insuranceCents} /> }]
          : []),
      ]
    : []),
  ...(releaseFrom && !isEndedOffer(stage)
    ? [{ label: 'Versement possible à partir du', value: <Day date={releaseFrom} /> }]
    : []),
  ...(microcredit?.bank ? [{ label: 'Banque', value: microcredit.bank }] : []),
  ...(microcredit?.guaranteedCents != null
    ? [
        {
          label: 'Payé par le Fonds de cohésion sociale',
          value: <Amount cents={microcredit.guaranteedCents} />,
        },
        { label: 'Perdu par la banque', value: <Amount cents={microcredit.lostCents} /> },
      ]
    : []),
]

const momentOf = ({ key, on, label, why, rawOn, isDone }: Offer['line'][number]): Moment => ({
  key,
  when: <Day date={on} />,
  title: label,
  isToCome: !isDone,
  by: rawOn && (
    <span className={classes.moved}>
      Compté au {formatDate(rawOn)}, reporté au {formatDate(on)} en faveur du ménage
    </span>
  ),
  children: why && <span className={classes.small}>{typeset(why)}</span>,
})
