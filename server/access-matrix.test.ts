import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '#contract/endpoint.ts'
import { contract, endpoints } from '#contract/index.ts'
import { type Role, reachOf } from '#domain/access.ts'
import { unzip } from '#server/exports/unzip-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeReferent } from '#tests/make-household.ts'
import { type PlantedWorld, plantWorld, secretsIn } from '#tests/planted-world.ts'
import { questions } from '#tests/questions.ts'
import { readPdf } from '#tests/read-pdf.ts'

let t: TestHouse
/** A household the volunteer accompanies and the prescriber sent, on the social side. */
let near: PlantedWorld
/** One that has nothing to do with either, on the side of rent management. */
let far: PlantedWorld

const reading = endpoints.filter(({ kind }) => kind === 'query' || kind === 'download')

beforeAll(async () => {
  t = await openTestHouse()
  const { volunteer, prescriber } = t.here.members
  // Whoever wrote is of the team of all the callers: what they do not read is kept from them by their role alone.
  const refs = { 'membership.team_id': t.here.teamId }
  near = await plantWorld(t.owner, t.here, {
    compartment: 'social',
    prefix: 'zqn',
    firstAmount: 700_000_000,
    refs: { ...refs, 'referral.prescriber_id': prescriber.membershipId },
  })
  far = await plantWorld(t.owner, t.here, {
    compartment: 'gestion',
    prefix: 'zqf',
    firstAmount: 800_000_000,
    refs,
  })
  await makeReferent(t.owner, volunteer, near.id, { kind: 'volunteer' })
  await t.owner.query(
    'insert into volunteer_pair_member (organisation_id, pair_id, membership_id, from_on) values ($1, $2, $3, $4)',
    [t.here.id, near.id, volunteer.membershipId, '2026-01-15'],
  )
  await t.call(contract.volunteers.acceptCommitment, { edition: 1 }, { as: 'volunteer' })
  await t.owner.query('select refresh_household_search($1::uuid[])', [[near.id, far.id]])
  for (const world of [near, far]) {
    const words = `words-of-${world.id.slice(-12)}`
    await keepFile(world.id, words)
    world.secrets.set(words, 'stored_file content')
  }
})
afterAll(() => t.close())

/** The file that the documents of a world point at: its words are one more secret. */
const keepFile = async (id: string, secret: string) => {
  const { storageKey } = await t.house.files.write(t.here.id, Readable.from([`%PDF-1.7 ${secret}`]), 1_000)
  await t.owner.query('update stored_file set storage_key = $1 where id = $2', [storageKey, id])
}

type Told = { status: number; text: string }

/** What came back, the inside of archives and of PDFs included. */
const ask = async (endpoint: Endpoint, input: object, as: Role): Promise<Told> => {
  const response = await t.send(endpoint, input, { as })
  const bytes = Buffer.from(await response.arrayBuffer())
  const raw = `${bytes.toString('utf8')}\n${bytes.toString('latin1')}`
  const inside = bytes.subarray(0, 2).toString() === 'PK' ? [...(await unzip(bytes)).values()].join('\n') : ''
  const drawn = bytes.subarray(0, 4).toString() === '%PDF' ? readPdf(bytes) : ''
  return { status: response.status, text: [raw, inside, drawn].join('\n') }
}

/** Every secret that comes out to a role, over the whole API, with the endpoints it came out of. */
const everythingTold = async (as: Role, world: PlantedWorld): Promise<Map<string, Set<string>>> => {
  const found = new Map<string, Set<string>>()
  const word = [...world.secrets].find(([, place]) => place === 'household.label')?.[0] ?? ''
  for (const endpoint of reading)
    for (const input of questions[endpoint.name]?.(world.id, word) ?? []) {
      const { status, text } = await ask(endpoint, input, as)
      if (reachOf(as, endpoint.action) === 'never')
        expect([endpoint.name, status]).toEqual([endpoint.name, 403])
      expect(status, `${endpoint.name}: ${text.slice(0, 500)}`).toBeLessThan(500)
      expect(status, `${endpoint.name}: ${text.slice(0, 500)}`).not.toBe(400)
      for (const place of secretsIn(text, world))
        found.set(place, (found.get(place) ?? new Set()).add(endpoint.name))
    }
  return found
}

const placesOf = (found: ReadonlyMap<string, unknown>) => [...found.keys()].sort()
const mayLeave = (found: Map<string, Set<string>>, forbidden: (place: string) => boolean) =>
  [...found]
    .filter(([place]) => forbidden(place))
    .map(([place, from]) => `${place} from ${[...from].join(', ')}`)

test('every query and download of the API is asked, and nothing else', () => {
  expect(Object.keys(questions).sort()).toEqual(reading.map(({ name }) => name).sort())
})

