import { sql } from 'kysely'
import type { ReminderKind, ReminderRules, SentReminder } from '#domain/loans/reminders.ts'
import type { Cents } from '#domain/money.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import type { Reader } from '#server/loans/list-store.ts'
import { withinReach } from '#server/reach.ts'

export type Candidate = {
  financingId: string
  number: string
  householdId: string
  householdLabel: string
  productName: string
  oldestUnpaidOn: PlainDate
}

/**
 * Loans whose picture calls for this letter: the rule decides again on the loan itself, which counts the days of a past
 * freeze out.
 */
const candidates = ({ actor, today }: Reader, kind: ReminderKind, rules: ReminderRules) => {
  const { firstDays, secondDays, restDays } = rules
  const sent = (which: ReminderKind) => sql`exists (select from loan_reminder r
    where (r.organisation_id, r.financing_id, r.unpaid_since) = (s.organisation_id, s.financing_id, s.oldest_unpaid_on)
      and r.kind = ${which})`
  return sql`s.organisation_id = ${actor.organisationId} and s.late_cents > 0 and s.kind = 'loan'
    and not s.is_frozen and s.status <> 'accelerated'
    and s.oldest_unpaid_on <= ${addDays(today, -(kind === 'first' ? firstDays : secondDays))}::date
    and ${kind === 'first' ? sql`not ${sent('first')} and not ${sent('second')}` : sql`${sent('first')} and not ${sent('second')}`}
    and not exists (select from loan_reminder r
      where (r.organisation_id, r.financing_id) = (s.organisation_id, s.financing_id)
        and r.released_on > ${addDays(today, -restDays)}::date)
    and ${withinReach(actor, today, 'manage-loans', 's.household_id')}`
}

/** The oldest delay first. */
export const listCandidates = async (
  reader: Reader,
  {
    kind,
    rules,
    after,
    limit,
  }: { kind: ReminderKind; rules: ReminderRules; after: string | undefined; limit: number },
): Promise<{ rows: Candidate[]; next: string | null }> => {
  const { rows } = await sql<Candidate>`
    select s.financing_id as "financingId", f.number, s.household_id as "householdId", h.label as "householdLabel",
      v.name as "productName", s.oldest_unpaid_on as "oldestUnpaidOn"
    from financing_standing s
    join financing f on f.organisation_id = s.organisation_id and f.id = s.financing_id
    join household h on h.organisation_id = s.organisation_id and h.id = s.household_id
    join product_version v on v.organisation_id = f.organisation_id and v.product_id = f.product_id
      and v.number = f.product_number
    where ${candidates(reader, kind, rules)}
      and ${isAfter([sql.ref('s.oldest_unpaid_on'), sql.ref('s.financing_id')], decodeKey(after, 2))}
    order by s.oldest_unpaid_on, s.financing_id limit ${limit + 1}`.execute(reader.tx)
  return cutPage(rows, limit, ({ oldestUnpaidOn, financingId }) => encodeKey(oldestUnpaidOn, financingId))
}

export const countCandidates = (reader: Reader, kind: ReminderKind, rules: ReminderRules) =>
  countRows(
    reader.tx,
    (limit) =>
      sql`(select from financing_standing s where ${candidates(reader, kind, rules)} limit ${limit})`,
  )

export type StoredReminder = SentReminder & {
  id: string
  lateCents: Cents
  documentId: string
  releasedBy: string
}

/** Of each loan, the last first. */
export const listSent = async (
  { tx, actor }: Pick<Reader, 'tx' | 'actor'>,
  financingIds: readonly string[],
): Promise<Map<string, StoredReminder[]>> => {
  if (financingIds.length === 0) return new Map()
  const { rows } = await sql<StoredReminder & { financingId: string }>`
    select r.financing_id as "financingId", r.id, r.kind, r.released_on as on, r.unpaid_since as "unpaidSince",
      r.late_cents as "lateCents", r.document_id as "documentId", m.name as "releasedBy"
    from loan_reminder r join membership m on (m.organisation_id, m.id) = (r.organisation_id, r.released_by)
    where r.organisation_id = ${actor.organisationId} and r.financing_id = any (${[...financingIds]}::uuid[])
    order by r.released_at desc, r.id desc`.execute(tx)
  const told = rows.map(({ financingId, ...row }) => ({ financingId, row }))
  return new Map(
    [...Map.groupBy(told, ({ financingId }) => financingId)].map(([id, own]) => [
      id,
      own.map(({ row }) => row),
    ]),
  )
}
