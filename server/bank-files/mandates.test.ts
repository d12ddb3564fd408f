import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { contract } from '#contract/index.ts'
import {
  addAccount,
  addLoan,
  finance,
  householdIban,
  otherIban,
  ownIban,
  signMandate,
} from '#server/bank-files/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { readPdf } from '#tests/read-pdf.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

describe('Accounts of the organisation', () => {
  const details = {
    accountId: null,
    version: null,
    label: 'Compte',
    holder: 'Coopérative',
    iban: ownIban,
  }

  it('come before any mandate', async () => {
    const { householdId } = await addLoan(t)
    const { body } = await t.call(
      contract.bankFiles.draftMandate,
      { householdId, debtor: 'X', iban: householdIban },
      finance,
    )
    expect(body).toMatchObject({ reason: 'no-creditor-id' })
  })

  test.each([
    ['a wrong key', { iban: 'FR7630006000011234567890188' }],
    ['a missing digit', { iban: 'FR763000600001123456789018' }],
    ['no IBAN at all', { iban: 'bonjour' }],
    ['an account out of SEPA', { iban: 'BR1800360305000010009795493C1' }],
    ['a wrong BIC', { bic: 'AGRI' }],
    ['a creditor identifier with a wrong key', { creditorId: 'FR73ZZZ123456' }],
  ])('are refused with %s', async (_, wrong) => {
    const { status, body } = await t.call(contract.bankFiles.saveAccount, { ...details, ...wrong }, finance)
    expect(status).toBe(400)
    expect(JSON.stringify(body)).toMatch(/n’est pas valable|hors de la zone SEPA/)
    expect((await t.owner.query('select 1 from bank_account')).rows).toEqual([])
  })

  it('are kept once, without spaces, and changed from the version read', async () => {
    const accountId = await addAccount(t)
    const spaced = { ...details, iban: 'fr76 3000 6000 0112 3456 7890 189' }
    expect((await t.call(contract.bankFiles.saveAccount, spaced, finance)).body).toMatchObject({
      reason: 'account-exists',
    })
    const change = { ...details, accountId, version: 1, creditorId: 'FR72ZZZ123456' }
    expect((await t.call(contract.bankFiles.saveAccount, change, finance)).body).toEqual({
      accountId,
      version: 2,
    })
    expect((await t.call(contract.bankFiles.saveAccount, change, finance)).body).toMatchObject({
      reason: 'stale-version',
    })
    const elsewhere = { ...finance, in: t.elsewhere }
    expect((await t.call(contract.bankFiles.listAccounts, {}, elsewhere)).body.accounts).toEqual([])
    expect(
      (await t.call(contract.bankFiles.saveAccount, { ...change, version: 2 }, elsewhere)).body,
    ).toMatchObject({
      reason: 'unknown-record',
    })
  })
})

