import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import {
  ledgerFile,
  ledgerHeader,
  occupantFile,
  tenancyFile,
  tenancyHeader,
} from '#db/seed/landlord-export.ts'
import {
  apply,
  confirmColumns,
  dropFile,
  importWhole,
  rehearse,
  viewImport,
} from '#server/imports/import-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const portfolio = {
  tenancies: 60,
  months: 4,
  today: '2026-11-22',
  seed: 7,
  defectsPerTenThousand: 0,
} as const
const text = (lines: Iterable<string>) => `${[...lines].join('\r\n')}\r\n`
const count = async (table: string) =>
  (await t.owner.query(`select count(*)::int as n from ${table} where organisation_id = $1`, [t.here.id]))
    .rows[0].n

describe('a landlord’s export, from the file to the tables', () => {
  test('the tenancies, with their buildings, dwellings, households and holders', async () => {
    const { body } = await dropFile(t, text(tenancyFile(portfolio)), 'patrimoine.csv')
    const before = await viewImport(t, body.importId)
    expect(before).toMatchObject({ target: 'tenancies', step: 'columns', columnsChosen: false })
    expect(before.format).toMatchObject({ kind: 'csv', encoding: 'utf-8', delimiter: ';', headerLine: 1 })

    await confirmColumns(t, body.importId)
    const rehearsed = await rehearse(t, body.importId)
    expect(rehearsed.step).toBe('application')
    expect(rehearsed.rehearsal).toMatchObject({
      linesRead: 60,
      linesRejected: 0,
      fates: {
        tenancy: { created: 60, changed: 0, leftAlone: 0 },
        person: { created: 60 },
        dwelling: { created: 60 },
      },
    })
    expect(await count('tenancy')).toBe(0)

    const applied = await apply(t, body.importId)
    expect(applied.step).toBe('report')
    expect(applied.outcome).toEqual(rehearsed.rehearsal)
    expect(await count('tenancy')).toBe(60)
    expect(await count('household')).toBe(60)
    expect(await count('household_search')).toBe(60)
    const { rows } = await t.owner.query(
      `select t.external_id, t.rent_cents, d.external_id as dwelling, b.town, h.label, p.last_name, m.member_role
       from tenancy t join dwelling d on d.id = t.dwelling_id join building b on b.id = d.building_id
       join household h on h.id = t.household_id join household_member m on m.household_id = h.id
       join person p on p.id = m.person_id where t.organisation_id = $1 order by t.external_id limit 1`,
      [t.here.id],
    )
    const [first] = [...tenancyFile(portfolio)].slice(1).map((line) => line.split(';'))
    expect(rows[0]).toMatchObject({
      external_id: first?.[0],
      dwelling: first?.[7],
      town: first?.[5],
      last_name: first?.[14],
      member_role: 'leaseholder',
      label: `${first?.[14]} ${first?.[15]}`,
    })
    expect(Number(rows[0].rent_cents)).toBe(
      Math.round(Number(first?.[21]?.replace(' ', '').replace(',', '.')) * 100),
    )
  })

  test('the occupants join the household of their tenancy', async () => {
    const lines = [...occupantFile(portfolio)]
    const applied = await importWhole(t, text(lines), 'occupants.csv')
    expect(applied.target).toBe('occupants')
    expect(applied.outcome?.fates.person?.created).toBe(lines.length - 1)
    expect(await count('household_member')).toBe(60 + lines.length - 1)
    const { rows } = await t.owner.query(
      'select distinct member_role from household_member where organisation_id = $1 order by 1',
      [t.here.id],
    )
    expect(rows.map((row) => row.member_role)).toEqual(['child', 'leaseholder', 'partner'])
  })

  test('the ledger, tied to the tenancies; the same file again changes nothing', async () => {
    const lines = [...ledgerFile(portfolio)]
    const applied = await importWhole(t, text(lines), 'compte.csv')
    expect(applied.target).toBe('ledger')
    expect(applied.outcome?.fates.entry).toEqual({ created: lines.length - 1, changed: 0, leftAlone: 0 })
    expect(await count('rent_entry')).toBe(lines.length - 1)
    const again = await importWhole(t, text(lines), 'compte.csv')
    expect(again.outcome?.fates.entry).toEqual({ created: 0, changed: 0, leftAlone: lines.length - 1 })
    expect(await count('rent_entry')).toBe(lines.length - 1)
    const stock = await importWhole(t, text(tenancyFile(portfolio)), 'patrimoine.csv')
    expect(
      Object.values(stock.outcome?.fates ?? {}).every((fates) => fates.created + fates.changed === 0),
    ).toBe(true)
    const people = await importWhole(t, text(occupantFile(portfolio)), 'occupants.csv')
    expect(people.outcome?.fates.person).toMatchObject({ created: 0, changed: 0 })
  })

  test('an applied import asks for a screening and leaves its waiting lines to be taken away', async () => {
    const { rows } = await t.owner.query(
      "select kind from work where organisation_id = $1 and kind = 'screening'",
      [t.here.id],
    )
    expect(rows.length).toBeGreaterThan(0)
    const { rows: asked } = await t.owner.query(
      "select task_identifier from graphile_worker.jobs where task_identifier = 'imports.cleanUp'",
    )
    expect(asked.length).toBeGreaterThan(0)
  })
})

