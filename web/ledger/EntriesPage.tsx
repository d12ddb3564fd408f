import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Entry } from '#contract/ledger.ts'
import {
  financingKindLabels,
  financingKinds,
  fundingFieldLabels,
  fundingFields,
} from '#domain/funding/kinds.ts'
import { ledgerJournalKeys, ledgerJournals } from '#domain/ledger/journals.ts'
import { movementLabels, movements } from '#domain/ledger/movements.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { entrySchema, noEntryFilter } from '#web/ledger/entry-filters.ts'
import { LedgerFrame } from '#web/ledger/LedgerFrame.tsx'
import { ManualEntryForm } from '#web/ledger/ManualEntryForm.tsx'
import { TransactionPanel } from '#web/ledger/TransactionPanel.tsx'
import { LoanLink } from '#web/loans/LoanLink.tsx'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ExportMenu } from '#web/ui/ExportMenu.tsx'
import { Chip, Filters, ManyFilter, OneFilter, TextFilter } from '#web/ui/Filters.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { type StateOf, writeState } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiDownload, useApiPages, useApiQuery } from '#web/use-api.ts'

type Url = StateOf<typeof entrySchema>

const filtersOf = (url: Url) => ({
  ...(url.compte && { account: url.compte }),
  ...(url.journal && { journal: url.journal }),
  ...(url.mouvement.length > 0 && { movements: [...url.mouvement] }),
  ...(url.financement && { financingId: url.financement }),
  ...(url.enveloppe && { envelopeId: url.enveloppe }),
  ...(url.convention && { conventionId: url.convention }),
  ...(url.champ && { field: url.champ }),
  ...(url.genre && { kind: url.genre }),
  ...(url.territoire && { territory: url.territoire }),
  ...(url.creances && { claims: true }),
  ...(url.du && { from: url.du }),
  ...(url.au && { to: url.au }),
})

/** Every line of the books: each amount shown elsewhere is the sum of such a list. */
export const EntriesPage = () => {
  const [url, setUrl] = useUrlState(entrySchema)
  const [search] = useSearchParams()
  const [isWriting, setWriting] = useState(false)
  const { because } = useAccess('keep-ledger')
  const filters = filtersOf(url)
  const page = useApiPages(api.ledger.listEntries, filters)
  const { data: sum } = useApiQuery(api.ledger.sumEntries, filters, { keepPrevious: true })
  const download = useApiDownload(api.ledger.exportEntries)
  return (
    <LedgerFrame
      title="Écritures"
      subtitle="Rien ne s’efface : une erreur se contre-passe."
      actions={
        <>
          <ExportMenu download={download} onExport={(format) => void download.run({ ...filters, format })} />
          <ReasonedButton because={because} onClick={() => setWriting(true)}>
            Passer une écriture
          </ReasonedButton>
        </>
      }
    >
      <EntryFilters url={url} setUrl={setUrl} isActive={Object.keys(filters).length > 0} />
      {sum && (
        <StatRow>
          <Stat label="Débit" value={<Amount cents={sum.debitCents} />} />
          <Stat label="Crédit" value={<Amount cents={sum.creditCents} />} />
          <Stat label="Solde (débit − crédit)" value={<Amount cents={sum.debitCents - sum.creditCents} />} />
          {sum.byMovement.length > 1 &&
            sum.byMovement.map(({ movement, cents }) => (
              <Stat key={movement} label={movementLabels[movement]} value={<Amount cents={cents} />} />
            ))}
        </StatRow>
      )}
      <DataTable
        label="Lignes d’écritures"
        noun={{ one: 'ligne', many: 'lignes' }}
        columns={columnsFor((ecriture) => `?${writeState(entrySchema, search, { ecriture })}`)}
        page={page}
        rowKey={({ transactionId, line }) => `${transactionId} ${line}`}
        empty={
          <EmptyState title="Aucune écriture">
            Les engagements, les décaissements et les règlements s’écrivent ici d’eux-mêmes, au jour où ils
            ont lieu.
          </EmptyState>
        }
      />
      {url.ecriture && (
        <TransactionPanel transactionId={url.ecriture} onClose={() => setUrl({ ecriture: '' })} />
      )}
      {isWriting && <ManualEntryForm onClose={() => setWriting(false)} />}
    </LedgerFrame>
  )
}

