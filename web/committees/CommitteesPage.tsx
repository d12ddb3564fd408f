import { useState } from 'react'
import { Link } from 'react-router'
import { type SittingState, sittingStateLabels } from '#domain/committees/sittings.ts'
import { api } from '#web/client.ts'
import { CommitteesSection } from '#web/committees/CommitteesSection.tsx'
import { DelegationsSection } from '#web/committees/DelegationsSection.tsx'
import { PlanSittingForm } from '#web/committees/PlanSittingForm.tsx'
import type { SittingRow } from '#web/committees/views.ts'
import { FundingFrame } from '#web/funding/FundingFrame.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { useApiPages, useApiQuery } from '#web/use-api.ts'

export const sittingSignals: Readonly<Record<SittingState, SignalKind>> = {
  planned: 'none',
  'to-decide': 'late',
  'to-sign': 'soon',
  signed: 'done',
  cancelled: 'none',
}

/** Sittings to come and past, the committees that hold them, and who decides alone. */
export const CommitteesPage = () => {
  const [isPlanning, setPlanning] = useState(false)
  const sittings = useApiPages(api.committees.listSittings, {})
  const { data } = useApiQuery(api.committees.list, {})
  const may = useAccess('review-applications')
  const open = data?.rows.filter(({ closedOn }) => closedOn === null) ?? []
  const because = may.because ?? (open.length === 0 ? 'Créez d’abord une commission.' : undefined)
  return (
    <FundingFrame
      title="Commissions"
      actions={
        <ReasonedButton because={because} onClick={() => setPlanning(true)}>
          Préparer une séance
        </ReasonedButton>
      }
    >
      <Section title="Séances">
        <DataTable
          label="Séances"
          noun={{ one: 'séance', many: 'séances' }}
          columns={useColumns()}
          page={sittings}
          rowKey={({ id }) => id}
          empty={
            <EmptyState title="Aucune séance">
              Créez la commission et ses membres, puis préparez une séance : les dossiers complets s’y
              inscrivent.
            </EmptyState>
          }
        />
      </Section>
      <CommitteesSection committees={data?.rows ?? []} />
      <DelegationsSection />
      {isPlanning && <PlanSittingForm committees={open} onClose={() => setPlanning(false)} />}
    </FundingFrame>
  )
}

const useColumns = (): Column<SittingRow>[] => {
  const slug = useOrganisationSlug()
  return [
    {
      key: 'committee',
      header: 'Commission',
      cell: ({ id, committeeName, heldOn }) => (
        <Link to={paths.sitting({ slug, sittingId: id })}>
          {committeeName}, <Day date={heldOn} />
        </Link>
      ),
    },
    {
      key: 'state',
      header: 'État',
      cell: ({ state }) => <Signal kind={sittingSignals[state]}>{sittingStateLabels[state]}</Signal>,
    },
    {
      key: 'place',
      header: 'Lieu',
      from: 'laptop',
      cell: ({ startsAt, place }) => [startsAt, place].filter(Boolean).join(', ') || '—',
    },
    { key: 'items', header: 'Lignes', align: 'end', cell: ({ itemCount }) => itemCount },
    { key: 'pending', header: 'À décider', align: 'end', cell: ({ pendingCount }) => pendingCount },
  ]
}