describe('A mandate', () => {
  let loan: Awaited<ReturnType<typeof addLoan>>
  beforeEach(async () => {
    loan = await addLoan(t)
  })
  const draft = (changed: object = {}) =>
    t.call(
      contract.bankFiles.draftMandate,
      { householdId: loan.householdId, debtor: 'Martine Durand', iban: householdIban, ...changed },
      { as: 'social-worker' },
    )
  const fact = (mandateId: string, version: number, its: object, options: object = finance) =>
    t.call(contract.bankFiles.recordMandateFact, { mandateId, version, fact: its as never }, options)
  const stateOf = async (mandateId: string) =>
    (
      await t.owner.query('select state, last_used_on::text, iban, version from sepa_mandate where id = $1', [
        mandateId,
      ])
    ).rows[0]

  it('gets a reference of its own, whoever asks at the same instant', async () => {
    const drafted = await Promise.all([1, 2, 3, 4, 5].map(() => draft()))
    const references = drafted.map(({ body }) => body.reference)
    expect(new Set(references).size).toBe(5)
    for (const reference of references) expect(reference).toMatch(/^M2026-\d{6}$/)
    expect((await draft({ reference: references[0] })).body).toMatchObject({ reason: 'reference-taken' })
    expect((await draft({ reference: 'A//B' })).status).toBe(400)
    expect((await draft({ reference: 'é' })).status).toBe(400)
    expect((await draft({ iban: 'FR14' })).status).toBe(400)
    const other = await addLoan(t)
    expect((await draft({ financingId: other.financingId })).body).toMatchObject({
      reason: 'unknown-financing',
    })
  })

  it('is signed with its paper, chosen among the signed agreements that the whole team reads', async () => {
    const { householdId } = loan
    const { mandateId } = (await draft()).body
    const paper = async (more: object) => {
      const sent = await t.send(
        contract.documents.add,
        {
          householdId,
          title: 'Mandat signé',
          kind: 'agreement',
          audience: 'team',
          compartment: 'social',
          ...more,
        },
        {
          as: 'social-worker',
          upload: { fileName: 'm.pdf', content: '%PDF-1.7 m', contentType: 'application/pdf' },
        },
      )
      return ((await sent.json()) as { documentId: string }).documentId
    }
    const [own, hidden, lease] = [
      await paper({}),
      await paper({ audience: 'me', title: 'Pour moi' }),
      await paper({ kind: 'lease', title: 'Bail' }),
    ]
    const listed = await t.call(contract.bankFiles.listSignedPapers, { householdId }, finance)
    expect(listed.body.rows).toEqual([{ id: own, title: 'Mandat signé', datedOn: null }])
    const sign = (documentId: string) => fact(mandateId, 1, { kind: 'signed', on: '2026-11-01', documentId })
    for (const other of [hidden, lease])
      expect((await sign(other)).body).toMatchObject({ reason: 'unknown-document' })
    const open = () => t.send(contract.bankFiles.downloadSignedPaper, { householdId, mandateId }, finance)
    expect((await open()).status).toBe(409)
    expect((await sign(own)).body).toEqual({ version: 2 })
    const opened = await open()
    expect([opened.status, await opened.text()]).toEqual([200, '%PDF-1.7 m'])
    const { body } = await t.call(contract.bankFiles.listHouseholdMandates, { householdId }, finance)
    expect(body.mandates.find(({ id }) => id === mandateId)).toMatchObject({ hasPaper: true })
  })

  it('lives: drafted, signed, its account changed, suspended, resumed, revoked; the picture follows', async () => {
    const { mandateId } = (await draft()).body
    expect(
      (await fact(mandateId, 1, { kind: 'suspended', on: '2026-11-20', reason: 'x' })).body,
    ).toMatchObject({
      reason: 'not-in-this-state',
    })
    expect((await fact(mandateId, 1, { kind: 'signed', on: '2026-11-23' })).body).toMatchObject({
      reason: 'future-fact',
    })
    expect(
      (await fact(mandateId, 1, { kind: 'signed', on: '2026-11-01', documentId: t.here.id })).body,
    ).toMatchObject({
      reason: 'unknown-document',
    })
    expect(
      (await fact(mandateId, 1, { kind: 'signed', on: '2026-11-01' }, { as: 'social-worker' })).status,
    ).toBe(403)
    expect((await fact(mandateId, 1, { kind: 'signed', on: '2026-11-01' })).body).toEqual({ version: 2 })
    expect((await fact(mandateId, 1, { kind: 'resumed', on: '2026-11-20' })).body).toMatchObject({
      reason: 'stale-version',
    })
    const amended = { kind: 'amended', on: '2026-11-10', debtor: 'Martine Durand', iban: otherIban }
    expect((await fact(mandateId, 2, amended)).body).toEqual({ version: 3 })
    expect(await stateOf(mandateId)).toMatchObject({ state: 'signed', iban: otherIban })
    await fact(mandateId, 3, { kind: 'suspended', on: '2026-11-11', reason: 'À sa demande' })
    expect(await stateOf(mandateId)).toMatchObject({ state: 'suspended', version: 4 })
    await fact(mandateId, 4, { kind: 'resumed', on: '2026-11-12' })
    await fact(mandateId, 5, { kind: 'revoked', on: '2026-11-13', reason: 'Prêt soldé' })
    expect(await stateOf(mandateId)).toMatchObject({ state: 'revoked', last_used_on: '2026-11-01' })
    expect((await fact(mandateId, 6, { kind: 'resumed', on: '2026-11-20' })).body).toMatchObject({
      reason: 'not-in-this-state',
    })
    const { rows } = await t.owner.query(
      "select act, before, after from journal where subject_id = $1 and act = 'sepa-mandate-amended'",
      [mandateId],
    )
    expect(rows[0].before.iban).toBe('FR14 •••• 2606')
    expect(JSON.stringify(rows)).not.toContain(otherIban)
  })

  it('shows its account number to the finance staff alone', async () => {
    const { mandateId, reference } = await signMandate(t, loan.householdId)
    const seen = async (as: 'finance-officer' | 'social-worker') =>
      (await t.call(contract.bankFiles.listHouseholdMandates, { householdId: loan.householdId }, { as })).body
        .mandates[0]
    expect(await seen('finance-officer')).toMatchObject({
      id: mandateId,
      iban: householdIban,
      state: 'signed',
    })
    expect(await seen('social-worker')).toMatchObject({ iban: 'FR14 •••• 2606', bic: null })
    const list = await t.call(contract.bankFiles.listMandates, { text: reference }, finance)
    expect(list.body).toMatchObject({ rows: [{ id: mandateId }], total: { count: 1, exact: true } })
    const there = { ...finance, in: t.elsewhere }
    expect((await t.call(contract.bankFiles.listMandates, {}, there)).body.rows).toEqual([])
    expect((await fact(mandateId, 2, { kind: 'resumed', on: '2026-11-20' }, there)).body).toMatchObject({
      reason: 'unknown-record',
    })
  })

  it('lapses once it has not served for thirty-six months, in the list as in the file', async () => {
    const { mandateId } = await signMandate(t, loan.householdId, '2023-11-21')
    const lapsed = await t.call(contract.bankFiles.listMandates, { state: 'lapsed' }, finance)
    expect(lapsed.body.rows).toMatchObject([{ id: mandateId, state: 'lapsed', lapsesOn: '2026-11-21' }])
    expect(
      (await fact(mandateId, 2, { kind: 'suspended', on: '2026-11-20', reason: 'x' })).body,
    ).toMatchObject({
      reason: 'lapsed-mandate',
    })
  })

  it('is printed to be signed', async () => {
    const { mandateId, reference } = await signMandate(t, loan.householdId)
    const ask = (options: object) =>
      t.send(contract.bankFiles.downloadMandate, { householdId: loan.householdId, mandateId }, options)
    const response = await ask({ as: 'social-worker' })
    expect(response.headers.get('content-type')).toBe('application/pdf')
    const text = await readPdf(new Uint8Array(await response.arrayBuffer()))
    expect(JSON.stringify(text)).toContain(reference)
    expect((await ask({ as: 'auditor' })).status).toBe(403)
  })
})
