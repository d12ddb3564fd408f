import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { blankPlan, type FinancingPlan, type PlanResource } from '#domain/funding/financing-plan.ts'
import {
  makeApplicant,
  openApplication,
  plantCommune,
  publishProduct,
  reasonOf,
} from '#server/applications/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { financingPlans } = contract

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
  await plantCommune(t)
})
afterAll(() => t.close())

const resource = (cents: number, change: Partial<PlanResource> = {}): PlanResource => ({
  id: randomUUIDv7(),
  kind: 'subsidy',
  label: 'Anah',
  funderKind: 'anah',
  partnerId: null,
  cents,
  countsInCap: true,
  reduction: 'self',
  rank: 0,
  lineId: null,
  ...change,
})
const planOf = (resources: PlanResource[]): FinancingPlan => ({
  ...blankPlan,
  costs: [
    { id: randomUUIDv7(), kind: 'works', label: 'Isolation', netCents: 3_400_000, vatBasisPoints: 550 },
  ],
  resources,
})
const open = async (applicationId: string) => (await t.call(financingPlans.open, { applicationId })).body
const save = (applicationId: string, number: number, plan: FinancingPlan, reason = 'Devis reçus.') =>
  t.call(financingPlans.save, { applicationId, number, plan, reason }, { as: 'social-worker' })
const anahOf = async (applicationId: string) => (await open(applicationId)).subsidies[0]

test('before any version, the plan proposed is what the file asks of the house, advances aside', async () => {
  const loan = await publishProduct(t, 'MS_LOAN', 'Prêt plan')
  const advance = await publishProduct(t, 'SUBSIDY_ADVANCE', 'Avance plan')
  const applicationId = await openApplication(t, await makeApplicant(t))
  await t.call(contract.applications.setLines, {
    applicationId,
    version: 1,
    lines: [
      { productId: loan, requestedCents: 687_000, months: 84 },
      { productId: advance, requestedCents: 2_900_000, months: 18 },
    ],
  })
  const { currentNumber, plan } = await open(applicationId)
  expect(currentNumber).toBe(0)
  expect(plan.resources.map(({ kind, cents }) => [kind, cents])).toEqual([['loan', 687_000]])
})

test('versions follow one another; an older reading, a plan that says the same and wrong lines are refused', async () => {
  const applicationId = await openApplication(t, await makeApplicant(t))
  const plan = planOf([
    resource(2_400_000),
    resource(500_000, { label: 'EPCI', funderKind: 'epci', reduction: 'manual' }),
  ])
  expect((await save(applicationId, 0, plan)).body).toEqual({ number: 1 })
  expect(reasonOf(await save(applicationId, 0, plan))).toEqual([409, 'stale-version'])
  expect(reasonOf(await save(applicationId, 1, plan))).toEqual([409, 'unchanged'])
  expect(reasonOf(await save(applicationId, 1, planOf([resource(0)])))).toEqual([409, 'unsound'])
  const revised = {
    ...plan,
    resources: plan.resources.map((one) => ({ ...one, cents: one.cents - 100_000 })),
  }
  expect((await save(applicationId, 1, revised, 'Anah révisée.')).body).toEqual({ number: 2 })
  const { versions, currentNumber, simulations, caps } = await open(applicationId)
  expect([currentNumber, versions.map(({ number, reason }) => [number, reason])]).toEqual([
    2,
    [
      [2, 'Anah révisée.'],
      [1, 'Devis reçus.'],
    ],
  ])
  expect(simulations).toMatchObject([{ key: 'mpr-ampleur', cents: 2_400_000 }])
  expect(caps[0]).toMatchObject({ basisPoints: 10_000 })
  const { rows } = await t.owner.query(
    `select (plan->'resources'->0->>'cents')::int as cents from financing_plan_version where application_id = $1 order by number`,
    [applicationId],
  )
  expect(rows).toEqual([{ cents: 2_400_000 }, { cents: 2_300_000 }])
})

