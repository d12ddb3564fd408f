import { useState } from 'react'
import { useParams } from 'react-router'
import { allotmentKindLabels, countingRuleLabels } from '#domain/envelopes/kinds.ts'
import { formatEuros, formatInteger } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { AllotForm } from '#web/envelopes/AllotForm.tsx'
import { EnvelopeEditForm } from '#web/envelopes/EnvelopeEditForm.tsx'
import { EnvelopeGauge } from '#web/envelopes/EnvelopeGauge.tsx'
import { tellEnvelope, tellShare } from '#web/envelopes/EnvelopeLines.tsx'
import { EnvelopeMonths } from '#web/envelopes/EnvelopeMonths.tsx'
import { TransferForm } from '#web/envelopes/TransferForm.tsx'
import { TransferLines } from '#web/envelopes/TransferLines.tsx'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

export type OpenEnvelope = Awaited<ReturnType<typeof api.envelopes.open>>

/** One envelope: what is in it, what was drawn from it, what is left and until when. */
export const EnvelopePage = () => {
  const { slug } = useMember()
  const { envelopeId = '' } = useParams()
  const { data: envelope, error, refetch } = useApiQuery(api.envelopes.open, { envelopeId })
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!envelope) return <Waiting label="Lecture de l’enveloppe" />
  const { conventionId, conventionReference } = envelope
  return (
    <Page
      title={envelope.label}
      subtitle={`${tellEnvelope(envelope)} · comptée ${countingRuleLabels[envelope.countedAt].toLowerCase()}`}
      crumbs={[
        { label: 'Enveloppes', to: paths.envelopes({ slug }) },
        ...(conventionId
          ? [{ label: conventionReference ?? 'Convention', to: paths.convention({ slug, conventionId }) }]
          : []),
      ]}
      actions={<Actions envelope={envelope} />}
    >
      <EnvelopeGauge envelope={envelope} />
      <Figures envelope={envelope} />
      <EnvelopeMonths envelope={envelope} />
      <Allotments envelope={envelope} />
      <Section title="Virements">
        {envelope.transfers.length === 0 ? (
          <EmptyState title="Aucun virement">
            Un virement se propose ici, puis une autre personne en décide.
          </EmptyState>
        ) : (
          <TransferLines transfers={envelope.transfers} />
        )}
      </Section>
    </Page>
  )
}

const Actions = ({ envelope }: { envelope: OpenEnvelope }) => {
  const { because } = useAccess('edit-conventions')
  const [open, setOpen] = useState<'allot' | 'transfer' | 'edit'>()
  const close = () => setOpen(undefined)
  return (
    <>
      <ReasonedButton because={because} onClick={() => setOpen('transfer')}>
        Proposer un virement
      </ReasonedButton>
      <ReasonedButton variant="default" because={because} onClick={() => setOpen('allot')}>
        Doter ou corriger
      </ReasonedButton>
      <ReasonedButton variant="default" because={because} onClick={() => setOpen('edit')}>
        Modifier
      </ReasonedButton>
      {open === 'allot' && <AllotForm envelope={envelope} onClose={close} />}
      {open === 'transfer' && <TransferForm from={envelope} onClose={close} />}
      {open === 'edit' && <EnvelopeEditForm envelope={envelope} onClose={close} />}
    </>
  )
}

/** Each figure opens on the lines of the books that make it. */
const Figures = ({ envelope }: { envelope: OpenEnvelope }) => {
  const { slug } = useMember()
  const { id, standing, conventionId, financings, forecastEndOn } = envelope
  const lines = (...movements: string[]) =>
    `${paths.ledgerEntries({ slug })}?enveloppe=${id}${movements.map((one) => `&mouvement=${one}`).join('')}`
  const { allowed } = useAccess('read-ledger')
  const to = (...movements: string[]) => (allowed ? { to: lines(...movements) } : {})
  const list = conventionId
    ? { to: `${paths.conventionFinancings({ slug, conventionId })}?enveloppe=${id}` }
    : {}
  return (
    <StatRow>
      <Stat label="Plafond" value={<Amount cents={envelope.cap} />} />
      <Stat
        label="Engagé net"
        value={<Amount cents={standing.committedNet} />}
        {...to('commitment', 'commitment-release')}
      />
      <Stat
        label="Décaissé"
        value={<Amount cents={standing.disbursed} />}
        {...to('disbursement', 'disbursement-return')}
      />
      <Stat label="Remboursé" value={<Amount cents={standing.repaid} />} {...to('repayment')} />
      <Stat label="Disponible" value={<Amount cents={envelope.available} />} />
      <Stat
        label="Consommé"
        value={tellShare(envelope.consumption)}
        detail={forecastEndOn ? `épuisée vers le ${formatDate(forecastEndOn)}` : undefined}
      />
      <Stat label="Financements" value={formatInteger(financings)} {...list} />
    </StatRow>
  )
}

type Allotment = OpenEnvelope['allotments'][number]

const columns: Column<Allotment>[] = [
  {
    key: 'kind',
    header: 'Mouvement',
    cell: ({ kind, amendmentNumber, reason }) => (
      <span>
        {kind === 'amendment' ? `Avenant ${amendmentNumber}` : allotmentKindLabels[kind]}
        {reason && ` : ${reason}`}
      </span>
    ),
  },
  { key: 'on', header: 'À compter du', cell: ({ on }) => <Day date={on} /> },
  { key: 'cents', header: 'Montant', align: 'end', cell: ({ cents }) => <Amount cents={cents} /> },
  { key: 'by', header: 'Par', cell: ({ by }) => by ?? '—', from: 'tablet' },
]

const Allotments = ({ envelope }: { envelope: OpenEnvelope }) => (
  <Section
    title="Ce qu’on y a mis"
    aside={typeset(`Plafond aujourd’hui : ${formatEuros(envelope.cap)}, somme des lignes en vigueur.`)}
  >
    <DataTable
      label="Dotations, avenants, virements"
      noun={{ one: 'ligne', many: 'lignes' }}
      columns={columns}
      page={pageOfAll(envelope.allotments)}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="Rien n’y a encore été mis">Dotez l’enveloppe pour pouvoir y engager.</EmptyState>
      }
    />
  </Section>
)
