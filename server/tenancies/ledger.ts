import { contract } from '#contract/index.ts'
import type { LedgerLine } from '#contract/tenancies.ts'
import { formatDecimal } from '#domain/money.ts'
import { formatDate, isPlainDate } from '#domain/plain-date.ts'
import { entryKindLabels } from '#domain/tenancies/kinds.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import {
  countLines,
  type EntryFilter,
  type EntryKey,
  findTenancyNumber,
  listLines,
  listTenancies,
  sumMonths,
} from '#server/tenancies/ledger-store.ts'
import { type Context, useCase } from '#server/use-case.ts'

export const listOfHousehold = useCase(
  contract.tenancies.listOfHousehold,
  async (context, { householdId }) => ({ rows: await listTenancies(context, householdId) }),
)

export const drawLedger = useCase(
  contract.tenancies.drawLedger,
  async (context, { householdId, tenancyId, months }) => {
    if (!(await findTenancyNumber(context, householdId, tenancyId))) return context.refuse('unknown-record')
    return { months: await sumMonths(context, tenancyId, months) }
  },
)

export const listEntries = useCase(
  contract.tenancies.listEntries,
  async (context, { householdId, tenancyId, after, limit, ...filter }) => {
    if (!(await findTenancyNumber(context, householdId, tenancyId))) return context.refuse('unknown-record')
    const before = keyOf(decodeKey(after, 4))
    const found = await listLines(context, tenancyId, filter, { before, limit: limit + 1 })
    const { rows, next } = cutPage(found, limit, ({ key }) =>
      encodeKey(key.entryOn, key.source, key.externalId, key.revision),
    )
    return { rows, next, total: { count: await countLines(context, tenancyId, filter), exact: true } }
  },
)

const keyOf = (values: (string | number)[] | undefined): EntryKey | undefined => {
  const [entryOn, source, externalId, revision] = values ?? []
  return isPlainDate(entryOn) && Number.isInteger(revision)
    ? { entryOn, source: String(source), externalId: String(externalId), revision: Number(revision) }
    : undefined
}

export const exportEntries = useCase(
  contract.tenancies.exportEntries,
  async (context, { householdId, tenancyId, ...filter }) => {
    const number = await findTenancyNumber(context, householdId, tenancyId)
    if (!number) return context.refuse('unknown-record')
    return {
      fileName: `compte-${number.replace(/[^\p{L}\p{N}-]+/gu, '-')}.csv`,
      contentType: 'text/csv; charset=utf-8',
      body: writeLines(context, tenancyId, filter),
    }
  },
)

const corrections: Readonly<Record<LedgerLine['correction'], string>> = {
  none: '',
  reversed: 'annulée',
  reversal: 'annulation',
  corrected: 'rectifiée',
}

/** Begins with a byte order mark: without it Excel reads the accents wrong. */
async function* writeLines(
  context: Pick<Context, 'tx' | 'actor' | 'today'>,
  tenancyId: string,
  filter: EntryFilter,
): AsyncGenerator<string> {
  yield '\uFEFFDate;Nature;Libellé;Débit;Crédit;Solde;Correction\r\n'
  let before: EntryKey | undefined
  do {
    const lines = await listLines(context, tenancyId, filter, { before, limit: 1000 })
    yield lines.map(writeLine).join('')
    before = lines.length === 1000 ? lines.at(-1)?.key : undefined
  } while (before)
}

const writeLine = ({ entryOn, kind, label, amountCents, balanceCents, correction }: LedgerLine): string =>
  `${[
    formatDate(entryOn),
    entryKindLabels[kind],
    label ?? '',
    amountCents > 0 ? amount(amountCents) : '',
    amountCents < 0 ? amount(-amountCents) : '',
    amount(balanceCents),
    corrections[correction],
  ]
    .map(cell)
    .join(';')}\r\n`

/** `-1234,56`: a spreadsheet adds it up only without the thousands' spaces. */
const amount = (cents: number): string => formatDecimal(cents).replace(/[^\d,-]/g, '')

/** A text that begins like a formula is made a text: a label is written by anybody who makes a transfer. */
const cell = (text: string): string => {
  const safe = /^[=+@\t\r]|^-(?!\d+(,\d+)?$)/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
