import type { LedgerJournal } from '#domain/ledger/journals.ts'
import type { Movement } from '#domain/ledger/movements.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type Poster, postAll } from '#server/ledger/post.ts'

/** A key is freed by the reversal of what was posted under it: the next time the fact happens, it takes the next one. */
const nthKey = (base: string, n: number): string => (n === 1 ? base : `${base}/${n}`)
const reversalKey = (key: string): string => `reversal:${key}`

/** Under which key each fact would be posted now. The caller holds the facts. */
export const freshKeys = async (
  poster: Poster,
  bases: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const times = new Map(bases.map((base) => [base, 1]))
  const keyOf = (base: string) => nthKey(base, times.get(base) ?? 1)
  let unsure = [...times.keys()]
  while (unsure.length > 0) {
    const known = await findTransactions(
      poster,
      unsure.map((base) => reversalKey(keyOf(base))),
    )
    const reversed = unsure.filter((base) => known.has(reversalKey(keyOf(base))))
    for (const base of reversed) times.set(base, (times.get(base) ?? 1) + 1)
    unsure = reversed
  }
  return new Map(bases.map((base) => [base, keyOf(base)]))
}

type Found = { id: string; key: string; journal: string; label: string }

const findTransactions = async (
  { tx, actor }: Poster,
  keys: readonly string[],
): Promise<Map<string, Found>> => {
  const rows = await tx
    .selectFrom('ledger_transaction')
    .where('organisation_id', '=', actor.organisationId)
    .where('key', 'in', [...keys])
    .select(['id', 'key', 'journal', 'label'])
    .execute()
  return new Map(rows.map((row) => [row.key, row]))
}

/** Undoes, by their reverse, what was last posted under each key and still stands; nothing is erased. */
export const reversePosted = async (
  poster: Poster,
  bases: readonly string[],
  on: PlainDate,
): Promise<void> => {
  const keys = [...(await freshKeys(poster, bases)).values()]
  if (keys.length === 0) return
  const posted = [...(await findTransactions(poster, keys)).values()]
  const lines = await linesOf(
    poster,
    posted.map(({ id }) => id),
  )
  await postAll(
    poster,
    posted.map(({ id, key, journal, label }) => ({
      key: reversalKey(key),
      journal: journal as LedgerJournal,
      on,
      label: `Contre-passation : ${label}`.slice(0, 200),
      reversesId: id,
      lines: lines.get(id) ?? [],
    })),
  )
}

const linesOf = async ({ tx, actor }: Poster, ids: readonly string[]) => {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('ledger_entry')
    .where('organisation_id', '=', actor.organisationId)
    .where('transaction_id', 'in', [...ids])
    .select(['transaction_id', 'account_code', 'cents', 'movement', 'financing_id', 'envelope_id'])
    .orderBy('line')
    .execute()
  return Map.groupBy(
    rows.map((row) => ({
      transactionId: row.transaction_id,
      account: row.account_code,
      cents: -row.cents,
      ...(row.movement && { movement: row.movement as Movement }),
      ...(row.financing_id && { financingId: row.financing_id }),
      ...(row.envelope_id && { envelopeId: row.envelope_id }),
    })),
    ({ transactionId }) => transactionId,
  )
}
