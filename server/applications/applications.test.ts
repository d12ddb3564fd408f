import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import {
  commune,
  content,
  makeApplicant,
  openApplication,
  plantCommune,
  publishProduct,
  reasonOf,
} from '#server/applications/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { applications } = contract
const today = '2026-11-22'

let t: TestHouse
let loan: string
let advance: string
beforeAll(async () => {
  t = await openTestHouse()
  await plantCommune(t)
  loan = await publishProduct(t, 'MS_LOAN', 'Prêt', {
    amount: { minCents: 250_000, maxCents: 1_000_000, stepCents: 100, limit: 'none' },
  })
  advance = await publishProduct(t, 'SUBSIDY_ADVANCE', 'Avance')
  await t.owner.query(`update product_version set published_on = '2026-01-05' where organisation_id = $1`, [
    t.here.id,
  ])
})
afterAll(() => t.close())

const view = async (applicationId: string) => (await t.call(applications.open, { applicationId })).body
const versionOf = async (applicationId: string) => (await view(applicationId)).version
type Line = {
  productId: string
  requestedCents: number
  months: number | null
  firstMonth?: `${number}-${number}-${number}`
}
const setLines = async (applicationId: string, lines: Line[]) =>
  t.call(applications.setLines, { applicationId, version: await versionOf(applicationId), lines })
const works = { productId: '', requestedCents: 687_000, months: 84 }
const file = async (applicationId: string, on: `${number}-${number}-${number}` = today) =>
  t.call(
    applications.file,
    { applicationId, version: await versionOf(applicationId), on },
    { as: 'social-worker' },
  )
const answerAll = async (applicationId: string) => {
  for (const { productId, tests } of (await view(applicationId)).lines)
    for (const { key } of tests.filter((one) => one.answer === 'to-check'))
      await t.call(applications.answer, {
        applicationId,
        productId,
        testKey: key,
        answer: 'yes',
        reason: 'Vu.',
      })
}
const ready = async () => {
  const applicationId = await openApplication(t, await makeApplicant(t))
  await setLines(applicationId, [{ ...works, productId: loan }])
  await answerAll(applicationId)
  return applicationId
}

