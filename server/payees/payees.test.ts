import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { coordinator, iban, makeSupplier, officer, passed } from '#server/disbursements/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
let supplier: string
beforeAll(async () => {
  t = await openTestHouse()
  supplier = await makeSupplier(t)
})
afterAll(() => t.close())

const { payees } = contract

describe('payees', () => {
  test('an account is paid only once a second person has checked it', async () => {
    const { payeeId } = passed(
      await t.call(payees.add, { kind: 'company', name: 'Menuiserie Roux' }, officer),
    )
    const { accountId } = passed(
      await t.call(
        payees.addAccount,
        { payeeId, iban: 'FR14 2004 1010 0505 0001 3M02 606', holder: 'Roux', source: 'RIB de la facture' },
        officer,
      ),
    )
    expect((await t.call(payees.open, { payeeId }, officer)).body).toMatchObject({
      account: 'to-check',
      accounts: [{ iban, isMine: true, isInUse: false }],
    })
    const check = { accountId, how: 'Rappelé au numéro du devis' }
    expect((await t.call(payees.checkAccount, check, officer)).body).toMatchObject({ reason: 'own-account' })
    passed(await t.call(payees.checkAccount, check, coordinator))
    expect((await t.call(payees.checkAccount, check, coordinator)).body).toMatchObject({
      reason: 'already-checked',
    })
    expect((await t.call(payees.open, { payeeId }, officer)).body).toMatchObject({
      account: 'checked',
      ibanEnd: '2606',
      accounts: [{ isInUse: true }],
    })
    const { rows } = await t.owner.query(
      "select after from journal where act = 'payee-account-added' and subject_id = $1",
      [accountId],
    )
    expect(rows).toEqual([{ after: { payeeId, iban: 'FR14…2606' } }])
  })

  test('the database refuses the same eyes twice', async () => {
    await expect(
      t.owner.query('update payee_account set checked_by = added_by, checked_at = now(), checked_how = $1', [
        'x',
      ]),
    ).rejects.toThrow(/payee_account_four_eyes/)
  })

  test.each([
    [{ iban: 'FR1420041010050500013M02607' }, 'iban'],
    [{ iban: 'BR1800360305000010009795493C1' }, 'iban'],
    [{ iban, bic: 'NOPE' }, 'bic'],
  ])('an account is read again: %o', async (account, path) => {
    const asked = { payeeId: supplier, holder: 'X', source: 'RIB', ...account }
    const { status, body } = await t.call(payees.addAccount, asked, officer)
    expect({ status, body }).toMatchObject({ status: 400, body: { issues: [{ path }] } })
  })

  test('the same account is not added twice', async () => {
    const asked = { payeeId: supplier, holder: 'X', source: 'RIB', iban }
    expect((await t.call(payees.addAccount, asked, officer)).body).toMatchObject({ reason: 'account-known' })
  })

  test('a SIRET has its key, and one payee', async () => {
    const add = (siret: string) =>
      t.call(payees.add, { kind: 'company', name: 'Chauffage Martin', siret }, officer)
    expect((await add('732 829 320 00075')).body).toMatchObject({ reason: 'wrong-siret' })
    expect((await add('732 829 320 00074')).status).toBe(200)
    expect((await add('73282932000074')).body).toMatchObject({ reason: 'siret-taken' })
  })

  test('the other organisation finds nothing', async () => {
    const there = { as: 'finance-officer', in: t.elsewhere } as const
    expect((await t.call(payees.open, { payeeId: supplier }, there)).body).toMatchObject({
      reason: 'unknown-record',
    })
    expect((await t.call(payees.list, {}, there)).body).toMatchObject({ rows: [], total: { count: 0 } })
  })
})
