import { Link } from 'react-router'
import type { EnvelopeRow } from '#contract/envelopes.ts'
import { envelopeKindLabels, envelopeKinds } from '#domain/envelopes/kinds.ts'
import { fundingFieldLabels, fundingFields } from '#domain/funding/kinds.ts'
import { yearOf } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { ConventionsFrame } from '#web/conventions/ConventionsFrame.tsx'
import { tellEnvelope, tellShare } from '#web/envelopes/EnvelopeLines.tsx'
import classes from '#web/envelopes/envelopes.module.css'
import { paths } from '#web/paths.ts'
import { useMember, useToday } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { integer, oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

const schema = {
  etat: oneOf(['open', 'closed', 'all'], 'open'),
  nature: oneOf(envelopeKinds),
  domaine: oneOf(fundingFields),
  annee: integer(),
}
const none = { etat: 'open', nature: undefined, domaine: undefined, annee: undefined } as const
const yearsBack = 10

/** Every envelope of the house, and what is left in each. */
export const EnvelopesPage = () => {
  const { slug } = useMember()
  const thisYear = yearOf(useToday())
  const [url, setUrl] = useUrlState(schema)
  const page = useApiPages(api.envelopes.list, {
    ...(url.etat === 'all' ? {} : { state: url.etat }),
    ...(url.nature ? { kind: url.nature } : {}),
    ...(url.domaine ? { field: url.domaine } : {}),
    ...(url.annee ? { year: url.annee } : {}),
    limit: 50,
  })
  return (
    <ConventionsFrame title="Enveloppes">
      <Filters
        isActive={url.etat !== 'open' || Boolean(url.nature || url.domaine || url.annee)}
        onClear={() => setUrl(none)}
      >
        <OneFilter
          label="Lesquelles"
          otherwise="open"
          value={url.etat}
          onChange={(etat) => setUrl({ etat: etat ?? 'open' })}
          choices={[
            { value: 'open', label: 'Ouvertes' },
            { value: 'closed', label: 'Fermées' },
            { value: 'all', label: 'Toutes' },
          ]}
        />
        <OneFilter
          label="Nature"
          anyLabel="Toutes"
          value={url.nature}
          onChange={(nature) => setUrl({ nature })}
          choices={choicesOf(envelopeKinds, envelopeKindLabels)}
        />
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
          choices={Array.from({ length: yearsBack + 2 }, (_, rank) => {
            const year = String(thisYear + 1 - rank)
            return { value: year, label: year }
          })}
        />
      </Filters>
      <DataTable
        label="Enveloppes"
        noun={{ one: 'enveloppe', many: 'enveloppes' }}
        columns={columnsFor(slug)}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucune enveloppe">
            Une enveloppe s’ouvre depuis la page de sa convention, avec sa dotation.
          </EmptyState>
        }
      />
    </ConventionsFrame>
  )
}

const columnsFor = (slug: string): Column<EnvelopeRow>[] => [
  {
    key: 'label',
    header: 'Enveloppe',
    cell: (row) => (
      <Link to={paths.envelope({ slug, envelopeId: row.id })}>
        {typeset(row.label)} <span className={classes.soft}>{tellEnvelope(row)}</span>
      </Link>
    ),
  },
  {
    key: 'convention',
    header: 'Convention',
    from: 'laptop',
    cell: ({ conventionId, conventionReference }) =>
      conventionId ? (
        <Link to={paths.convention({ slug, conventionId })}>{conventionReference}</Link>
      ) : (
        'Fonds propres'
      ),
  },
  { key: 'cap', header: 'Plafond', align: 'end', cell: ({ cap }) => <Amount cents={cap} /> },
  {
    key: 'committed',
    header: 'Engagé net',
    align: 'end',
    cell: ({ standing }) => <Amount cents={standing.committedNet} />,
    from: 'tablet',
  },
  {
    key: 'disbursed',
    header: 'Décaissé',
    align: 'end',
    cell: ({ standing }) => <Amount cents={standing.disbursed} />,
    from: 'laptop',
  },
  {
    key: 'available',
    header: 'Disponible',
    align: 'end',
    cell: ({ available }) => <Amount cents={available} />,
  },
  {
    key: 'consumption',
    header: 'Consommé',
    align: 'end',
    cell: ({ consumption }) => tellShare(consumption),
  },
  {
    key: 'forecast',
    header: 'Épuisée vers le',
    cell: ({ forecastEndOn }) => (forecastEndOn ? <Day date={forecastEndOn} /> : '—'),
    from: 'wide',
  },
]