type FiltersProps = { url: Url; setUrl: (changes: Partial<Url>) => void; isActive: boolean }

const EntryFilters = ({ url, setUrl, isActive }: FiltersProps) => (
  <Filters isActive={isActive} onClear={() => setUrl(noEntryFilter)}>
    <TextFilter label="Compte" value={url.compte} onChange={(compte) => setUrl({ compte: compte.trim() })} />
    <OneFilter
      label="Journal"
      anyLabel="Tous"
      choices={ledgerJournalKeys.map((value) => ({ value, label: ledgerJournals[value].label }))}
      value={url.journal}
      onChange={(journal) => setUrl({ journal })}
    />
    <ManyFilter
      label="Mouvement"
      choices={movements.map((value) => ({ value, label: movementLabels[value] }))}
      value={url.mouvement}
      onChange={(mouvement) => setUrl({ mouvement })}
    />
    <OneFilter
      label="Domaine"
      anyLabel="Tous"
      choices={fundingFields.map((value) => ({ value, label: fundingFieldLabels[value] }))}
      value={url.champ}
      onChange={(champ) => setUrl({ champ })}
    />
    <OneFilter
      label="Financement"
      anyLabel="Tous"
      choices={financingKinds.map((value) => ({ value, label: financingKindLabels[value] }))}
      value={url.genre}
      onChange={(genre) => setUrl({ genre })}
    />
    <Chip label="Dates" told={tellDates(url)}>
      <DayInput label="Du" value={url.du ?? null} onChange={(du) => setUrl({ du: du ?? undefined })} />
      <DayInput label="Au" value={url.au ?? null} onChange={(au) => setUrl({ au: au ?? undefined })} />
    </Chip>
    {scopes.map(
      ({ key, label }) =>
        url[key] && (
          <Chip key={key} label={label} told="choisi">
            Les lignes sont celles de ce qui a été ouvert. « Effacer les filtres » les montre toutes.
          </Chip>
        ),
    )}
  </Filters>
)

const scopes = [
  { key: 'financement', label: 'Financement' },
  { key: 'enveloppe', label: 'Enveloppe' },
  { key: 'convention', label: 'Convention' },
  { key: 'territoire', label: 'Territoire' },
  { key: 'creances', label: 'Prêts et avances restant dus' },
] as const

const tellDates = ({ du, au }: Url): string | undefined => {
  if (du && au) return `du ${formatDate(du)} au ${formatDate(au)}`
  if (du) return `depuis le ${formatDate(du)}`
  return au && `jusqu’au ${formatDate(au)}`
}

const columnsFor = (open: (transactionId: string) => string): Column<Entry>[] => [
  {
    key: 'label',
    header: 'Libellé',
    cell: ({ transactionId, label }) => (
      <Link to={open(transactionId)} preventScrollReset>
        {label}
      </Link>
    ),
  },
  { key: 'on', header: 'Date', cell: ({ on }) => <Day date={on} /> },
  {
    key: 'number',
    header: 'N°',
    align: 'end',
    cell: ({ number }) => (number === null ? null : <span className="figures">{number}</span>),
    from: 'wide',
  },
  { key: 'journal', header: 'Journal', cell: ({ journal }) => ledgerJournals[journal].label, from: 'wide' },
  { key: 'piece', header: 'Pièce', cell: ({ piece }) => piece, from: 'wide' },
  {
    key: 'account',
    header: 'Compte',
    cell: ({ account }) => <span title={account.label}>{account.code}</span>,
  },
  {
    key: 'financing',
    header: 'Financement',
    cell: ({ financing }) =>
      financing && (
        <LoanLink financingId={financing.id}>
          <span className="figures">{financing.number}</span>
        </LoanLink>
      ),
    from: 'laptop',
  },
  {
    key: 'movement',
    header: 'Mouvement',
    cell: ({ movement }) => movement && movementLabels[movement],
    from: 'laptop',
  },
  {
    key: 'debit',
    header: 'Débit',
    align: 'end',
    cell: ({ cents }) => (cents > 0 ? <Amount cents={cents} /> : null),
  },
  {
    key: 'credit',
    header: 'Crédit',
    align: 'end',
    cell: ({ cents }) => (cents < 0 ? <Amount cents={-cents} /> : null),
  },
]
