import { contract } from '#contract/index.ts'
import type { Entry } from '#contract/ledger.ts'
import { ledgerJournals } from '#domain/ledger/journals.ts'
import { movementLabels } from '#domain/ledger/movements.ts'
import type { Tx } from '#server/db.ts'
import type { Column } from '#server/exports/csv.ts'
import { exportFile } from '#server/exports/export-file.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import {
  countEntries,
  type EntryFilters,
  type EntryPlace,
  linesOf,
  listEntries,
  sumEntries,
} from '#server/ledger/entry-store.ts'
import { findTransaction } from '#server/ledger/transaction-store.ts'
import { useCase } from '#server/use-case.ts'

const placeOf = ({ on, transactionId, line }: Entry): EntryPlace => ({ on, transactionId, line })

const readPlace = (after: string | undefined): EntryPlace | undefined => {
  const [on, transactionId, line] = decodeKey(after, 3) ?? []
  return on === undefined
    ? undefined
    : { on: String(on), transactionId: String(transactionId), line: Number(line) }
}

export const listLedgerEntries = useCase(
  contract.ledger.listEntries,
  async ({ tx, actor }, { after, limit, ...filters }) => {
    const found = await listEntries(tx, actor.organisationId, filters, readPlace(after), limit + 1)
    const page = cutPage(found, limit, (row) => encodeKey(row.on, row.transactionId, row.line))
    return { ...page, total: await countEntries(tx, actor.organisationId, filters) }
  },
)

export const sumLedgerEntries = useCase(contract.ledger.sumEntries, ({ tx, actor }, filters) =>
  sumEntries(tx, actor.organisationId, filters),
)

const columns: Column<Entry>[] = [
  { header: 'Date', kind: 'date', value: ({ on }) => on },
  { header: 'Numéro', kind: 'text', value: ({ number }) => (number === null ? null : String(number)) },
  { header: 'Journal', kind: 'text', value: ({ journal }) => ledgerJournals[journal].label },
  { header: 'Pièce', kind: 'text', value: ({ piece }) => piece },
  { header: 'Libellé', kind: 'text', value: ({ label }) => label },
  { header: 'Compte', kind: 'text', value: ({ account }) => account.code },
  { header: 'Nom du compte', kind: 'text', value: ({ account }) => account.label },
  { header: 'Financement', kind: 'text', value: ({ financing }) => financing?.number ?? null },
  {
    header: 'Mouvement',
    kind: 'text',
    value: ({ movement }) => (movement === null ? null : movementLabels[movement]),
  },
  { header: 'Débit', kind: 'cents', value: ({ cents }) => Math.max(0, cents) },
  { header: 'Crédit', kind: 'cents', value: ({ cents }) => Math.max(0, -cents) },
]

export const exportLedgerEntries = useCase(
  contract.ledger.exportEntries,
  async ({ tx, actor, today }, { format, ...filters }) =>
    exportFile(
      format,
      `ecritures-${today}`,
      'Écritures',
      columns,
      readAll(tx, actor.organisationId, filters),
    ),
)

const readAtOnce = 1_000

async function* readAll(tx: Tx, organisationId: string, filters: EntryFilters) {
  let after: EntryPlace | undefined
  do {
    const rows = await listEntries(tx, organisationId, filters, after, readAtOnce)
    yield* rows
    const last = rows.length === readAtOnce ? rows.at(-1) : undefined
    after = last && placeOf(last)
  } while (after)
}

export const getLedgerTransaction = useCase(
  contract.ledger.getTransaction,
  async ({ tx, actor, refuse }, { transactionId }) => {
    const found = await findTransaction(tx, actor.organisationId, transactionId)
    if (!found) return refuse('unknown-record')
    return { ...found, lines: await linesOf(tx, actor.organisationId, transactionId) }
  },
)
