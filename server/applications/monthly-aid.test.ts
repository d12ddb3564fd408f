import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import {
  makeApplicant,
  openApplication,
  plantCommune,
  publishProduct,
  reasonOf,
} from '#server/applications/world-for-tests.ts'
import { delegate } from '#server/offers/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { applications } = contract
const today = '2026-11-22'

let t: TestHouse
let monthly: string
beforeAll(async () => {
  t = await openTestHouse()
  await plantCommune(t)
  monthly = await publishProduct(t, 'MONTHLY_AID', 'Aide mensuelle', {
    eligibility: [],
    delegationUpToCents: 100_000,
    documents: [],
  })
})
afterAll(() => t.close())

const versionOf = async (applicationId: string) =>
  (await t.call(applications.open, { applicationId })).body.version
type Line = {
  productId: string
  requestedCents: number
  months: number
  firstMonth: `${number}-${number}-${number}`
}
const setLines = async (applicationId: string, lines: Line[]) =>
  t.call(applications.setLines, { applicationId, version: await versionOf(applicationId), lines })
const file = async (applicationId: string) =>
  t.call(applications.file, { applicationId, version: await versionOf(applicationId), on: today })

describe('150 € a month', () => {
  const ask = async (householdId: string, firstMonth: `${number}-${number}-01`, months: number) => {
    const applicationId = await openApplication(t, householdId, {
      field: 'rent-debt',
      purpose: 'income-loss',
    })
    await setLines(applicationId, [
      { productId: monthly, requestedCents: 15_000 * months, months, firstMonth },
    ])
    return { applicationId, filed: await file(applicationId) }
  }
  test('a seventh month is refused, in another file too; after a month without aid it is allowed', async () => {
    const householdId = await makeApplicant(t)
    expect((await ask(householdId, '2026-07-01', 6)).filed.status).toBe(200)
    const seventh = await ask(householdId, '2027-01-01', 1)
    expect(reasonOf(seventh.filed)).toEqual([409, 'incomplete'])
    expect((seventh.filed.body as never as { details: { missing: string[] } }).details.missing[0]).toContain(
      'Au plus 6 mois de suite',
    )
    expect((await ask(householdId, '2027-02-01', 6)).filed.status).toBe(200)
  })
  test('seven at once, or another amount, are refused', async () => {
    expect(reasonOf((await ask(await makeApplicant(t), '2026-12-01', 7)).filed)).toEqual([409, 'incomplete'])
  })
  test('counted again when it is granted: another file may have been granted since', async () => {
    const householdId = await makeApplicant(t)
    const grant = async (applicationId: string, months: number) => {
      const { rows } = await t.owner.query<{ id: string }>(
        'select id from application_line where application_id = $1',
        [applicationId],
      )
      const decision = { outcome: 'granted' as const, cents: 15_000 * months, months, envelopeId: null }
      return t.call(
        contract.committees.decideAlone,
        { lineId: rows[0]?.id ?? '', on: today, decision },
        { as: 'finance-officer' },
      )
    }
    const instructed = async (applicationId: string) => {
      const { status } = await t.call(
        contract.reviews.declareComplete,
        { applicationId, on: today },
        { as: 'project-officer' },
      )
      expect(status).toBe(200)
    }
    await delegate(t)
    const first = await ask(householdId, '2026-07-01', 6)
    await instructed(first.applicationId)
    // Refused, it leaves its months to the next file; opened again, it may no longer take them all.
    const refusal = {
      outcome: 'refused' as const,
      reasons: ['other-aid-first' as const],
      text: 'Autre aide.',
    }
    const lineId = (await t.call(contract.applications.open, { applicationId: first.applicationId })).body
      .lines[0]?.lineId
    const decideOn = { lineId: lineId ?? '', on: '2026-11-22' as const }
    await t.call(
      contract.committees.decideAlone,
      { ...decideOn, decision: refusal },
      { as: 'finance-officer' },
    )
    const second = await ask(householdId, '2027-01-01', 2)
    expect(second.filed.status).toBe(200)
    await instructed(second.applicationId)
    expect(reasonOf(await grant(second.applicationId, 2))).toEqual([200, undefined])
    const reopened = await t.call(
      contract.reviews.reopen,
      {
        applicationId: first.applicationId,
        on: today,
        reason: 'Situation changée',
        lineIds: [lineId ?? ''],
      },
      { as: 'coordinator' },
    )
    expect(reasonOf(reopened)).toEqual([200, undefined])
    const tooLong = await grant(first.applicationId, 6)
    expect(reasonOf(tooLong)).toEqual([409, 'too-many-in-a-row'])
    expect((tooLong.body as never as { details: { told: string } }).details.told).toContain('8 mois de suite')
    const { rows } = await t.owner.query('select from financing where application_id = $1', [
      first.applicationId,
    ])
    expect(rows).toHaveLength(0)
    // July to October leaves November and December without aid.
    expect(reasonOf(await grant(first.applicationId, 4))).toEqual([200, undefined])
  })
  test('two files that ask for the same months at the same moment are not both filed', async () => {
    const householdId = await makeApplicant(t)
    const both = await Promise.all(
      [1, 2].map(async () => {
        const applicationId = await openApplication(t, householdId, {
          field: 'rent-debt',
          purpose: 'income-loss',
        })
        await setLines(applicationId, [
          { productId: monthly, requestedCents: 60_000, months: 4, firstMonth: '2026-12-01' },
        ])
        await t.owner.query('update application_line set first_month = $2 where application_id = $1', [
          applicationId,
          '2026-12-01',
        ])
        return { applicationId, version: await versionOf(applicationId) }
      }),
    )
    await t.owner.query(`update application_line set first_month = '2027-04-01' where application_id = $1`, [
      both[1]?.applicationId,
    ])
    const answers = await Promise.all(both.map((one) => t.call(applications.file, { ...one, on: today })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })
})
