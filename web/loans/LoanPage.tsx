import { Link, useParams } from 'react-router'
import type { LoanView } from '#contract/loan-shapes.ts'
import { financingKindLabels, fundingFieldLabels, isRepaidBySubsidy } from '#domain/funding/kinds.ts'
import { timeBarAlertLabels } from '#domain/loans/kinds.ts'
import { depreciationLevelLabels } from '#domain/loans/rules.ts'
import { formatEuros } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { DisbursementsSection } from '#web/disbursements/DisbursementsSection.tsx'
import { RemindersSection } from '#web/loan-reminders/RemindersSection.tsx'
import { LifeSection } from '#web/loans/LifeSection.tsx'
import { LoanStatus } from '#web/loans/loan-signals.tsx'
import { PaymentsSection } from '#web/loans/PaymentsSection.tsx'
import { ScheduleSection } from '#web/loans/ScheduleSection.tsx'
import { OfferSection } from '#web/offers/OfferSection.tsx'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { SubsidiesSection } from '#web/subsidies/SubsidiesSection.tsx'
import { Amount } from '#web/ui/Amount.tsx'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { Why } from '#web/ui/Why.tsx'
import { useApiQuery } from '#web/use-api.ts'

export const LoanPage = () => {
  const { slug } = useMember()
  const { financingId = '' } = useParams()
  const { data, error, refetch } = useApiQuery(api.loans.open, { financingId })
  const room = { label: 'Prêts et aides accordés', to: paths.loans({ slug }) }
  if (!data)
    return (
      <Page title="Financement" crumbs={[room]}>
        {error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <Waiting label="Lecture du financement" />
        )}
      </Page>
    )
  const household = {
    label: data.householdLabel ?? 'Ménage',
    to: paths.householdFunding({ slug, householdId: data.householdId }),
  }
  return (
    <Page
      title={`${data.productName}, ${data.number}`}
      crumbs={[room, household]}
      subtitle={
        <>
          <LoanStatus status={data.status} /> · {financingKindLabels[data.kind]} ·{' '}
          {fundingFieldLabels[data.field]}
        </>
      }
    >
      <Figures loan={data} />
      {data.isByInstalments && <ScheduleSection loan={data} />}
      {data.isByInstalments && <PaymentsSection loan={data} />}
      {data.isByInstalments && <RemindersSection loan={data} />}
      {data.isByInstalments && <LifeSection loan={data} />}
      <OfferSection financingId={data.financingId} />
      {data.kind !== 'microcredit' && <DisbursementsSection financingId={financingId} />}
      {isRepaidBySubsidy(data.kind) && <SubsidiesSection financingId={financingId} />}
      <AboutSection loan={data} />
    </Page>
  )
}

/** Every amount is a sum of lines of the ledger, and opens on them. */
const Figures = ({ loan }: { loan: LoanView }) => {
  const { slug } = useMember()
  const { explanations } = loan
  const entries = (...movements: string[]) => {
    const asked = new URLSearchParams({ financement: loan.financingId })
    for (const movement of movements) asked.append('mouvement', movement)
    return `${paths.ledgerEntries({ slug })}?${asked}`
  }
  return (
    <StatRow>
      <Stat label="Accordé" value={<Amount cents={loan.grantedCents} />} to={entries('commitment')} />
      <Stat
        label="Décaissé"
        value={<Amount cents={loan.disbursedCents} />}
        to={entries('disbursement', 'disbursement-return')}
      />
      <Stat label="Remboursé" value={<Amount cents={loan.repaidCents} />} to={entries('repayment')} />
      <Stat
        label="Encours"
        value={<Amount cents={loan.outstandingCents} />}
        to={entries('disbursement', 'disbursement-return', 'repayment', 'write-off')}
      />
      {loan.isByInstalments && (
        <Stat
          label="En retard"
          value={<Amount cents={loan.lateCents} />}
          detail={
            <>
              {loan.oldestUnpaidOn && `${loan.daysPastDue} jours · `}
              <Why explanation={explanations.late} />
            </>
          }
        />
      )}
      {loan.lostCents > 0 && (
        <Stat label="Passé en perte" value={<Amount cents={loan.lostCents} />} to={entries('write-off')} />
      )}
      {loan.recoveredCents > 0 && (
        <Stat label="Récupéré" value={<Amount cents={loan.recoveredCents} />} to={entries('recovery')} />
      )}
      {loan.owedCents > 0 && (
        <Stat label="Dû au ménage" value={<Amount cents={loan.owedCents} />} to={entries()} />
      )}
    </StatRow>
  )
}

const AboutSection = ({ loan }: { loan: LoanView }) => {
  const { slug } = useMember()
  const { explanations, suggestedLevel } = loan
  return (
    <Section title="Repères">
      <FactList
        columns={2}
        facts={[
          {
            label: 'Dossier',
            value: (
              <Link to={paths.application({ slug, applicationId: loan.applicationId })}>
                Ouvrir le dossier
              </Link>
            ),
          },
          { label: 'Accordé le', value: <Day date={loan.decidedOn} /> },
          { label: 'Dernière échéance', value: loan.endsOn && <Day date={loan.endsOn} /> },
          ...(loan.isByInstalments
            ? [{ label: 'Prélèvement', value: loan.isMandated ? 'Mandat en cours' : 'Sans mandat' }]
            : []),
          ...(loan.timeBarOn && explanations.timeBar
            ? [
                {
                  label: 'Forclusion',
                  value: (
                    <>
                      <Day date={loan.timeBarOn} /> <Why explanation={explanations.timeBar} />
                      {loan.timeBarAlert !== 'none' && (
                        <Signal kind="late">{timeBarAlertLabels[loan.timeBarAlert]}</Signal>
                      )}
                    </>
                  ),
                },
              ]
            : []),
          ...(loan.isByInstalments
            ? [
                {
                  label: 'Dépréciation',
                  value: (
                    <>
                      {formatEuros(loan.depreciationCents)} décidés,{' '}
                      {formatEuros(loan.suggestedDepreciationCents)} proposés (
                      {depreciationLevelLabels[suggestedLevel].toLowerCase()}){' '}
                      <Why explanation={explanations.depreciation} />
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
