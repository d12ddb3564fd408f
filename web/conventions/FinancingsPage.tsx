import { Link } from 'react-router'
import type { Convention } from '#contract/convention-shapes.ts'
import { financingKindLabels, fundingFieldLabels, fundingFields } from '#domain/funding/kinds.ts'
import { yearOf } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { ConventionFrame } from '#web/conventions/ConventionFrame.tsx'
import { LoanLink } from '#web/loans/LoanLink.tsx'
import { paths } from '#web/paths.ts'
import { useMember, useToday } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { integer, oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages, useApiQuery } from '#web/use-api.ts'

/** The list behind the figures of a convention. */
export const ConventionFinancingsPage = () => (
  <ConventionFrame>{(convention) => <Financings convention={convention} />}</ConventionFrame>
)

const schema = { domaine: oneOf(fundingFields), annee: integer(), enveloppe: text() }
const none = { domaine: undefined, annee: undefined, enveloppe: '' } as const
const yearsBack = 15

const Financings = ({ convention }: { convention: Convention }) => {
  const { slug } = useMember()
  const thisYear = yearOf(useToday())
  const [url, setUrl] = useUrlState(schema)
  const asked = {
    conventionId: convention.id,
    ...(url.domaine ? { field: url.domaine } : {}),
    ...(url.annee ? { year: url.annee } : {}),
    ...(url.enveloppe ? { envelopeId: url.enveloppe } : {}),
  }
  const page = useApiPages(api.conventions.listFinancings, { ...asked, limit: 50 })
  const { data } = useApiQuery(api.conventions.listFinancings, { ...asked, limit: 1 }, { keepPrevious: true })
  const { data: envelopes } = useApiQuery(api.envelopes.list, { conventionId: convention.id, limit: 200 })
  const isNarrowed = Boolean(url.domaine || url.annee || url.enveloppe)
  return (
    <>
      <Filters isActive={isNarrowed} onClear={() => setUrl(none)}>
        <OneFilter
          label="Domaine"
          anyLabel="Tous"
          value={url.domaine}
          onChange={(domaine) => setUrl({ domaine })}
          choices={choicesOf(fundingFields, fundingFieldLabels)}
        />
        <OneFilter
          label="Année"
          anyLabel="Toutes"
          value={url.annee === undefined ? undefined : String(url.annee)}
          onChange={(annee) => setUrl({ annee: annee === undefined ? undefined : Number(annee) })}
          choices={Array.from({ length: yearsBack }, (_, rank) => {
            const year = String(thisYear - rank)
            return { value: year, label: year }
          })}
        />
        <OneFilter
          label="Enveloppe"
          anyLabel="Toutes"
          value={url.enveloppe || undefined}
          onChange={(enveloppe) => setUrl({ enveloppe: enveloppe ?? '' })}
          choices={(envelopes?.rows ?? []).map(({ id, label }) => ({ value: id, label }))}
        />
      </Filters>
      {data && data.rows.length > 0 && (
        <StatRow>
          <Stat label="Engagé net" value={<Amount cents={data.sum.committedNet} />} />
          <Stat label="Décaissé" value={<Amount cents={data.sum.disbursed} />} />
          <Stat label="Remboursé" value={<Amount cents={data.sum.repaid} />} />
          <Stat label="Encours" value={<Amount cents={data.sum.outstanding} />} />
        </StatRow>
      )}
      <DataTable
        label="Financements accordés"
        noun={{ one: 'financement', many: 'financements' }}
        columns={columnsFor(slug)}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            title={
              isNarrowed ? 'Aucun financement ne répond à ces filtres' : 'Aucun financement pour l’instant'
            }
          >
            Un financement rejoint la convention quand la commission l’engage sur l’une de ses enveloppes.
          </EmptyState>
        }
      />
    </>
  )
}

type Row = Awaited<ReturnType<typeof api.conventions.listFinancings>>['rows'][number]

const columnsFor = (slug: string): Column<Row>[] => [
  {
    key: 'number',
    header: 'Financement',
    cell: ({ id, number, kind }) => (
      <LoanLink financingId={id}>
        {number} {financingKindLabels[kind]}
      </LoanLink>
    ),
  },
  {
    key: 'household',
    header: 'Ménage',
    cell: ({ name, householdId }) =>
      name ? <Link to={paths.householdFunding({ slug, householdId })}>{name}</Link> : '—',
  },
  { key: 'field', header: 'Domaine', cell: ({ field }) => fundingFieldLabels[field], from: 'laptop' },
  { key: 'decided', header: 'Décidé le', cell: ({ decidedOn }) => <Day date={decidedOn} />, from: 'tablet' },
  {
    key: 'committed',
    header: 'Engagé net',
    align: 'end',
    cell: ({ standing }) => <Amount cents={standing.committedNet} />,
  },
  {
    key: 'disbursed',
    header: 'Décaissé',
    align: 'end',
    cell: ({ standing }) => <Amount cents={standing.disbursed} />,
    from: 'tablet',
  },
  {
    key: 'outstanding',
    header: 'Encours',
    align: 'end',
    cell: ({ standing }) => <Amount cents={standing.outstanding} />,
    from: 'tablet',
  },
]
