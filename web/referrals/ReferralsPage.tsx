import { Link } from 'react-router'
import type { ReferralRow } from '#contract/referrals.ts'
import { firstParcelKinds, parcelKindLabels } from '#domain/parcels/kinds.ts'
import { measureMotiveLabels } from '#domain/programmes/kinds.ts'
import {
  referralSourceLabels,
  referralSources,
  referralStateLabels,
  referralStates,
} from '#domain/referrals/states.ts'
import { api } from '#web/client.ts'
import { SupportFrame } from '#web/measures/SupportFrame.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { DueSignal } from '#web/referrals/DueSignal.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter, TextFilter } from '#web/ui/Filters.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { flag, oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages, useApiQuery } from '#web/use-api.ts'

const states = ['open', ...referralStates] as const
const people = ['all', 'mine', 'unassigned'] as const
const schema = {
  q: text(),
  etat: oneOf(states, 'open'),
  source: oneOf(referralSources),
  nature: oneOf(firstParcelKinds),
  pour: oneOf(people, 'all'),
  retard: flag(),
}
const nothing = {
  q: '',
  etat: 'open',
  source: undefined,
  nature: undefined,
  pour: 'all',
  retard: false,
} as const

/** Every request, whatever way it came, the most urgent first. */
export const ReferralsPage = () => {
  const slug = useOrganisationSlug()
  const [filters, setFilters] = useUrlState(schema)
  const { q, etat, source, nature, pour, retard } = filters
  const page = useApiPages(api.referrals.list, {
    ...{ text: q, state: etat, source, kind: nature, whose: pour, isLate: retard },
  })
  const isFiltered = q !== '' || etat !== 'open' || Boolean(source || nature) || pour !== 'all' || retard
  return (
    <SupportFrame
      title="Demandes reçues"
      subtitle="De toutes les sources, à trier : aucune ne reste sans réponse."
    >
      <Counts slug={slug} />
      <Filters isActive={isFiltered} onClear={() => setFilters(nothing)}>
        <TextFilter
          label="Nom, référence, expéditeur"
          value={q}
          onChange={(typed, how) => setFilters({ q: typed }, how)}
        />
        <OneFilter
          label="État"
          otherwise="open"
          choices={states.map((value) => ({
            value,
            label: value === 'open' ? 'sans réponse' : referralStateLabels[value],
          }))}
          value={etat}
          onChange={(chosen) => setFilters({ etat: chosen ?? 'open' })}
        />
        <OneFilter
          label="Source"
          anyLabel="toutes"
          choices={referralSources.map((value) => ({ value, label: referralSourceLabels[value] }))}
          value={source}
          onChange={(chosen) => setFilters({ source: chosen })}
        />
        <OneFilter
          label="Nature"
          anyLabel="toutes"
          choices={firstParcelKinds.map((value) => ({ value, label: parcelKindLabels[value] }))}
          value={nature}
          onChange={(chosen) => setFilters({ nature: chosen })}
        />
        <OneFilter
          label="Confiées"
          otherwise="all"
          choices={[
            { value: 'all', label: 'à tous' },
            { value: 'mine', label: 'à moi' },
            { value: 'unassigned', label: 'à personne' },
          ]}
          value={pour}
          onChange={(chosen) => setFilters({ pour: chosen ?? 'all' })}
        />
      </Filters>
      <DataTable
        label="Demandes reçues"
        noun={{ one: 'demande', many: 'demandes' }}
        columns={columnsOf(slug)}
        page={page}
        rowKey={({ id }) => id}
        rowSignal={({ urgency }) => (urgency === 'none' ? undefined : urgency)}
        empty={<Nothing isFiltered={isFiltered} />}
      />
    </SupportFrame>
  )
}

const Counts = ({ slug }: { slug: string }) => {
  const { data } = useApiQuery(api.referrals.count, {})
  if (!data || data.open === 0) return null
  const list = paths.referrals({ slug })
  return (
    <StatRow>
      <Stat label="Sans réponse" value={data.open} to={list} />
      <Stat label="En retard" value={data.late} to={`${list}?retard=oui`} />
      <Stat label="Confiées à moi" value={data.mine} to={`${list}?pour=mine`} />
    </StatRow>
  )
}

const Nothing = ({ isFiltered }: { isFiltered: boolean }) =>
  isFiltered ? (
    <EmptyState title="Aucune demande dans ce choix">Effacez les filtres pour voir les autres.</EmptyState>
  ) : (
    <EmptyState title="Aucune demande n’attend de réponse">
      Elles arrivent ici des partenaires reliés, des prescripteurs, du formulaire public et du courriel.
      Réglages, puis « Partenaires », pour ouvrir ces portes.
    </EmptyState>
  )

const columnsOf = (slug: string): Column<ReferralRow>[] => [
  {
    key: 'subject',
    header: 'Demande',
    cell: ({ id, subject }) => <Link to={paths.referral({ slug, referralId: id })}>{subject}</Link>,
  },
  { key: 'due', header: 'Réponse', cell: (row) => <DueSignal referral={row} /> },
  { key: 'sender', header: 'De', cell: ({ senderName }) => senderName },
  { key: 'source', header: 'Source', cell: ({ source }) => referralSourceLabels[source], from: 'laptop' },
  {
    key: 'motive',
    header: 'Motif',
    cell: ({ motive, kind }) =>
      kind === 'mandate' ? 'Mission confiée' : motive ? measureMotiveLabels[motive] : 'à lire',
    from: 'wide',
  },
  { key: 'who', header: 'Confiée à', cell: ({ assignee }) => assignee?.name ?? 'personne', from: 'tablet' },
  { key: 'reference', header: 'Référence', cell: ({ reference }) => reference, from: 'wide' },
]