describe('from a need to a file', () => {
  test('each file has a number of its own, one after another', async () => {
    const [first, second] = [
      await openApplication(t, await makeApplicant(t)),
      await openApplication(t, await makeApplicant(t)),
    ]
    const numbers = [(await view(first)).number, (await view(second)).number]
    expect(numbers[0]).toMatch(/^2026-\d{5}$/)
    expect(Number(numbers[1]?.slice(5))).toBe(Number(numbers[0]?.slice(5)) + 1)
  })

  test('what it asks for and for whom are assessed, every answer with its reason', async () => {
    const applicationId = await openApplication(t, await makeApplicant(t))
    expect((await setLines(applicationId, [{ ...works, productId: loan }])).status).toBe(200)
    const { lines, resources, missing, rulesOn } = await view(applicationId)
    expect(rulesOn).toBe(today)
    expect(resources).toMatchObject({ incomeClass: 'very-low', isVintageKnown: true, bearing: null })
    expect(lines[0]).toMatchObject({ productName: 'Prêt', requestedCents: 687_000, outcome: 'to-check' })
    expect(lines[0]?.tests.find(({ key }) => key === 'income')).toMatchObject({
      answer: 'yes',
      settledBy: 'fact',
    })
    expect(lines[0]?.tests.every(({ reason }) => reason.length > 0)).toBe(true)
    expect(missing).toEqual([expect.stringContaining('à vérifier')])
  })

  test('filed, it keeps the ceilings, the version and the answers of that day', async () => {
    const applicationId = await ready()
    const { status, body } = await file(applicationId)
    expect([status, body.filedOn]).toEqual([200, today])
    const { rows } = await t.owner.query(
      `select a.filed_on::text, a.filing->>'rulesOn' as rules, s.status, l.product_number from application a
       join application_standing s on s.application_id = a.id join application_line l on l.application_id = a.id
       where a.id = $1`,
      [applicationId],
    )
    expect(rows).toEqual([{ filed_on: today, rules: today, status: 'filed', product_number: 1 }])
    await t.owner.query('update tax_income set rfr_cents = 9900000 where household_id = $1', [
      (await view(applicationId)).householdId,
    ])
    expect((await view(applicationId)).resources.incomeClass).toBe('very-low')
    expect(reasonOf(await setLines(applicationId, []))).toEqual([409, 'already-filed'])
  })

  test('a file opened long ago and filed last summer takes the product as it was then', async () => {
    const applicationId = await ready()
    await t.owner.query(`update application set created_at = '2026-03-01' where id = $1`, [applicationId])
    const draft = (await t.call(contract.products.open, { productId: loan })).body
    await t.call(contract.products.saveDraft, {
      productId: loan,
      version: draft.version,
      draft: { ...(draft.published?.definition as never as object), summary: 'Nouvelle version' } as never,
    })
    await t.call(contract.products.publish, { productId: loan, version: draft.version + 1 })
    await setLines(applicationId, [{ ...works, productId: loan }])
    expect((await view(applicationId)).lines[0]?.productNumber).toBe(2)
    expect((await file(applicationId, '2026-06-15')).status).toBe(200)
    const { lines, rulesOn } = await view(applicationId)
    expect([lines[0]?.productNumber, rulesOn]).toEqual([1, '2026-06-15'])
  })

  test('one file for several products: an advance and a loan', async () => {
    const applicationId = await openApplication(t, await makeApplicant(t))
    await setLines(applicationId, [
      { ...works, productId: loan },
      { productId: advance, requestedCents: 2_900_000, months: 18 },
    ])
    const { lines, requestedCents, papers } = await view(applicationId)
    expect(lines.map(({ kind }) => kind)).toEqual(['loan', 'subsidy-advance'])
    expect(requestedCents).toBe(3_587_000)
    expect(papers.filter(({ kind }) => kind === 'identity')).toHaveLength(1)
    expect(lines[1]?.tests.find(({ key }) => key === 'house-plan')).toMatchObject({
      answer: 'no',
      mayDerogate: true,
    })
  })
})

