import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { fixedClock } from '#server/clock.ts'
import { readConfig } from '#server/config.ts'
import { findStory, tenancyNumberOf } from '#server/demo/landlord-portfolio.ts'
import { demoOrganisations } from '#server/demo/staff.ts'
import { type Running, start } from '#server/start.ts'
import { cloneDatabase } from '#tests/database.ts'

const [landlord, association] = demoOrganisations.map(({ id }) => id) as [string, string]

type Place = {
  owner: pg.Client
  load(at?: string): Promise<Running>
  close(): Promise<void>
}

/** An empty Palier, on a database of its own, that can be started on any day. */
const openPlace = async (): Promise<Place> => {
  const { serverUrl, template } = inject('postgres')
  const { url, adminUrl, drop } = await cloneDatabase(serverUrl, template)
  const home = await mkdtemp(join(tmpdir(), 'palier-demo-'))
  const owner = new pg.Client({ connectionString: adminUrl })
  await owner.connect()
  return {
    owner,
    async load(at = '2026-11-22T09:00:00Z') {
      const config = readConfig({ DATABASE_URL: url, PALIER_HOME: home, LOG_LEVEL: 'silent' })
      const running = await start(config, { http: false, jobs: false, clock: fixedClock(at) })
      await running.stop()
      return running
    },
    async close() {
      await owner.end()
      await drop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

let place: Place
beforeAll(async () => {
  place = await openPlace()
  await place.load()
}, 180_000)
afterAll(() => place.close())

const rowsOf = async (statement: string, values: unknown[] = []) =>
  (await place.owner.query(statement, values)).rows
const countOf = async (table: string, organisation: string): Promise<number> =>
  (await rowsOf(`select count(*)::int as n from ${table} where organisation_id = $1`, [organisation]))[0].n
const numberOf = (key: string): string => tenancyNumberOf(findStory(key))
const stateOf = async (key: string) =>
  (
    await rowsOf(
      `select s.*, s.first_default_on::text, s.report_due_on::text, m.name as referent
       from arrears_state s left join membership m on m.id = s.referent_id
       where s.organisation_id = $1 and s.tenancy_number = $2`,
      [landlord, numberOf(key)],
    )
  )[0]

test('the second start finds the demo and adds nothing', async () => {
  const before = await countOf('journal', landlord)
  expect((await place.load()).demoLoaded).toBe(false)
  expect(await countOf('journal', landlord)).toBe(before)
})

describe('the landlord', () => {
  test('has 2 400 tenancies and a year of ledger', async () => {
    expect(await countOf('tenancy', landlord)).toBe(2_400)
    const [span] = await rowsOf(
      `select min(entry_on)::text as first, max(entry_on)::text as last from rent_entry where organisation_id = $1`,
      [landlord],
    )
    expect(span.first).toBe('2025-12-01')
    expect(span.last <= '2026-11-22').toBe(true)
  })

  test('has been screened: some owe, most do not', async () => {
    const owing = await countOf('arrears_state', landlord)
    expect(owing).toBeGreaterThan(200)
    expect(owing).toBeLessThan(1_000)
  })

  test('has reported most of its old arrears, and forgot some', async () => {
    const [stages] = await rowsOf(
      `select count(*) filter (where stage = 'reported')::int as reported,
        count(*) filter (where stage = 'constituted' and report_due_on < '2026-11-22')::int as forgotten
       from arrears_state where organisation_id = $1`,
      [landlord],
    )
    expect(stages.forgotten).toBeGreaterThan(5)
    expect(stages.reported).toBeGreaterThan(stages.forgotten)
  })

  test('found a fresh default at once', async () => {
    const state = await stateOf('fresh-default')
    expect(state).toMatchObject({ stage: 'late', first_default_on: '2026-11-01', referent: 'Nadia Benali' })
  })

  test('follows a household that has been slipping, up to the plan it is offered', async () => {
    const state = await stateOf('slipping')
    expect(state).toMatchObject({ stage: 'reported', referent: 'Claire Fontaine' })
    const household = [state.household_id]
    expect(await rowsOf('select from budget_snapshot where household_id = $1', household)).toHaveLength(2)
    expect(await rowsOf('select from support_action where household_id = $1', household)).toHaveLength(3)
    expect(
      await rowsOf(
        `select e.kind from plan_event e join repayment_plan p on p.id = e.plan_id where p.household_id = $1`,
        household,
      ),
    ).toEqual([{ kind: 'proposed' }])
  })

  test('keeps one plan and sees that another missed an instalment, whose referent is told', async () => {
    const courses = await rowsOf(
      `select h.label, c.state, c.missed_count from plan_course c
       join repayment_plan p on p.id = c.plan_id join household h on h.id = p.household_id
       where c.state not in ('proposed') order by h.label`,
    )
    expect(courses).toMatchObject([
      { label: 'LE GOFF Loïc', state: 'missed', missed_count: 1 },
      { label: 'TRAORÉ Aïcha', state: 'active', missed_count: 0 },
    ])
    const told = await rowsOf(
      `select t.kind from task t join household h on h.id = t.household_id
       where h.label = 'LE GOFF Loïc' and t.closed_at is null and t.kind = 'plan-instalment-missed'`,
    )
    expect(told).toHaveLength(1)
  })

  test('must report an arrears within days', async () => {
    const { report_due_on: due } = await stateOf('report-soon')
    expect(due >= '2026-11-23' && due <= '2026-12-02').toBe(true)
  })

  test('shows who becomes arrears in 2027 and who ceases to be', async () => {
    expect(await stateOf('becomes-arrears')).toMatchObject({ regime_change: 'becomes-arrears' })
    expect(await stateOf('ceases')).toMatchObject({ regime_change: 'ceases' })
  })

  test('has a household that someone left', async () => {
    const left = await rowsOf(
      `select p.last_name from household_member m join person p on p.id = m.person_id
       where m.organisation_id = $1 and m.left_on is not null`,
      [landlord],
    )
    expect(left).toEqual([{ last_name: 'Pereira da Silva' }])
  })

  test('is offered the same person twice, to merge', async () => {
    const pairs = await rowsOf(
      `select a.last_name as a, b.last_name as b from duplicate_proposal d
       join person a on a.id = d.person_a join person b on b.id = d.person_b
       where d.state = 'proposed' and a.first_name in ('Jérôme', 'Jerome') and a.last_name in ('Müller', 'MULLER')
         and b.last_name in ('Müller', 'MULLER') and a.birth_on = b.birth_on`,
    )
    expect(pairs.map(({ a, b }) => [a, b].sort())).toContainEqual(['MULLER', 'Müller'])
  })

  test('dates what the staff did on its day, never after today', async () => {
    const [journal] = await rowsOf(
      `select min(at)::date::text as first, count(*) filter (where at > '2026-11-22T09:30:00Z' and act <> 'demo-loaded')::int as later
       from journal where organisation_id = $1 and household_id is not null`,
      [landlord],
    )
    expect(journal.first < '2026-04-01').toBe(true)
  })
})

describe('the association', () => {
  test('follows households of its own, and nobody of it is in the landlord’s files', async () => {
    expect(await countOf('household', association)).toBeGreaterThan(30)
    expect(await countOf('task', association)).toBeGreaterThan(10)
    expect(await countOf('rent_entry', association)).toBe(0)
    const shared = await rowsOf(
      `select from household_referent r join membership m on m.id = r.membership_id
       where m.organisation_id <> r.organisation_id`,
    )
    expect(shared).toHaveLength(0)
  })

  test('has a volunteer who accompanies some households only', async () => {
    const [volunteer] = await rowsOf(
      `select count(*)::int as n from household_referent r join membership m on m.id = r.membership_id
       where r.organisation_id = $1 and m.role = 'volunteer'`,
      [association],
    )
    expect(volunteer.n).toBeGreaterThan(2)
    expect(volunteer.n).toBeLessThan(await countOf('household', association))
  })
})

const slow = { timeout: 120_000 }

test(
  'a load that is cut short leaves nothing half-written, and the next start completes it',
  slow,
  async () => {
    const other = await openPlace()
    try {
      await other.owner.query(`create function cut() returns trigger language plpgsql as $$ begin raise 'cut'; end $$;
      create trigger cut before insert on budget_snapshot execute function cut()`)
      await expect(other.load()).rejects.toThrow('cut')
      const { rows } = await other.owner.query('select count(*)::int as n from tenancy')
      expect(rows).toEqual([{ n: 0 }])
      await other.owner.query('drop trigger cut on budget_snapshot')
      expect((await other.load()).demoLoaded).toBe(true)
      const after = await other.owner.query(
        'select (select count(*)::int from tenancy) as tenancies, (select count(*)::int from membership) as members',
      )
      const members = demoOrganisations.flatMap((organisation) => organisation.members).length
      expect(after.rows).toEqual([{ tenancies: 2_400, members }])
    } finally {
      await other.close()
    }
  },
)

test.each(['2026-08-31', '2027-01-01', '2027-03-04'])(
  'the stories hold when the demo starts on %s',
  async (day) => {
    const other = await openPlace()
    try {
      await other.load(`${day}T09:00:00Z`)
      const { rows } = await other.owner.query(
        `select c.missed_count, s.report_due_on - $1::date as days_to_report
       from tenancy t
       left join repayment_plan p on p.tenancy_id = t.id left join plan_course c on c.plan_id = p.id
       left join arrears_state s on s.tenancy_id = t.id
       where t.external_id = any ($2) order by array_position($2, t.external_id)`,
        [day, ['report-soon', 'plan-missed', 'plan-kept'].map(numberOf)],
      )
      const [reported, missed, kept] = rows
      expect(reported.days_to_report).toBeGreaterThan(0)
      expect(reported.days_to_report).toBeLessThan(12)
      expect([missed.missed_count, kept.missed_count]).toEqual([1, 0])
    } finally {
      await other.close()
    }
  },
  slow.timeout,
)
