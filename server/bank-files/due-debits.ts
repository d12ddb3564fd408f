import { sql } from 'kysely'
import type { Cents } from '#domain/money.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import type { SequenceType } from '#domain/sepa/kinds.ts'
import { type MandateState, sequenceTypeOf } from '#domain/sepa/mandates.ts'
import { type Exclusion, whyExcluded } from '#domain/sepa/presentation.ts'
import { isPresentedAgain } from '#domain/sepa/reasons.ts'
import { endToEndIdOf } from '#domain/sepa/references.ts'
import type { FileLine } from '#server/bank-files/file-line.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import type { Acting } from '#server/use-case.ts'

type DueRow = {
  id: string
  financing_id: string
  number: string
  household_id: string
  household: string
  due_on: PlainDate
  cents: Cents
  is_frozen: boolean | null
  is_last: boolean | null
  noticed_on: PlainDate | null
  attempt: number | null
  return_code: string | null
  retry_at: Date | null
  late_cents: Cents | null
  mandate_id: string | null
  state: MandateState | null
  last_used_on: PlainDate | null
  signed_on: PlainDate | null
  is_single: boolean | null
  notice_days: number | null
  kept: number
  presentations: number
  debtor: string | null
  iban: string | null
  bic: string | null
}

export type ExcludedDebit = {
  sourceId: string
  householdId: string
  name: string
  label: string
  cents: Cents
  dueOn: PlainDate
  why: Exclusion
}

export type DueDebits = { lines: FileLine[]; excluded: ExcludedDebit[] }

/**
 * What the households owe by a day and no file holds yet, with its mandate: the loan's own, else the household's. What a
 * bank gave back is due again once, for want of money, or when somebody decided it, as long as it is still unpaid.
 */
export const findDueDebits = async (context: Acting, collectOn: PlainDate): Promise<DueDebits> => {
  const parameters = await readOrganisationParameters(context, context.today)
  const noticeDays = parameters.read('sepa.notice-days')
  const unusedMonths = parameters.read('sepa.unused-mandate-months')
  const due: DueDebits = { lines: [], excluded: [] }
  const kept = new Map<string, number>()
  for (const row of await readDue(context, collectOn)) {
    const mandate = mandateOf(row, unusedMonths, context.today)
    const why = whyExcluded(
      { mandate, isFrozen: row.is_frozen ?? false, isHeldBack: isHeldBack(row) },
      collectOn,
      noticeDays,
    )
    if (why || !row.mandate_id) {
      due.excluded.push({ ...wordsOf(row), why: why ?? 'no-mandate' })
      continue
    }
    const before = kept.get(row.mandate_id) ?? row.kept
    kept.set(row.mandate_id, before + 1)
    const isSingle = row.is_single ?? false
    due.lines.push(lineOf(row, sequenceTypeOf({ isSingle, kept: before, isLast: row.is_last ?? false })))
  }
  return due
}

const wordsOf = (row: DueRow) => ({
  sourceId: row.id,
  householdId: row.household_id,
  name: row.debtor ?? row.household,
  label: labelOf(row),
  cents: row.cents,
  dueOn: row.due_on,
})

const labelOf = ({ number, due_on }: DueRow): string =>
  `Prêt ${number}, échéance du ${due_on.slice(8, 10)}/${due_on.slice(5, 7)}/${due_on.slice(0, 4)}`

const isHeldBack = ({ attempt, return_code, retry_at }: DueRow): boolean =>
  attempt !== null && return_code !== null && retry_at === null && !isPresentedAgain(return_code, attempt)

const mandateOf = (row: DueRow, unusedMonths: number, today: PlainDate) => {
  if (!row.mandate_id || !row.state) return null
  const lapsesOn = row.last_used_on && addMonths(row.last_used_on, unusedMonths)
  const isLapsed = lapsesOn !== null && today > lapsesOn && row.state !== 'revoked'
  return {
    state: isLapsed ? ('lapsed' as const) : row.state,
    signedOn: row.signed_on,
    presentations: row.presentations,
    lastPresentedOn: row.presentations > 0 ? row.last_used_on : null,
    lapsesOn,
    isSingle: row.is_single ?? false,
    noticeDays: row.notice_days,
    noticedOn: row.noticed_on,
  }
}

const lineOf = (row: DueRow, sequenceType: SequenceType): FileLine => {
  const attempt = (row.attempt ?? 0) + 1
  return {
    collectionId: row.id,
    paymentOrderId: null,
    mandateId: row.mandate_id,
    attempt,
    endToEndId: endToEndIdOf({ kind: 'collection', id: row.id, attempt }),
    sequenceType,
    isAccountChanged: row.state === 'amended',
    name: row.debtor ?? '',
    iban: row.iban ?? '',
    bic: row.bic,
    cents: row.cents,
    label: labelOf(row),
    dueOn: row.due_on,
    householdId: row.household_id,
    financingId: row.financing_id,
  }
}

const readDue = async ({ tx, actor }: Acting, collectOn: PlainDate): Promise<DueRow[]> => {
  const organisation = actor.organisationId
  const { rows } = await sql<DueRow>`
    select c.id, c.financing_id, f.number, f.household_id, h.label as household, c.due_on, c.cents, s.is_frozen,
      s.ends_on = c.due_on as is_last, s.late_cents, v.on_date as noticed_on, l.attempt, l.return_code, l.retry_at,
      m.id as mandate_id, m.state, m.last_used_on, e.signed_on, m.is_single, m.notice_days, m.debtor, m.iban, m.bic,
      coalesce(k.kept, 0)::int as kept, coalesce(k.presentations, 0)::int as presentations
    from collection c
    join financing f on f.organisation_id = c.organisation_id and f.id = c.financing_id
    join household h on h.organisation_id = f.organisation_id and h.id = f.household_id
    left join financing_standing s on s.organisation_id = f.organisation_id and s.financing_id = f.id
    left join lateral (
      select on_date from schedule_version
      where organisation_id = c.organisation_id and financing_id = c.financing_id
      order by number desc limit 1
    ) v on true
    left join lateral (
      select attempt, return_code, returned_on, retry_at from bank_file_line
      where organisation_id = c.organisation_id and collection_id = c.id and withdrawn_at is null
      order by attempt desc limit 1
    ) l on true
    left join lateral (
      select * from sepa_mandate
      where organisation_id = f.organisation_id and household_id = f.household_id
        and (financing_id is null or financing_id = f.id)
      order by state in ('signed', 'active', 'amended') desc, financing_id is not null desc, created_at desc limit 1
    ) m on true
    left join lateral (
      select min(on_date) as signed_on from sepa_mandate_event
      where organisation_id = m.organisation_id and mandate_id = m.id and kind = 'signed'
    ) e on true
    left join lateral (
      select count(*) filter (where returned_on is null) as kept, count(*) as presentations from bank_file_line
      where organisation_id = m.organisation_id and mandate_id = m.id and withdrawn_at is null
    ) k on true
    where c.organisation_id = ${organisation} and c.collect_on <= ${collectOn}
      and ((l.attempt is null and c.state = 'to-present')
        or (l.returned_on is not null and c.state <> 'withdrawn' and s.late_cents >= c.cents))
    order by c.due_on, f.number, c.id`.execute(tx)
  return rows
}
