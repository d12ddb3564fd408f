import { randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'
import type { AccountTerms, LedgerEntry } from '#domain/arrears/ledger.ts'
import { requestScreening, screenPortfolio } from '#server/arrears/screen-portfolio.ts'
import { openTestHouse, type TestHouse, type TestOrganisation } from '#tests/house.ts'

export type TestAccount = Partial<AccountTerms> & {
  label?: string
  number?: string
  agency?: string
  entries: readonly LedgerEntry[]
}
export type TestTenancy = { tenancyId: string; householdId: string }

/** The terms of an account that states none: net expense 320,00 €, threshold of regime A 640,00 €. */
export const usualTerms: AccountTerms = {
  rentCents: 43_000,
  chargesCents: 9_000,
  rlsCents: 0,
  benefitCents: 20_000,
  benefitPaidTo: 'landlord',
}

/** Writes tenancies and their ledgers straight into the tables, each in a building and a household of its own. */
export const insertAccounts = async (
  owner: pg.Client,
  organisationId: string,
  accounts: readonly TestAccount[],
): Promise<TestTenancy[]> => {
  const places = accounts.map((account) => ({
    ...usualTerms,
    ...account,
    tenancyId: randomUUIDv7(),
    householdId: randomUUIDv7(),
    dwellingId: randomUUIDv7(),
    buildingId: randomUUIDv7(),
  }))
  const insert = (statement: string, rows: readonly object[]) =>
    owner.query(statement, [organisationId, JSON.stringify(rows)])
  await insert(
    `insert into building (organisation_id, id, source, external_id, name, agency)
     select $1, "buildingId", 'test', "buildingId"::text, 'Les Tilleuls', agency
     from json_to_recordset($2) as x("buildingId" uuid, agency text)`,
    places,
  )
  await insert(
    `insert into dwelling (organisation_id, id, building_id, source, external_id)
     select $1, "dwellingId", "buildingId", 'test', "dwellingId"::text
     from json_to_recordset($2) as x("dwellingId" uuid, "buildingId" uuid)`,
    places,
  )
  await insert(
    `insert into household (organisation_id, id, label)
     select $1, "householdId", coalesce(label, 'Ménage') from json_to_recordset($2) as x("householdId" uuid, label text)`,
    places,
  )
  await insert(
    `insert into tenancy (organisation_id, id, source, external_id, dwelling_id, household_id, started_on,
       rent_cents, charges_cents, rls_cents, benefit_cents, benefit_paid_to, benefit_payer)
     select $1, "tenancyId", 'test', coalesce(number, "tenancyId"::text), "dwellingId", "householdId", '2020-01-01',
       "rentCents", "chargesCents", "rlsCents", "benefitCents", "benefitPaidTo", 'caf'
     from json_to_recordset($2) as x("tenancyId" uuid, "dwellingId" uuid, "householdId" uuid, number text,
       "rentCents" bigint, "chargesCents" bigint, "rlsCents" bigint, "benefitCents" bigint, "benefitPaidTo" text)`,
    places,
  )
  await insertEntries(
    owner,
    organisationId,
    places.flatMap(({ tenancyId, entries }) => entries.map((entry) => ({ tenancyId, ...entry }))),
  )
  return places.map(({ tenancyId, householdId }) => ({ tenancyId, householdId }))
}

export const insertEntries = async (
  owner: pg.Client,
  organisationId: string,
  entries: readonly (LedgerEntry & { tenancyId: string })[],
): Promise<void> => {
  await owner.query(
    `insert into rent_entry (organisation_id, tenancy_id, entry_on, amount_cents, kind, source, external_id)
     select $1, "tenancyId", "on", "amountCents", kind, 'test', gen_random_uuid()::text
     from json_to_recordset($2) as x("tenancyId" uuid, "on" date, kind text, "amountCents" bigint)`,
    [organisationId, JSON.stringify(entries)],
  )
}

/** The months' calls, aid deducted, without any payment. */
export const unpaidMonths = (...months: `${number}-${number}`[]): LedgerEntry[] =>
  months.flatMap((month) => [
    { on: `${month}-01`, kind: 'rent-call', amountCents: 43_000 },
    { on: `${month}-01`, kind: 'charges-call', amountCents: 9_000 },
    { on: `${month}-01`, kind: 'benefit', amountCents: -20_000 },
  ])

export type TestPortfolio = {
  t: TestHouse
  /** One month unpaid, and four. */
  late: TestTenancy
  constituted: TestTenancy
  /** Of the other organisation. */
  foreign: TestTenancy
  screen(organisation?: TestOrganisation): Promise<void>
}

/** A house with two tenants late in paying, screened; and one elsewhere. */
export const openPortfolio = async (): Promise<TestPortfolio> => {
  const t = await openTestHouse()
  const screen = async (organisation = t.here) => {
    const workId = await t.inHere((tx) => requestScreening(tx, { organisationId: t.here.id }))
    const { signal } = new AbortController()
    await screenPortfolio.run(t.house, { organisationId: organisation.id, workId }, signal)
  }
  const [late, constituted] = await insertAccounts(t.owner, t.here.id, [
    { label: 'Élodie Müller', number: 'L-001', agency: 'Agence Nord', entries: unpaidMonths('2026-11') },
    {
      label: '=cmd|calc',
      number: 'L-002',
      agency: 'Agence Sud',
      entries: unpaidMonths('2026-08', '2026-09', '2026-10', '2026-11'),
    },
  ])
  const [foreign] = await insertAccounts(t.owner, t.elsewhere.id, [
    { number: 'X-1', entries: unpaidMonths('2026-09') },
  ])
  if (!late || !constituted || !foreign) throw new Error('no tenancy')
  await screen()
  return { t, late, constituted, foreign, screen }
}
