import { sql } from 'kysely'
import type { LetterTemplateKey } from '#domain/letters/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

export type StoredTemplate = {
  version: number
  subject: string | null
  body: string | null
  editedAt: Date
  editedBy: string
}

const versions = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('letter_template as l')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'l.organisation_id').onRef('m.id', '=', 'l.edited_by'),
    )
    .where('l.organisation_id', '=', organisationId)
    .select(['l.version', 'l.subject', 'l.body', 'l.edited_at as editedAt', 'm.name as editedBy'])

export const findTemplate = (
  tx: Tx,
  organisationId: string,
  key: LetterTemplateKey,
): Promise<StoredTemplate | undefined> =>
  versions(tx, organisationId)
    .where('l.key', '=', key)
    .orderBy('l.version', 'desc')
    .limit(1)
    .executeTakeFirst()

export const listLatestTemplates = (
  tx: Tx,
  organisationId: string,
): Promise<(StoredTemplate & { key: string })[]> =>
  versions(tx, organisationId)
    .select('l.key')
    .distinctOn('l.key')
    .orderBy('l.key')
    .orderBy('l.version', 'desc')
    .execute()

export const listTemplateVersions = async (
  tx: Tx,
  organisationId: string,
  { key, before, limit }: { key: LetterTemplateKey; before: number | undefined; limit: number },
): Promise<StoredTemplate[]> => {
  let rows = versions(tx, organisationId).where('l.key', '=', key)
  if (before !== undefined) rows = rows.where('l.version', '<', before)
  return rows.orderBy('l.version', 'desc').limit(limit).execute()
}

export const countTemplateVersions = async (
  tx: Tx,
  organisationId: string,
  key: LetterTemplateKey,
): Promise<number> => {
  const { count } = await tx
    .selectFrom('letter_template')
    .where('organisation_id', '=', organisationId)
    .where('key', '=', key)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** False when another version took the number first. */
export const insertTemplate = async (
  tx: Tx,
  row: {
    organisationId: string
    key: LetterTemplateKey
    version: number
    subject: string | null
    body: string | null
    editedBy: string
  },
): Promise<boolean> => {
  const written = await tx
    .insertInto('letter_template')
    .values({
      organisation_id: row.organisationId,
      key: row.key,
      version: row.version,
      subject: row.subject,
      body: row.body,
      edited_by: row.editedBy,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'key', 'version']).doNothing())
    .executeTakeFirst()
  return written.numInsertedOrUpdatedRows === 1n
}

export type AddresseeFacts = {
  organisation: string
  tenancyId: string | null
  tenancyNumber: string | null
  street: string | null
  postCode: string | null
  town: string | null
  agency: string | null
  benefitPayer: string | null
  balanceCents: number | null
}

/** Where a household lives today (the tenancy named, the running one, else the last), and what it owes. */
export const findAddressee = (
  tx: Tx,
  organisationId: string,
  { householdId, tenancyId, today }: { householdId: string; tenancyId: string | undefined; today: PlainDate },
): Promise<AddresseeFacts | undefined> =>
  tx
    .selectFrom('household as h')
    .innerJoin('organisation as o', 'o.id', 'h.organisation_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('tenancy as t')
          .innerJoin('dwelling as d', (join) =>
            join.onRef('d.organisation_id', '=', 't.organisation_id').onRef('d.id', '=', 't.dwelling_id'),
          )
          .innerJoin('building as b', (join) =>
            join.onRef('b.organisation_id', '=', 'd.organisation_id').onRef('b.id', '=', 'd.building_id'),
          )
          .whereRef('t.organisation_id', '=', 'h.organisation_id')
          .whereRef('t.household_id', '=', 'h.id')
          .$if(tenancyId !== undefined, (some) => some.where('t.id', '=', tenancyId ?? ''))
          .select([
            't.id',
            't.external_id',
            't.benefit_payer',
            'b.street',
            'b.post_code',
            'b.town',
            'b.agency',
          ])
          .select((inner) =>
            inner
              .selectFrom('rent_entry as e')
              .whereRef('e.organisation_id', '=', 't.organisation_id')
              .whereRef('e.tenancy_id', '=', 't.id')
              .where('e.entry_on', '<=', today)
              .select((sum) =>
                sum.fn.coalesce(sum.fn.sum<number>('e.amount_cents'), sql<number>`0`).as('cents'),
              )
              .as('balance'),
          )
          .orderBy(sql`t.ended_on is null or t.ended_on >= ${today}`, 'desc')
          .orderBy('t.started_on', 'desc')
          .limit(1)
          .as('home'),
      (join) => join.onTrue(),
    )
    .where('h.organisation_id', '=', organisationId)
    .where('h.id', '=', householdId)
    .select([
      'o.name as organisation',
      'home.id as tenancyId',
      'home.external_id as tenancyNumber',
      'home.street',
      'home.post_code as postCode',
      'home.town',
      'home.agency',
      'home.benefit_payer as benefitPayer',
      'home.balance as balanceCents',
    ])
    .executeTakeFirst()

/** The leaseholders of today, else every adult known by name. */
export const listAddresseeNames = async (
  tx: Tx,
  organisationId: string,
  householdId: string,
  today: PlainDate,
): Promise<string[]> => {
  const rows = await tx
    .selectFrom('household_member as m')
    .innerJoin('person as p', (join) =>
      join.onRef('p.organisation_id', '=', 'm.organisation_id').onRef('p.id', '=', 'm.person_id'),
    )
    .where('m.organisation_id', '=', organisationId)
    .where('m.household_id', '=', householdId)
    .where('m.joined_on', '<=', today)
    .where((eb) => eb.or([eb('m.left_on', 'is', null), eb('m.left_on', '>=', today)]))
    .select(['p.civility', 'p.first_name', 'p.last_name', 'm.member_role as role'])
    .orderBy('m.member_role')
    .orderBy('p.last_name')
    .execute()
  const holders = rows.filter(({ role }) => role === 'leaseholder' || role === 'co-leaseholder')
  return (holders.length > 0 ? holders : rows.slice(0, 1)).map((row) =>
    [row.civility, row.first_name, row.last_name].filter(Boolean).join(' '),
  )
}

export const findReferent = (
  tx: Tx,
  organisationId: string,
  householdId: string,
  today: PlainDate,
): Promise<{ name: string; phone: string | null } | undefined> =>
  tx
    .selectFrom('household_referent as r')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'r.organisation_id').onRef('m.id', '=', 'r.membership_id'),
    )
    .where('r.organisation_id', '=', organisationId)
    .where('r.household_id', '=', householdId)
    .where('r.kind', '=', 'referent')
    .where('r.from_on', '<=', today)
    .where((eb) => eb.or([eb('r.until_on', 'is', null), eb('r.until_on', '>=', today)]))
    .select(['m.name', 'm.phone'])
    .orderBy('r.from_on')
    .limit(1)
    .executeTakeFirst()

export const findOrganisationName = async (tx: Tx, organisationId: string): Promise<string> => {
  const { name } = await tx
    .selectFrom('organisation')
    .where('id', '=', organisationId)
    .select('name')
    .executeTakeFirstOrThrow()
  return name
}
