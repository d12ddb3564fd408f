import { useState } from 'react'
import { Link } from 'react-router'
import { financingKindLabels, fundingFieldLabels } from '#domain/funding/kinds.ts'
import { fundingPurposeLabels } from '#domain/funding/product-kinds.ts'
import { StatusSignal } from '#web/applications/application-signals.tsx'
import { NewApplicationForm } from '#web/applications/NewApplicationForm.tsx'
import { HouseholdMandates } from '#web/bank-files/HouseholdMandates.tsx'
import { api } from '#web/client.ts'
import classes from '#web/measures/measures.module.css'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

type Answer = Awaited<ReturnType<typeof api.applications.ofHousehold>>

export const HouseholdFundingTab = ({ householdId }: { householdId: string }) => {
  const { data, error, refetch } = useApiQuery(api.applications.ofHousehold, { householdId })
  const writing = useAccess('write-applications')
  const [isOpening, setOpening] = useState(false)
  if (!data)
    return error ? (
      <ErrorState error={error} retry={() => void refetch()} />
    ) : (
      <Waiting label="Lecture des financements" />
    )
  const open = (
    <ReasonedButton because={writing.because} onClick={() => setOpening(true)}>
      Ouvrir un dossier
    </ReasonedButton>
  )
  return (
    <>
      {data.applications.length === 0 ? (
        <EmptyState title="Aucun financement demandé" action={open}>
          Ouvrez un dossier pour demander un prêt, une avance de subvention ou une aide.
        </EmptyState>
      ) : (
        <>
          {data.financings.length > 0 && <Totals data={data} />}
          <Applications applications={data.applications} actions={open} />
          {data.financings.length > 0 && <Financings financings={data.financings} />}
        </>
      )}
      <HouseholdMandates householdId={householdId} />
      {isOpening && <NewApplicationForm householdId={householdId} onClose={() => setOpening(false)} />}
    </>
  )
}

const Totals = ({ data: { disbursedCents, outstandingCents } }: { data: Answer }) => (
  <StatRow>
    <Stat label="Versé" value={<Amount cents={disbursedCents} />} />
    <Stat label="Reste à rembourser" value={<Amount cents={outstandingCents} />} />
  </StatRow>
)

type ApplicationsProps = { applications: Answer['applications']; actions: React.ReactNode }

const Applications = ({ applications, actions }: ApplicationsProps) => {
  const slug = useOrganisationSlug()
  return (
    <Section title="Dossiers" actions={actions}>
      <ul className={classes.rows}>
        {applications.map(
          ({ applicationId, number, field, purpose, products, requestedCents, status, filedOn }) => (
            <li key={applicationId}>
              <div>
                <Link to={paths.application({ slug, applicationId })}>
                  {number} · {fundingPurposeLabels[purpose]}
                </Link>
                <p className={classes.small}>
                  <StatusSignal status={status} />
                  {filedOn && (
                    <>
                      {' '}
                      · déposé le <Day date={filedOn} />
                    </>
                  )}{' '}
                  · {fundingFieldLabels[field]}
                </p>
                {products.length > 0 && <p className={classes.small}>{products.join(', ')}</p>}
              </div>
              <Amount cents={requestedCents} />
            </li>
          ),
        )}
      </ul>
    </Section>
  )
}

const Financings = ({ financings }: { financings: Answer['financings'] }) => {
  const slug = useOrganisationSlug()
  return (
    <Section title="Financements accordés">
      <ul className={classes.rows}>
        {financings.map((one) => (
          <li key={one.financingId}>
            <div>
              <Link to={paths.application({ slug, applicationId: one.applicationId })}>
                {one.number} · {one.productName}
              </Link>
              <p className={classes.small}>
                {financingKindLabels[one.kind]} · accordé le <Day date={one.decidedOn} />
              </p>
              <p className={classes.small}>
                Versé <Amount cents={one.disbursedCents} /> · remboursé <Amount cents={one.repaidCents} /> ·
                reste <Amount cents={one.outstandingCents} />
              </p>
            </div>
            <Amount cents={one.grantedCents} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