test('a subsidy is asked for, notified, revised; its row says where it stands', async () => {
  const applicationId = await openApplication(t, await makeApplicant(t))
  const anah = resource(2_400_000)
  const own = resource(100_000, { kind: 'own-contribution', funderKind: null })
  await save(applicationId, 0, planOf([anah, own]))
  const request = { applicationId, resourceId: anah.id, cents: 2_400_000, on: '2026-09-01' as const }
  expect(reasonOf(await t.call(financingPlans.requestSubsidy, { ...request, resourceId: own.id }))).toEqual([
    409,
    'not-a-subsidy',
  ])
  expect(reasonOf(await t.call(financingPlans.requestSubsidy, { ...request, on: '2026-12-01' }))).toEqual([
    409,
    'future-day',
  ])
  expect((await t.call(financingPlans.requestSubsidy, request)).status).toBe(200)
  expect(reasonOf(await t.call(financingPlans.requestSubsidy, request))).toEqual([409, 'already-requested'])
  expect(reasonOf(await save(applicationId, 1, planOf([own])))).toEqual([409, 'subsidy-dropped'])

  const subsidyId = (await anahOf(applicationId))?.subsidyId ?? ''
  const tell = async (fact: Parameters<typeof t.call<typeof financingPlans.recordSubsidyFact>>[1]['fact']) =>
    t.call(financingPlans.recordSubsidyFact, {
      subsidyId,
      version: (await anahOf(applicationId))?.version ?? 0,
      fact,
    })
  expect(reasonOf(await tell({ kind: 'revised', on: '2026-09-10', cents: 1 }))).toEqual([409, 'out-of-order'])
  expect(
    reasonOf(await tell({ kind: 'notified', on: '2026-10-10', cents: 1, deadline: '2026-10-01' })),
  ).toEqual([409, 'deadline-before-notice'])
  await tell({ kind: 'declared-complete', on: '2026-09-05' })
  await tell({ kind: 'notified', on: '2026-10-10', cents: 2_300_000, deadline: '2029-10-10' })
  await tell({ kind: 'revised', on: '2026-11-10', cents: 2_240_000 })
  expect(await anahOf(applicationId)).toMatchObject({
    status: 'revised',
    liveCents: 2_240_000,
    requestedCents: 2_400_000,
  })
  const rowOf = async () =>
    (
      await t.owner.query(
        `select requested_cents, complete_on::text, notified_cents, notified_deadline::text, ended_as from subsidy where id = $1`,
        [subsidyId],
      )
    ).rows[0]
  expect(await rowOf()).toMatchObject({
    complete_on: '2026-09-05',
    notified_deadline: '2029-10-10',
    ended_as: null,
  })
  const before = await anahOf(applicationId)
  const factOf = (kind: string) => before?.facts.find((one) => one.kind === kind)?.factId ?? ''
  const cancel = async (factId: string) =>
    t.call(financingPlans.cancelSubsidyFact, {
      subsidyId,
      version: (await anahOf(applicationId))?.version ?? 0,
      factId,
      reason: 'Erreur de saisie.',
    })
  expect(reasonOf(await cancel(factOf('requested')))).toEqual([409, 'kept-fact'])
  expect(reasonOf(await cancel(factOf('notified')))).toEqual([409, 'contradicts-later-fact'])
  expect((await cancel(factOf('revised'))).status).toBe(200)
  expect(await anahOf(applicationId)).toMatchObject({ status: 'notified', liveCents: 2_300_000 })
})

test('another organisation finds neither the plan nor the subsidy', async () => {
  const applicationId = await openApplication(t, await makeApplicant(t))
  const anah = resource(100_000)
  await save(applicationId, 0, planOf([anah]))
  const asked = { applicationId, resourceId: anah.id, cents: 100_000, on: '2026-11-01' as const }
  await t.call(financingPlans.requestSubsidy, asked)
  const subsidyId = (await anahOf(applicationId))?.subsidyId ?? ''
  const elsewhere = { in: t.elsewhere }
  expect(reasonOf(await t.call(financingPlans.open, { applicationId }, elsewhere))).toEqual([
    409,
    'unknown-record',
  ])
  expect(
    reasonOf(
      await t.call(
        financingPlans.recordSubsidyFact,
        { subsidyId, version: 1, fact: { kind: 'declared-complete', on: '2026-11-02' } },
        elsewhere,
      ),
    ),
  ).toEqual([409, 'unknown-record'])
  expect((await t.call(financingPlans.open, { applicationId }, { as: 'auditor' })).status).toBe(403)
})
