import { fileFields } from '#domain/imports/file-fields.ts'
import { ledgerKindOf } from '#domain/imports/ledger-kinds.ts'
import { cellReader, type Layout, remembering, type Understood } from '#domain/imports/read-cells.ts'
import { type Cell, signedAmount } from '#domain/imports/readers.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { EntryKind } from '#domain/tenancies/kinds.ts'

/** A line of the rent ledger as the file says it; without `entryRef`, an identifier is derived from the rest. */
export type LedgerLine = {
  tenancyRef: string
  entryRef: string | null
  on: PlainDate
  amountCents: Cents
  kind: EntryKind
  label: string | null
}

/** Prepares the reading of a ledger: what the tenant owes comes out positive, what pays it negative. */
export function ledgerLineReader(layout: Layout): (cells: readonly Cell[]) => Understood<LedgerLine> {
  const read = cellReader(fileFields.ledger, layout)
  const amountKey = 'amount' in layout.columns ? 'amount' : 'debit'
  const kindOf = remembering((words: string): EntryKind => {
    const [kind = '', label = '', sign] = words.split('\n')
    const amountCents = sign === '+' ? 1 : -1
    return ledgerKindOf({ kind: kind || null, label: label || null, amountCents }) ?? 'other'
  })
  return (cells) =>
    read(cells, (cell) => {
      const tenancyRef = cell.required('tenancyRef', cell.reference('tenancyRef'))
      const on = cell.required('on', cell.date('on'))
      const label = cell.text('label')
      const amountCents = cell.required(
        amountKey,
        signedAmount({
          amountCents: cell.amount('amount'),
          side: cell.side('side') ?? null,
          debitCents: cell.amount('debit'),
          creditCents: cell.amount('credit'),
        }),
      )
      const kind = cell.text('kind')
      const entryRef = cell.reference('entryRef')
      if (tenancyRef === null || !on || amountCents === null) return null
      const sign = amountCents > 0 ? '+' : '-'
      const entryKind = kindOf(`${kind ?? ''}\n${label ?? ''}\n${sign}`)
      if (kind !== null && entryKind === 'other' && !/^(autres?|divers)\b/i.test(kind))
        cell.warn('kind', 'unknown-ledger-kind')
      return {
        tenancyRef,
        entryRef,
        on,
        amountCents,
        label,
        kind: entryKind,
      }
    })
}
