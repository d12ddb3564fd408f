import { Select } from '@mantine/core'
import type { Tenancy } from '#contract/tenancies.ts'
import { formatDecimal } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { type DwellingKind, dwellingKindLabels } from '#domain/tenancies/kinds.ts'
import { ArrearsPanel } from '#web/arrears/ArrearsPanel.tsx'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { HouseholdReportsSection } from '#web/technical-reports/HouseholdReportsSection.tsx'
import { LedgerDrawing } from '#web/tenancies/LedgerDrawing.tsx'
import { LedgerTable } from '#web/tenancies/LedgerTable.tsx'
import { Amount } from '#web/ui/Amount.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { Section } from '#web/ui/Section.tsx'
import { text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

const schema = { location: text() }

export const DwellingTab = ({ householdId }: { householdId: string }) => {
  const { data, error, refetch } = useApiQuery(api.tenancies.listOfHousehold, { householdId })
  const [url, setUrl] = useUrlState(schema)
  const readsArrears = useAccess('read-arrears')
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting />
  const { rows } = data
  const tenancy = rows.find(({ tenancyId }) => tenancyId === url.location) ?? rows[0]
  if (!tenancy)
    return (
      <>
        <EmptyState title="Aucune location connue pour ce ménage">
          Les locations et leur compte arrivent par l’import du parc du bailleur, depuis Repérage.
        </EmptyState>
        <HouseholdReportsSection householdId={householdId} />
      </>
    )
  return (
    <>
      <Section
        title={tenancy.endedOn ? 'Ancienne location' : 'Location'}
        actions={
          rows.length > 1 && (
            <Select
              size="xs"
              aria-label="Choisir la location"
              data={rows.map(toChoice)}
              value={tenancy.tenancyId}
              onChange={(id) => setUrl({ location: id ?? '' })}
            />
          )
        }
      >
        <TenancyFacts tenancy={tenancy} />
      </Section>
      {readsArrears.allowed && <ArrearsPanel householdId={householdId} />}
      <HouseholdReportsSection householdId={householdId} />
      <LedgerDrawing key={`drawn ${tenancy.tenancyId}`} householdId={householdId} tenancy={tenancy} />
      <LedgerTable key={tenancy.tenancyId} householdId={householdId} tenancy={tenancy} />
    </>
  )
}

const toChoice = ({ tenancyId, number, startedOn, endedOn }: Tenancy) => ({
  value: tenancyId,
  label: `${number}, ${endedOn ? `du ${formatDate(startedOn)} au ${formatDate(endedOn)}` : `depuis le ${formatDate(startedOn)}`}`,
})

const paidTo = {
  landlord: 'versée au bailleur',
  tenant: 'versée au locataire',
  none: 'aucune',
} as const

const TenancyFacts = ({ tenancy }: { tenancy: Tenancy }) => {
  const { dwelling, building, rentCents, chargesCents, rlsCents, benefitCents, balanceCents } = tenancy
  const kind = dwelling.kind ? (dwellingKindLabels[dwelling.kind as DwellingKind] ?? dwelling.kind) : null
  const place = [dwelling.floor && `étage ${dwelling.floor}`, dwelling.door && `porte ${dwelling.door}`]
  const area = dwelling.areaSquareDecimetres
  return (
    <FactList
      columns={2}
      facts={[
        { label: 'Location', value: tenancy.number },
        { label: 'Bail', value: <Lease tenancy={tenancy} /> },
        { label: 'Résidence', value: [building.name, building.agency].filter(Boolean).join(', ') },
        {
          label: 'Adresse',
          value: [building.street, [building.postCode, building.town].filter(Boolean).join(' ')]
            .filter(Boolean)
            .join(', '),
        },
        {
          label: 'Logement',
          value: [kind, ...place, area !== null && `${formatDecimal(area)}\u00a0m²`]
            .filter(Boolean)
            .join(', '),
        },
        { label: 'Référence du logement', value: dwelling.reference },
        { label: 'Loyer', value: <Amount cents={rentCents} /> },
        { label: 'Charges', value: <Amount cents={chargesCents} /> },
        ...(rlsCents !== 0
          ? [{ label: 'Réduction de loyer de solidarité', value: <Amount cents={rlsCents} /> }]
          : []),
        {
          label: 'Aide au logement',
          value:
            tenancy.benefitPaidTo === 'none' ? (
              'aucune connue'
            ) : (
              <>
                <Amount cents={benefitCents} />, {paidTo[tenancy.benefitPaidTo]}
                {tenancy.benefitPayer && ` (${tenancy.benefitPayer.toUpperCase()})`}
              </>
            ),
        },
        { label: 'Numéro d’allocataire', value: tenancy.beneficiaryNumber },
        {
          label: balanceCents > 0 ? 'Doit aujourd’hui' : 'Solde aujourd’hui',
          value: <Amount cents={balanceCents} />,
        },
      ]}
    />
  )
}

const Lease = ({ tenancy: { startedOn, endedOn } }: { tenancy: Tenancy }) =>
  endedOn ? (
    <>
      du <Day date={startedOn} /> au <Day date={endedOn} />
    </>
  ) : (
    <>
      depuis le <Day date={startedOn} />
    </>
  )