test('the world is there to be read: who may read everything finds it', async () => {
  const found = await everythingTold('coordinator', near)
  expect(placesOf(found)).toEqual(
    expect.arrayContaining([
      'application.summary',
      'appointment.title',
      'arrears_state.debt_cents',
      'budget_line.amount_cents',
      'convention.title',
      'document.title',
      'envelope.label',
      'financing.granted_cents',
      'home_search.wishes',
      'household.label',
      'invoice.number',
      'ledger_transaction.label',
      'log_entry.body',
      'log_entry_version.body',
      'objective.own_words',
      'payee.name',
      'person.last_name',
      'prescriber_report_version.words',
      'referral.content',
      'relative.name',
      'rent_entry.amount_cents',
      'repayment_plan.debt_cents',
      'sepa_mandate.debtor',
      'stored_file content',
      'subsidy.funder_name',
      'support_assessment.summary',
      'task.title',
      'technical_report.description',
      'volunteer_pair.shared_note',
    ]),
  )
  // What is typeset and what is zipped is read as well as what is sent as text.
  expect([...found.values()].flatMap((from) => [...from])).toEqual(
    expect.arrayContaining(['plans.downloadAgreement', 'supportPlan.downloadContract', 'measures.export']),
  )
}, 120_000)

describe('a volunteer', () => {
  test('reads of the household they accompany who, where, whom to call and what was told them', async () => {
    expect(placesOf(await everythingTold('volunteer', near))).toEqual([
      'building.post_code',
      'building.street',
      'building.town',
      'household.label',
      'membership.email',
      'membership.name',
      'membership.phone',
      'person.civility',
      'person.first_name',
      'person.last_name',
      'person.phone',
      'person.second_phone',
      'team.name',
      'volunteer_pair.shared_note',
    ])
  })

  test('and of another household nothing, not even that it exists', async () => {
    expect(placesOf(await everythingTold('volunteer', far))).toEqual(['membership.name', 'team.name'])
    const { body } = await t.call(contract.volunteers.listOwn, {}, { as: 'volunteer' })
    expect([body.total.count, body.households.length]).toEqual([1, 1])
  })

  test('counts, in what is theirs, nothing that is others’', async () => {
    for (const endpoint of [contract.tasks.list, contract.appointments.list]) {
      const { body } = await t.call(endpoint, {}, { as: 'volunteer' })
      expect([endpoint.name, body.total.count]).toEqual([endpoint.name, 0])
    }
    const { body } = await t.call(contract.myDay.open, {}, { as: 'volunteer' })
    expect([body.forgotten.total.count, body.news, body.tasks]).toEqual([0, [], []])
  })
})

test('a prescriber reads the requests they sent, and no other', async () => {
  expect(placesOf(await everythingTold('prescriber', near))).toEqual([
    'referral.content',
    'referral.reference',
    'referral.subject_label',
  ])
  expect(placesOf(await everythingTold('prescriber', far))).toEqual([])
})

describe('an auditor reads figures and lists', () => {
  /** Labels of money: envelopes and accounts name no person, and what the house writes in its books names none either. */
  const ofMoney = ['envelope', 'ledger_account', 'ledger_transaction', 'payment_order'].map(
    (table) => `${table}.label`,
  )
  const isNaming = (place: string) =>
    !ofMoney.includes(place) &&
    (/label$|^(person|relative|household|log_entry|log_entry_version|document|task|appointment|budget|consent)/.test(
      place,
    ) ||
      /^(payee|sepa_mandate|bank_|statement_line|invoice_approval|loan_payment|write_off|subsidy|tax_income)/.test(
        place,
      ) ||
      ['application.summary', 'application_event.detail'].includes(place))
  const lists = [
    'approval.reference',
    'arrears_state.debt_cents',
    'association_lease.association_name',
    'financing_standing.outstanding_cents',
    'ledger_transaction.label',
    'programme_version.name',
  ]

  test('without a name, a write-up or the social side', async () => {
    for (const world of [near, far]) {
      const found = await everythingTold('auditor', world)
      expect(mayLeave(found, isNaming)).toEqual([])
      expect(placesOf(found)).toEqual(expect.arrayContaining(lists))
    }
  }, 120_000)

  test('and may not guess a name by searching for it', async () => {
    const [word = ''] = [...near.secrets].find(([, place]) => place === 'household.label') ?? []
    const { body } = await t.call(contract.arrears.listWorklist, { text: word }, { as: 'auditor' })
    expect(body.total.count).toBe(0)
    const coordinator = await t.call(contract.arrears.listWorklist, {}, { as: 'coordinator' })
    expect(coordinator.body.total.count).toBe(2)
  })
})

