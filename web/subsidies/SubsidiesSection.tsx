import { Button } from '@mantine/core'
import { useState } from 'react'
import { type AdvanceView, matchedReceipt, type SubsidyStanding } from '#contract/subsidies.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { advanceStateLabels, receiptKindLabels } from '#domain/subsidies/kinds.ts'
import { api } from '#web/client.ts'
import classes from '#web/disbursements/disbursements.module.css'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { EstimateForm } from '#web/subsidies/EstimateForm.tsx'
import { MandatesPart } from '#web/subsidies/MandatesPart.tsx'
import { ReceiptForm } from '#web/subsidies/ReceiptForm.tsx'
import { ReverseForm } from '#web/subsidies/ReverseForm.tsx'
import { ShortfallPart } from '#web/subsidies/ShortfallPart.tsx'
import { advanceSignals, overTexts } from '#web/subsidies/words.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

type Asked =
  | { kind: 'receipt' | 'estimate'; subsidy: SubsidyStanding }
  | { kind: 'reverse'; receiptId: string }

/** The subsidies that repay an advance: mandates, what comes, what will be missing and what becomes of it. */
export const SubsidiesSection = ({ financingId }: { financingId: string }) => {
  const { data, error, refetch } = useApiQuery(api.subsidies.openAdvance, { financingId })
  if (!data)
    return (
      <Section title="Subventions">
        {error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <Waiting label="Lecture des subventions" />
        )}
      </Section>
    )
  return <Known advance={data} />
}

const Known = ({ advance }: { advance: AdvanceView }) => {
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  return (
    <Section
      title="Subventions"
      aside={<Signal kind={advanceSignals[advance.state]}>{advanceStateLabels[advance.state]}</Signal>}
    >
      <Figures advance={advance} />
      <Notices advance={advance} />
      <SubsidyLines advance={advance} onAsk={setAsked} />
      <Receipts advance={advance} onAsk={setAsked} />
      <ShortfallPart advance={advance} />
      <MandatesPart advance={advance} />
      {asked?.kind === 'receipt' && <ReceiptForm advance={advance} subsidy={asked.subsidy} onClose={close} />}
      {asked?.kind === 'estimate' && <EstimateForm subsidy={asked.subsidy} onClose={close} />}
      {asked?.kind === 'reverse' && <ReverseForm receiptId={asked.receiptId} onClose={close} />}
    </Section>
  )
}

const Figures = ({ advance }: { advance: AdvanceView }) => {
  const { slug } = useMember()
  const entries = `${paths.ledgerEntries({ slug })}?financement=${advance.financing.id}`
  return (
    <StatRow>
      <Stat
        label="Avancé"
        value={<Amount cents={advance.disbursedCents} />}
        to={entries}
        detail={`sur ${formatEuros(advance.committedCents)} accordés`}
      />
      <Stat label="Encours de l’avance" value={<Amount cents={advance.outstandingCents} />} to={entries} />
      <Stat label="Encore attendu" value={<Amount cents={advance.awaitedCents} />} />
      {advance.heldCents > 0 && (
        <Stat
          label="Détenu pour le ménage"
          value={<Amount cents={advance.heldCents} />}
          to={entries}
          detail={advance.owedToHouseholdCents > 0 ? 'à lui rendre' : 'servira à rembourser l’avance'}
        />
      )}
      {advance.shortfallCents > 0 && (
        <Stat label="Manque" value={<Amount cents={advance.shortfallCents} />} to={entries} />
      )}
    </StatRow>
  )
}

const Notices = ({ advance }: { advance: AdvanceView }) => (
  <>
    {advance.foreseenShortfallCents > 0 && (
      <Notice kind="soon">
        Si les financeurs versent ce qu’ils ont notifié, il manquera{' '}
        {formatEuros(advance.foreseenShortfallCents)}.
      </Notice>
    )}
    {advance.owedToHouseholdCents > 0 && (
      <Notice kind="soon">
        {formatEuros(advance.owedToHouseholdCents)} appartiennent au ménage : « Rendre au ménage » est en haut
        de la page.
      </Notice>
    )}
  </>
)

type PartProps = { advance: AdvanceView; onAsk: (asked: Asked) => void }

const SubsidyLines = ({ advance, onAsk }: PartProps) => {
  if (advance.subsidies.length === 0)
    return (
      <EmptyState title="Aucune subvention demandée">
        Les subventions se demandent dans le plan de financement du dossier.
      </EmptyState>
    )
  return (
    <ul className={classes.plain}>
      {advance.subsidies.map((subsidy) => (
        <SubsidyLine key={subsidy.id} subsidy={subsidy} onAsk={onAsk} />
      ))}
    </ul>
  )
}

const SubsidyLine = ({ subsidy, onAsk }: { subsidy: SubsidyStanding; onAsk: PartProps['onAsk'] }) => {
  const { because } = useAccess('manage-loans')
  const { funder, notifiedCents, notifiedOn, requestedCents, receivedCents, over } = subsidy
  return (
    <li className={classes.line}>
      <div>
        <strong>{funder}</strong>,{' '}
        {notifiedCents !== null && notifiedOn
          ? `${formatEuros(notifiedCents)} notifiés le ${formatDate(notifiedOn)}`
          : `${formatEuros(requestedCents)} demandés`}
        <p className={classes.hint}>{datesOf(subsidy)}</p>
      </div>
      <span>
        {formatEuros(receivedCents)} reçus
        {over && (
          <>
            {' · '}
            <Signal kind={over === 'paid' ? 'done' : 'late'}>{overTexts[over]}</Signal>
          </>
        )}
      </span>
      <Button size="compact-sm" variant="default" onClick={() => onAsk({ kind: 'estimate', subsidy })}>
        Calculer un acompte<span className="on-screen-readers"> de {funder}</span>
      </Button>
      <ReasonedButton size="compact-sm" because={because} onClick={() => onAsk({ kind: 'receipt', subsidy })}>
        Enregistrer une somme<span className="on-screen-readers"> de {funder}</span>
      </ReasonedButton>
    </li>
  )
}

const datesOf = ({ worksDeadlineOn, silentRejectionOn, over }: SubsidyStanding): string => {
  if (over) return 'Plus rien n’est attendu.'
  if (worksDeadlineOn) return `Travaux à finir et solde à demander avant le ${formatDate(worksDeadlineOn)}.`
  if (silentRejectionOn) return `Sans réponse le ${formatDate(silentRejectionOn)}, la demande est rejetée.`
  return 'En attente de la décision du financeur.'
}

const Receipts = ({ advance: { receipts }, onAsk }: PartProps) => {
  const { allowed } = useAccess('manage-loans')
  if (receipts.length === 0) return null
  return (
    <>
      <h3>Sommes reçues</h3>
      <ul className={classes.plain}>
        {receipts.map(({ id, funder, kind, cents, receivedOn, reference, reversed, isMatched }) => (
          <li key={id} className={classes.line}>
            <span>
              {receiptKindLabels[kind]} de {funder}, le {formatDate(receivedOn)} ({reference})
              {reversed && ` · annulée le ${formatDate(reversed.on)} : ${reversed.reason}`}
            </span>
            <Amount cents={cents} />
            {allowed && !reversed && (
              <ReasonedButton
                size="compact-sm"
                variant="subtle"
                because={isMatched ? matchedReceipt : undefined}
                onClick={() => onAsk({ kind: 'reverse', receiptId: id })}
              >
                Annuler<span className="on-screen-readers"> la somme {reference}</span>
              </ReasonedButton>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