describe('what is refused', () => {
  test.each([
    ['nothing asked for', []],
    ['less than the least', [{ ...works, requestedCents: 249_900 }]],
    ['no length', [{ ...works, months: null }]],
    ['a thousand months, almost', [{ ...works, months: 999 }]],
  ])('%s: the file cannot be filed, and nothing is written', async (_, lines) => {
    const applicationId = await openApplication(t, await makeApplicant(t))
    await setLines(
      applicationId,
      lines.map((line) => ({ ...line, productId: loan })),
    )
    await answerAll(applicationId)
    expect(reasonOf(await file(applicationId))).toEqual([409, 'incomplete'])
    const { rows } = await t.owner.query('select filed_on, filing from application where id = $1', [
      applicationId,
    ])
    expect(rows).toEqual([{ filed_on: null, filing: null }])
  })

  test.each([0, -1, 1.5, 10 ** 15 * 100])('an amount of %d cents is no request', async (requestedCents) => {
    const applicationId = await openApplication(t, await makeApplicant(t))
    expect((await setLines(applicationId, [{ ...works, productId: loan, requestedCents }])).status).toBe(400)
  })

  test('a household above the ceilings, unless who decides lets it pass, and never who opened the file', async () => {
    const applicationId = await openApplication(t, await makeApplicant(t, { rfrCents: 5_000_000 }))
    await setLines(applicationId, [{ ...works, productId: loan }])
    await answerAll(applicationId)
    expect(reasonOf(await file(applicationId))).toEqual([409, 'incomplete'])
    const pass = {
      applicationId,
      productId: loan,
      testKey: 'income',
      reason: 'Perte d’emploi depuis cet avis.',
    }
    expect((await t.call(applications.derogate, pass, { as: 'social-worker' })).status).toBe(403)
    await t.owner.query('update application set created_by = $2 where id = $1', [
      applicationId,
      t.here.members.coordinator.membershipId,
    ])
    expect(reasonOf(await t.call(applications.derogate, pass))).toEqual([409, 'own-application'])
    expect((await t.call(applications.derogate, pass, { as: 'finance-officer' })).status).toBe(200)
    expect((await file(applicationId)).status).toBe(200)
    expect((await view(applicationId)).lines[0]?.tests.find(({ key }) => key === 'income')).toMatchObject({
      isDerogation: true,
      reason: 'Dérogation : Perte d’emploi depuis cet avis.',
    })
  })

  test('what the file settles is not answered by hand, what the product sets is not derogated', async () => {
    const applicationId = await openApplication(t, await makeApplicant(t))
    await setLines(applicationId, [{ ...works, productId: loan, requestedCents: 100_000 }])
    const at = { applicationId, productId: loan, reason: 'essai' }
    expect(reasonOf(await t.call(applications.answer, { ...at, testKey: 'income', answer: 'yes' }))).toEqual([
      409,
      'unknown-test',
    ])
    expect(
      reasonOf(await t.call(applications.derogate, { ...at, testKey: 'house-amount-too-small' })),
    ).toEqual([409, 'not-derogable'])
  })

  test('a filing in the future, before the opening, or on an older reading', async () => {
    const applicationId = await ready()
    expect(reasonOf(await file(applicationId, '2026-11-23'))).toEqual([409, 'future-day'])
    expect(reasonOf(await file(applicationId, '2026-11-21'))).toEqual([409, 'before-opening'])
    expect(reasonOf(await t.call(applications.file, { applicationId, version: 1, on: today }))).toEqual([
      409,
      'stale-version',
    ])
  })

  test('a product twice, closed or unknown; a commune, a person or a measure that is not there', async () => {
    const applicationId = await openApplication(t, await makeApplicant(t))
    const line = { ...works, productId: loan }
    expect(reasonOf(await setLines(applicationId, [line, line]))).toEqual([409, 'same-product-twice'])
    expect(reasonOf(await setLines(applicationId, [{ ...line, productId: applicationId }]))).toEqual([
      409,
      'unknown-product',
    ])
    const closed = await publishProduct(t, 'CASH_FACILITY', 'Caisse fermée')
    await t.call(contract.products.close, { productId: closed, version: 3 })
    expect(reasonOf(await setLines(applicationId, [{ ...line, productId: closed }]))).toEqual([
      409,
      'closed-product',
    ])
    const version = await versionOf(applicationId)
    const edit = (change: object) =>
      t.call(applications.edit, { applicationId, version, content: { ...content, ...change } }).then(reasonOf)
    expect(await edit({ communeCode: '99999' })).toEqual([409, 'unknown-commune'])
    expect(await edit({ officerId: applicationId })).toEqual([409, 'unknown-member'])
    expect(await edit({ measureId: applicationId })).toEqual([409, 'unknown-measure'])
    expect(await edit({ communeCode: 'abc' })).toEqual([400, undefined])
  })
})