describe('rent staff', () => {
  /** The social side, whichever household it is about (CP 226-13). */
  const isSocial = (place: string) =>
    /^(relative|budget_|measure|message|objective|prescriber_report|referral|support_assessment|volunteer_)/.test(
      place,
    ) ||
    [
      'consent.partner',
      'contact_refusal.reason',
      'home_search.wishes',
      'home_proposal.refusal_note',
      'measure_check.reason',
      'parcel_sent.words',
      'support_action.note',
    ].includes(place)
  /** Loans, aids, what is paid and the books: the lender's, not the landlord's. */
  const isMoney = (place: string) =>
    /^(application|bank_|committee|envelope|financing|invoice|ledger|loan|offer|payee|payment_order|schedule|sepa_mandate|statement_line|subsidy|tax_income|write_off)/.test(
      place,
    )
  const isSided = (place: string) => /^(log_entry|log_entry_version|document|task|appointment)\./.test(place)

  test('read nothing of the social side, nor what stands in its compartment', async () => {
    const found = await everythingTold('rent-officer', near)
    expect(mayLeave(found, (place) => isSocial(place) || isSided(place) || isMoney(place))).toEqual([])
    // The photographs of a report leave it once they are filed on the social side.
    expect(found.get('stored_file content')).not.toContain('technicalReports.openPhoto')
    expect(placesOf(found)).toEqual(
      expect.arrayContaining(['household.label', 'rent_entry.amount_cents', 'repayment_plan.debt_cents']),
    )
  }, 120_000)

  test('read their own side', async () => {
    const found = await everythingTold('rent-officer', far)
    expect(mayLeave(found, (place) => isSocial(place) || isMoney(place))).toEqual([])
    expect(placesOf(found)).toEqual(
      expect.arrayContaining(['appointment.title', 'log_entry.body', 'document.title', 'task.title']),
    )
    expect(found.get('document.title')).toContain('technicalReports.open')
    expect(found.get('stored_file content')).toContain('technicalReports.openPhoto')
  }, 120_000)

  test('learn that an action of support goes on, and read of its notes those they wrote', async () => {
    const propose = { householdId: far.id, kind: 'budget-support', note: 'Écrit par la gestion.' } as const
    expect((await t.call(contract.plans.proposeAction, propose, { as: 'rent-officer' })).status).toBe(200)
    const notesOf = async (as: Role) => {
      const { body } = await t.call(contract.plans.openSupport, { householdId: far.id }, { as })
      return body.actions.map(({ kind, note }) => [kind, note])
    }
    expect(await notesOf('rent-officer')).toEqual([
      ['budget-support', 'Écrit par la gestion.'],
      ['open-rights', null],
    ])
    expect((await notesOf('finance-officer')).map(([, note]) => note)).toEqual([null, null])
    expect(await notesOf('social-worker')).toEqual([
      ['budget-support', 'Écrit par la gestion.'],
      ['open-rights', expect.stringContaining('zqf')],
    ])
  })
})

describe('a project officer, who leads measures', () => {
  test('is told what a measure waits for, without the other tasks nor the write-ups of the social side', async () => {
    const found = await everythingTold('project-officer', near)
    expect(mayLeave(found, (place) => /^(log_entry|document|task|appointment|budget)/.test(place))).toEqual(
      [],
    )
    expect(placesOf(found)).toEqual(expect.arrayContaining(['objective.own_words']))
    await t.owner.query(
      `insert into task (organisation_id, id, household_id, kind, title, due_on, compartment, created_at)
       values ($1, gen_random_uuid(), $2, 'plan-action-late', 'Action du projet en retard', '2026-11-20', 'social', now())`,
      [t.here.id, near.id],
    )
    for (const role of ['project-officer', 'rent-officer'] as const)
      await makeReferent(t.owner, t.here.members[role], near.id)
    const titlesOf = async (as: Role) => {
      const { body } = await t.call(contract.tasks.list, { whose: 'mine' }, { as })
      return body.rows.filter(({ household }) => household?.id === near.id).map(({ title }) => title)
    }
    expect(await titlesOf('project-officer')).toEqual(['Action du projet en retard'])
    expect(await titlesOf('rent-officer')).toEqual([])
    const { body } = await t.call(contract.myDay.open, {}, { as: 'project-officer' })
    expect(body.tasks.map(({ title }) => title)).toContain('Action du projet en retard')
  }, 120_000)
})

describe('the calendar one follows elsewhere', () => {
  const feedOf = async (as: Role) => {
    const { body } = await t.call(contract.appointments.renewFeed, { showsNames: true }, { as })
    const response = await t.app.request(new URL(body.url ?? '').pathname)
    expect(response.status).toBe(200)
    return response.text()
  }
  const visit = { startsAt: '2026-11-24T09:00:00Z', endsAt: '2026-11-24T10:00:00Z', title: 'Thé du mardi' }

  test.each(['volunteer', 'rent-officer'] as const)(
    'of a %s holds their own appointments only',
    async (as) => {
      expect(secretsIn(await feedOf(as), near)).toEqual([])
      await t.call(contract.appointments.add, { ...visit, householdId: near.id }, { as })
      const feed = await feedOf(as)
      expect(feed).toContain('Thé du mardi')
      expect(secretsIn(feed, near)).toEqual(['household.label'])
      expect(secretsIn(feed, far)).toEqual([])
    },
  )
})
