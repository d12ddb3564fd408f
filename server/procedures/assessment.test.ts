import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { type AssessmentTexts, assessmentHeadings } from '#domain/procedures/assessment-headings.ts'
import {
  addBudget,
  addEntries,
  makeAccount,
  type TestAccount,
  workedDebt,
} from '#server/plans/household-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeReferent } from '#tests/make-household.ts'
import { readPdf } from '#tests/read-pdf.ts'
import { openProcedureIn, recordFacts, type TestProcedure } from './procedure-for-tests.ts'

const { procedures } = contract
let t: TestHouse
let account: TestAccount
let assessment: TestProcedure
const as = { as: 'social-worker' } as const

const blank = Object.fromEntries(assessmentHeadings.map((heading) => [heading, ''])) as AssessmentTexts
const texts: AssessmentTexts = { ...blank, recommendations: 'Accorder des délais.\n\nSaisir le FSL.' }
const read = async () => (await t.call(procedures.getAssessment, assessment, as)).body
const save = (version: number, written = texts, options: Parameters<TestHouse['call']>[2] = as) =>
  t.call(procedures.saveAssessment, { ...assessment, version, texts: { ...written } }, options)

beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())
beforeEach(async () => {
  account = await makeAccount(t.owner, t.here, { rent: 45_000, benefit: 20_000 })
  await addEntries(t.owner, account, workedDebt)
  await addBudget(t.owner, account, t.here.members['social-worker'].membershipId, 14_400)
  await makeReferent(t.owner, t.here.members['social-worker'], account.householdId)
  assessment = await openProcedureIn(t, {
    householdId: account.householdId,
    kind: 'social-assessment',
    openedOn: '2026-03-03',
    circumstances: { court: 'Tribunal judiciaire de Clermont-Ferrand' },
  })
  await recordFacts(t, assessment, [
    ['2026-03-06', 'requested', { hearingOn: '2026-05-05' }],
    ['2026-03-20', 'interview-offered'],
    ['2026-04-02', 'interview-held'],
    ['2026-04-10', 'observations-asked', { observationsBy: '2026-04-20' }],
  ])
})

test('the fifteen headings are filled from the file where it knows', async () => {
  const { fromFile, texts: none, version } = await read()
  expect([none, version]).toEqual([null, 0])
  expect(Object.keys(fromFile)).toHaveLength(15)
  expect(fromFile.presence).toBe('Le locataire a été reçu en entretien le 2 avril 2026.')
  expect(fromFile.sending).toContain('jusqu’au 20 avril 2026')
  expect(fromFile.tenant).toContain('Martine Durand')
  expect(fromFile.tenancy).toContain('450,00')
  expect(fromFile.tenancy).toContain('CAF')
  expect(fromFile.debt).toContain('1\u202f847,53')
  expect(fromFile.family).toBe('1 personne dans le logement.')
  expect(fromFile.support).toContain('Suivi par')
  expect(fromFile.capacity).toContain('Capacité de remboursement')
  expect(fromFile.recommendations).toBe('')
})

test('what is written is kept by version, read again, and journaled without a word of it', async () => {
  expect((await save(0)).body).toEqual({ version: 1 })
  expect((await save(0)).body).toMatchObject({ reason: 'stale-version', details: { version: 1 } })
  expect((await save(1, { ...texts, rehousing: 'Demande de mutation faite.' })).body).toEqual({ version: 2 })
  expect((await read()).texts?.rehousing).toBe('Demande de mutation faite.')
  const { rows } = await t.owner.query(
    "select before, after from journal where act = 'social-assessment-written' and household_id = $1",
    [account.householdId],
  )
  expect(rows).toEqual(Array.from({ length: 2 }, () => ({ before: null, after: null })))
})

test('the PDF has its fifteen headings, the hearing, and its reader', async () => {
  const download = (reader: 'judge' | 'tenant' | 'landlord') =>
    t.send(procedures.downloadAssessment, { ...assessment, for: reader }, as)
  expect((await download('judge')).status).toBe(409)
  await save(0)
  const text = readPdf(new Uint8Array(await (await download('judge')).arrayBuffer()))
  for (const words of [
    'Audience du 5 mai 2026',
    'Tribunal judiciaire de Clermont-Ferrand',
    '1. Auteur du diagnostic',
    '12. Préconisations',
    '15. Saisine de la CCAPEX',
    'Saisir le FSL.',
    'Sans objet ou non connu.',
  ])
    expect(text.replace(/\s+/g, ' ')).toContain(words)
  const tenant = readPdf(new Uint8Array(await (await download('tenant')).arrayBuffer()))
  expect(tenant).toContain('Durand')
})

test('rent staff, other organisations and other procedures get nothing of it', async () => {
  await save(0)
  const officer = await t.call(procedures.getAssessment, assessment, { as: 'rent-officer' })
  expect(officer.status).toBe(403)
  const file = await t.send(procedures.downloadAssessment, { ...assessment }, { as: 'rent-officer' })
  expect(file.status).toBe(403)
  const there = await makeAccount(t.owner, t.elsewhere)
  const stranger = await t.call(
    procedures.getAssessment,
    { householdId: there.householdId, procedureId: assessment.procedureId },
    { as: 'social-worker', in: t.elsewhere },
  )
  expect(stranger.body).toMatchObject({ reason: 'unknown-record' })
  const eviction = await openProcedureIn(t, account)
  expect((await t.call(procedures.getAssessment, eviction, as)).body).toMatchObject({
    reason: 'unknown-record',
  })
})
