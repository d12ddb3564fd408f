import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { PayeeKind } from '#domain/disbursements/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>

export type PayeeRecord = {
  id: string
  kind: PayeeKind
  householdId: string | null
  name: string
  town: string | null
  siret: string | null
  account: 'none' | 'to-check' | 'checked'
  ibanEnd: string | null
}

/** The account that would be paid: of those checked and not withdrawn, the last one checked. */
const inUse = sql`left join lateral (
  select a.id, a.iban from payee_account a
  where (a.organisation_id, a.payee_id) = (p.organisation_id, p.id)
    and a.checked_at is not null and a.withdrawn_at is null
  order by a.checked_at desc, a.id desc limit 1) used on true`
const accountState = sql`case
  when used.id is not null then 'checked'
  when exists (select from payee_account a where (a.organisation_id, a.payee_id) = (p.organisation_id, p.id)
    and a.checked_at is null and a.withdrawn_at is null) then 'to-check'
  else 'none' end`

const selected = sql`p.id, p.kind, p.household_id as "householdId", p.name, p.town, p.siret,
  ${accountState} as account, right(used.iban, 4) as "ibanEnd"`

export type PayeeFilter = { text?: string; kind?: PayeeKind; account?: PayeeRecord['account'] }

const filtered = ({ actor }: Here, { text, kind, account }: PayeeFilter): RawBuilder<SqlBool> =>
  sql.join<SqlBool>(
    [
      sql`p.organisation_id = ${actor.organisationId}`,
      sql`p.closed_on is null`,
      ...(kind ? [sql`p.kind = ${kind}`] : []),
      ...(account ? [sql`${accountState} = ${account}`] : []),
      ...(text
        ? [
            sql`((' ' || fold(p.name)) like '% ' || fold(${text}) || '%' or p.siret = ${text.replaceAll(' ', '')})`,
          ]
        : []),
    ],
    sql` and `,
  )

export const selectPayees =
  (here: Here, filter: PayeeFilter) =>
  (limit: number): RawBuilder<unknown> =>
    sql`(select p.id from payee p ${inUse} where ${filtered(here, filter)} limit ${limit})`

export const listPayeeRows = async (
  here: Here,
  filter: PayeeFilter,
  { start, limit }: { start: RawBuilder<SqlBool>; limit: number },
): Promise<PayeeRecord[]> => {
  const { rows } = await sql<PayeeRecord>`select ${selected} from payee p ${inUse}
    where ${filtered(here, filter)} and ${start} order by p.name, p.id limit ${limit}`.execute(here.tx)
  return rows
}

export type PayeeDetail = PayeeRecord & {
  street: string | null
  buildingNumber: string | null
  postCode: string | null
  country: string
  closedOn: PlainDate | null
  version: number
  accountInUseId: string | null
}

export const findPayee = async (
  { tx, actor }: Here,
  payeeId: string,
  lock = false,
): Promise<PayeeDetail | undefined> => {
  const { rows } = await sql<PayeeDetail>`select ${selected}, p.street, p.building_number as "buildingNumber",
      p.post_code as "postCode", p.country, p.closed_on as "closedOn", p.version, used.id as "accountInUseId"
    from payee p ${inUse} where p.organisation_id = ${actor.organisationId} and p.id = ${payeeId}
    ${lock ? sql`for update of p` : sql``}`.execute(tx)
  return rows[0]
}

export const findHouseholdPayee = async (
  { tx, actor }: Here,
  householdId: string,
): Promise<{ id: string } | undefined> =>
  tx
    .selectFrom('payee')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .select('id')
    .executeTakeFirst()

export const isSiretTaken = async (
  { tx, actor }: Here,
  siret: string | null,
  butPayeeId: string | null = null,
): Promise<boolean> => {
  if (siret === null) return false
  const found = await tx
    .selectFrom('payee')
    .where('organisation_id', '=', actor.organisationId)
    .where('siret', '=', siret)
    .where('closed_on', 'is', null)
    .$if(butPayeeId !== null, (query) => query.where('id', '!=', butPayeeId ?? ''))
    .select('id')
    .executeTakeFirst()
  return found !== undefined
}

export const listAccounts = ({ tx, actor }: Here, payeeId: string) =>
  tx
    .selectFrom('payee_account as a')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'a.organisation_id').onRef('m.id', '=', 'a.added_by'),
    )
    .leftJoin('membership as c', (join) =>
      join.onRef('c.organisation_id', '=', 'a.organisation_id').onRef('c.id', '=', 'a.checked_by'),
    )
    .leftJoin('membership as w', (join) =>
      join.onRef('w.organisation_id', '=', 'a.organisation_id').onRef('w.id', '=', 'a.withdrawn_by'),
    )
    .where('a.organisation_id', '=', actor.organisationId)
    .where('a.payee_id', '=', payeeId)
    .select(['a.id', 'a.iban', 'a.bic', 'a.holder', 'a.source', 'a.added_by', 'm.name as added_by_name'])
    .select(['a.added_at', 'a.checked_at', 'a.checked_how', 'c.name as checked_by_name'])
    .select(['a.withdrawn_at', 'a.withdrawn_reason', 'w.name as withdrawn_by_name'])
    .orderBy('a.added_at', 'desc')
    .orderBy('a.id', 'desc')
    .execute()

export const findAccountForUpdate = (tx: Tx, organisationId: string, accountId: string) =>
  tx
    .selectFrom('payee_account as a')
    .innerJoin('payee as p', (join) =>
      join.onRef('p.organisation_id', '=', 'a.organisation_id').onRef('p.id', '=', 'a.payee_id'),
    )
    .where('a.organisation_id', '=', organisationId)
    .where('a.id', '=', accountId)
    .selectAll('a')
    .select(['p.household_id', 'p.name as payee_name'])
    .forUpdate('a')
    .executeTakeFirst()