describe('papers, lists and the household', () => {
  test('a paper is ticked once, may be unticked, and never before it came', async () => {
    const applicationId = await ready()
    const tick = (receivedOn: `${number}-${number}-${number}`) =>
      t.call(applications.notePaper, { applicationId, kind: 'identity', receivedOn })
    expect(reasonOf(await tick('2026-11-23'))).toEqual([409, 'future-day'])
    expect((await tick(today)).status).toBe(200)
    const identity = async () => (await view(applicationId)).papers.find(({ kind }) => kind === 'identity')
    expect(await identity()).toMatchObject({ receivedOn: today, notedBy: 'Membre coordinator' })
    expect((await t.call(applications.removePaper, { applicationId, kind: 'identity' })).status).toBe(200)
    expect((await identity())?.receivedOn).toBeNull()
    expect(
      reasonOf(
        await t.call(applications.notePaper, {
          applicationId,
          kind: 'identity',
          receivedOn: today,
          documentId: applicationId,
        }),
      ),
    ).toEqual([409, 'unknown-document'])
  })

  test('the list is paged and narrowed, and an auditor reads it without names', async () => {
    await makeApplicant(t, { label: 'Zélie ÉTOILE' }).then((householdId) => openApplication(t, householdId))
    const first = await t.call(applications.list, { limit: 2 })
    const second = await t.call(applications.list, { limit: 2, after: first.body.next ?? '' })
    const ids = [...first.body.rows, ...second.body.rows].map(({ applicationId }) => applicationId)
    expect(new Set(ids).size).toBe(4)
    expect(first.body.total.count).toBeGreaterThan(4)
    const named = await t.call(applications.list, { text: 'etoile zelie' })
    expect(named.body.rows.map(({ householdLabel }) => householdLabel)).toEqual(['Zélie ÉTOILE'])
    const blind = await t.call(applications.list, { text: 'etoile' }, { as: 'auditor' })
    expect(blind.body.rows).toEqual([])
    const all = await t.call(applications.list, { scope: 'all', sort: 'recent' }, { as: 'auditor' })
    expect(new Set(all.body.rows.map(({ householdLabel }) => householdLabel))).toEqual(new Set([null]))
    const filed = await t.call(applications.list, {
      status: 'filed',
      productId: loan,
      communeCode: commune,
    })
    expect(
      filed.body.rows.every(({ status, products }) => status === 'filed' && products.includes('Prêt')),
    ).toBe(true)
    expect(filed.body.rows.length).toBeGreaterThan(2)
    const late = await t.call(applications.list, { late: true })
    const { body } = await t.call(applications.count, {})
    expect(late.body.rows).toHaveLength(body.late)
    expect(body.statuses.find(({ status }) => status === 'filed')?.count).toBeGreaterThan(2)
  })

  test('the export says the same rows', async () => {
    const response = await t.send(applications.export, { scope: 'all', format: 'csv' })
    const text = new TextDecoder('windows-1252').decode(await response.arrayBuffer())
    expect(text.split('\n')[0]).toContain('Dossier;Ménage;Domaine')
    expect(text).toContain('Zélie ÉTOILE')
    const blind = await t.send(applications.export, { scope: 'all', format: 'csv' }, { as: 'auditor' })
    expect(new TextDecoder('windows-1252').decode(await blind.arrayBuffer())).not.toContain('Zélie')
  })

  test('the household lists its files', async () => {
    const applicationId = await ready()
    const { householdId, number } = await view(applicationId)
    const { body } = await t.call(applications.ofHousehold, { householdId })
    expect(body).toMatchObject({
      applications: [{ number, requestedCents: 687_000, products: ['Prêt'], status: 'draft' }],
      financings: [],
      outstandingCents: 0,
    })
  })

  test('a draft is removed; a filed one, or one that left traces, is not', async () => {
    const applicationId = await ready()
    const version = await versionOf(applicationId)
    expect((await t.call(applications.remove, { applicationId, version })).status).toBe(200)
    expect((await t.owner.query('select from application where id = $1', [applicationId])).rows).toHaveLength(
      0,
    )
    const filed = await ready()
    await file(filed)
    expect(
      reasonOf(await t.call(applications.remove, { applicationId: filed, version: await versionOf(filed) })),
    ).toEqual([409, 'already-filed'])
  })

  test('another organisation finds nothing, and who may not read is told', async () => {
    const applicationId = await ready()
    expect(reasonOf(await t.call(applications.open, { applicationId }, { in: t.elsewhere }))).toEqual([
      409,
      'unknown-record',
    ])
    const edit = { applicationId, version: 1, content }
    expect(reasonOf(await t.call(applications.edit, edit, { in: t.elsewhere }))).toEqual([
      409,
      'unknown-record',
    ])
    expect((await t.call(applications.open, { applicationId }, { as: 'auditor' })).status).toBe(403)
    expect((await t.call(applications.open, { applicationId }, { as: 'volunteer' })).status).toBe(403)
  })

  test('a command sent twice is done once', async () => {
    const householdId = await makeApplicant(t)
    const key = '3f1c2b9a-0000-4000-8000-00000000c1c1'
    const [one, other] = [
      await t.call(applications.create, { householdId, ...content }, { key }),
      await t.call(applications.create, { householdId, ...content }, { key }),
    ]
    expect(other.body).toEqual(one.body)
    expect(
      (await t.owner.query('select from application where household_id = $1', [householdId])).rows,
    ).toHaveLength(1)
  })
})