describe('what changes from one file to the next', () => {
  const [first = ''] = [...tenancyFile(portfolio)].slice(1)
  const ledgerLine = [...ledgerFile(portfolio)][1] ?? ''

  test('a ledger line worded otherwise is reversed, then written anew', async () => {
    const cells = ledgerLine.split(';')
    const corrected = cells.with(4, 'Loyer corrigé').with(5, '1 234,56').with(6, '').join(';')
    const { body } = await dropFile(t, text([ledgerHeader, corrected]))
    await confirmColumns(t, body.importId)
    const rehearsed = await rehearse(t, body.importId)
    expect(rehearsed.rehearsal?.fates.entry).toEqual({ created: 0, changed: 1, leftAlone: 0 })
    const { body: findings } = await t.call(contract.imports.listFindings, { importId: body.importId })
    expect(findings.rows[0]).toMatchObject({ line: 2, fate: 'changed' })
    await apply(t, body.importId)
    const { rows } = await t.owner.query(
      'select revision, amount_cents::int, label from rent_entry where organisation_id = $1 and external_id = $2 order by revision',
      [t.here.id, cells[0]],
    )
    expect(rows.length).toBe(3)
    expect(rows[1].amount_cents).toBe(-rows[0].amount_cents)
    expect(rows[2]).toEqual({ revision: 2, amount_cents: 123_456, label: 'Loyer corrigé' })
    const again = await importWhole(t, text([ledgerHeader, corrected]))
    expect(again.outcome?.fates.entry).toEqual({ created: 0, changed: 0, leftAlone: 1 })
  })

  test('a tenancy whose rent and end change is updated, and journaled with before and after', async () => {
    const changed = first.split(';').with(20, '30/11/2026').with(21, '999,99').join(';')
    const applied = await importWhole(t, text([tenancyHeader, changed]))
    expect(applied.outcome?.fates.tenancy).toEqual({ created: 0, changed: 1, leftAlone: 0 })
    const { rows } = await t.owner.query(
      `select t.rent_cents::int, t.ended_on::text, t.version, j.before, j.after from tenancy t
       join journal j on j.subject_id = t.id and j.act = 'tenancy-changed-by-import'
       where t.organisation_id = $1 and t.external_id = $2`,
      [t.here.id, first.split(';')[0]],
    )
    expect(rows[0]).toMatchObject({ rent_cents: 99_999, ended_on: '2026-11-30', version: 2 })
    expect(rows[0].after).toMatchObject({ rentCents: 99_999, endedOn: '2026-11-30' })
    expect(rows[0].before.rentCents).not.toBe(99_999)
  })

  test('a person edited in Palier keeps what was typed there', async () => {
    const number = first.split(';')[12]
    await t.owner.query(
      "update person set last_name = 'Saisi', phone = '+33600000000', version = 2 where organisation_id = $1 and external_id = $2",
      [t.here.id, number],
    )
    await importWhole(t, text([tenancyHeader, first]))
    const { rows } = await t.owner.query(
      'select last_name, phone from person where organisation_id = $1 and external_id = $2',
      [t.here.id, number],
    )
    expect(rows[0]).toEqual({ last_name: 'Saisi', phone: '+33600000000' })
  })

  test('a second contract of the same tenant (a garage) joins the same household', async () => {
    const garage = first.split(';').with(0, 'GARAGE1').with(7, 'LOT-GARAGE').join(';')
    await importWhole(t, text([tenancyHeader, garage]))
    const { rows } = await t.owner.query(
      'select count(distinct household_id)::int as households, count(*)::int as tenancies from tenancy where organisation_id = $1 and external_id in ($2, $3)',
      [t.here.id, 'GARAGE1', first.split(';')[0]],
    )
    expect(rows[0]).toEqual({ households: 1, tenancies: 2 })
  })

  test('lines without an identifier get a stable one, and twins are told apart', async () => {
    const [contractNumber] = [first.split(';')[0]]
    const lines = [
      'N° contrat;Date;Libellé;Montant',
      `${contractNumber};01/11/2026;Frais;10,00`,
      `${contractNumber};01/11/2026;Frais;10,00`,
      `${contractNumber};02/11/2026;Frais;10,00`,
    ]
    const applied = await importWhole(t, text(lines))
    expect(applied.outcome).toMatchObject({
      identifiersDerived: 3,
      linesRejected: 0,
      fates: { entry: { created: 3 } },
    })
    const again = await importWhole(t, text(lines))
    expect(again.outcome?.fates.entry).toEqual({ created: 0, changed: 0, leftAlone: 3 })
  })
})
