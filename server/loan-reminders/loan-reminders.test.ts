import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { fixedClock } from '#server/clock.ts'
import { makeLoan, openLoanOf } from '#server/loans/loan-for-tests.ts'
import { refreshFinancings } from '#server/loans/refresh-financings.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { readPdf } from '#tests/read-pdf.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse('2026-04-20T09:00:00Z')
})
afterAll(() => t.close())

const { loanReminders, loans } = contract
const officer = { as: 'finance-officer' } as const
const on = (day: string) => {
  t.house.clock = fixedClock(`${day}T09:00:00Z`)
}
const list = async (kind: 'first' | 'second' = 'first') =>
  (await t.call(loanReminders.list, { kind, limit: 200 }, officer)).body.rows
const release = (financingIds: string[], kind: 'first' | 'second' = 'first') =>
  t.call(loanReminders.release, { kind, financingIds }, officer)
const ofLoan = async (financingId: string) =>
  (await t.call(loanReminders.ofLoan, { financingId }, { as: 'social-worker' })).body
const pay = async (financingId: string, cents: number) => {
  const { version } = await openLoanOf(t, financingId)
  const today = t.house.clock.today()
  return t.call(loans.recordPayment, { financingId, version, on: today, cents, means: 'cheque' }, officer)
}
const flat = (text: string) => text.replace(/\s+/g, '')
/** As the night leaves the picture that the list reads. */
const redraw = (financingId: string) =>
  t.asMember('finance-officer', ({ tx, actor }) =>
    refreshFinancings(tx, actor.organisationId, [financingId], t.house.clock.today()),
  )
/** 100 € a month from 5 January; four are due on 20 April. */
const lateLoan = async () => {
  const made = await makeLoan(t)
  await redraw(made.financingId)
  return made
}

describe('the letters of a loan late since January', () => {
  test('the first is proposed, read, released once, kept on the file and in the journal', async () => {
    const { financingId } = await lateLoan()
    expect(await ofLoan(financingId)).toMatchObject({ proposed: 'first', because: null, sent: [] })
    const row = (await list()).find((one) => one.financingId === financingId)
    expect(row).toMatchObject({
      kind: 'first',
      lateCents: 40_000,
      oldestUnpaidOn: '2026-01-05',
      daysPastDue: 105,
    })

    const preview = await t.send(loanReminders.preview, { financingId, kind: 'first' }, officer)
    const text = readPdf(Buffer.from(await preview.arrayBuffer()))
    expect(flat(text)).toContain(flat('Le retard a commencé le 5 janvier 2026.'))
    expect(flat(text)).toContain(flat('5 mars 2026 100,00 €'))
    expect(flat(text)).toContain('aucunfrais')

    const twice = await Promise.all([release([financingId]), release([financingId])])
    expect(twice.map(({ body }) => body.released).toSorted()).toEqual([0, 1])
    expect((await release([financingId])).body).toEqual({ released: 0, skipped: 1 })
    const { rows } = await t.owner.query(
      `select d.kind, f.content_type, j.act from loan_reminder r
       join funding_document d on d.id = r.document_id join stored_file f on f.id = d.stored_file_id
       join journal j on j.household_id = r.household_id and j.act = 'loan-reminder-released'
       where r.financing_id = $1`,
      [financingId],
    )
    expect(rows).toEqual([
      { kind: 'loan-first-reminder', content_type: 'application/pdf', act: 'loan-reminder-released' },
    ])
    const told = await ofLoan(financingId)
    expect(told).toMatchObject({ proposed: null, because: 'Deuxième relance à partir du 05/05/2026.' })
    expect(told.sent).toMatchObject([{ kind: 'first', on: '2026-04-20', lateCents: 40_000 }])
    const { applicationId } = await openLoanOf(t, financingId)
    const documentId = told.sent[0]?.documentId ?? ''
    const paper = await t.send(contract.reviews.openDocument, { applicationId, documentId }, officer)
    expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf'])

    on('2026-05-05')
    await redraw(financingId)
    expect((await list('second')).map((one) => one.financingId)).toContain(financingId)
    expect((await list()).map((one) => one.financingId)).not.toContain(financingId)
    expect((await release([financingId], 'second')).body).toEqual({ released: 1, skipped: 0 })
    expect((await ofLoan(financingId)).because).toBe('Les deux lettres de ce retard sont parties.')
    on('2026-04-20')
  })

  test('a household that paid since the list was read gets no letter', async () => {
    const { financingId } = await lateLoan()
    await pay(financingId, 40_000)
    expect((await release([financingId])).body).toEqual({ released: 0, skipped: 1 })
    expect(await ofLoan(financingId)).toMatchObject({ proposed: null, because: 'Rien n’est en retard.' })
    const preview = await t.send(loanReminders.preview, { financingId, kind: 'first' }, officer)
    expect([preview.status, await preview.json()]).toMatchObject([409, { reason: 'not-proposed' }])
  })

  test('a frozen loan is not written to; neither is one late since a week', async () => {
    const { financingId } = await lateLoan()
    const { version } = await openLoanOf(t, financingId)
    await t.call(
      loans.recordFact,
      { financingId, version, fact: { kind: 'loan-frozen', on: '2026-04-15', reason: 'Recevabilité' } },
      officer,
    )
    const { financingId: recent } = await makeLoan(t, { firstDueOn: '2026-04-13', lentOn: '2026-03-01' })
    const rows = (await list()).map((one) => one.financingId)
    expect(rows).not.toContain(financingId)
    expect(rows).not.toContain(recent)
    expect((await ofLoan(recent)).because).toBe('Première relance à partir du 21/04/2026.')
    expect((await release([financingId, recent])).body).toEqual({ released: 0, skipped: 2 })
  })

  test('the list and the rule agree, day after day', async () => {
    const { financingId } = await makeLoan(t, { firstDueOn: '2026-05-05', lentOn: '2026-03-01' })
    const days = ['2026-05-12', '2026-05-13', '2026-05-28', '2026-06-04', '2026-06-20']
    const seen: string[] = []
    for (const day of days) {
      on(day)
      await redraw(financingId)
      const { proposed } = await ofLoan(financingId)
      for (const kind of ['first', 'second'] as const) {
        const isListed = (await list(kind)).some((one) => one.financingId === financingId)
        expect([day, kind, isListed]).toEqual([day, kind, proposed === kind])
      }
      if (proposed) await release([financingId], proposed)
      seen.push(proposed ?? '—')
    }
    expect(seen).toEqual(['—', 'first', '—', 'second', '—'])
    on('2026-04-20')
  })

  test('another organisation, a role without loans, an aid that is not repaid', async () => {
    const { financingId } = await lateLoan()
    const there = { ...officer, in: t.elsewhere }
    expect((await t.call(loanReminders.ofLoan, { financingId }, there)).body).toMatchObject({
      reason: 'unknown-record',
    })
    expect(
      (await t.call(loanReminders.release, { kind: 'first', financingIds: [financingId] }, there)).body,
    ).toEqual({ released: 0, skipped: 1 })
    expect((await t.call(loanReminders.list, {}, { as: 'social-worker' })).status).toBe(403)
    const { financingId: grant } = await makeLoan(t, { kind: 'grant' })
    expect((await t.call(loanReminders.ofLoan, { financingId: grant }, officer)).body).toMatchObject({
      reason: 'not-a-loan',
    })
    const { rows } = await t.owner.query('select from loan_reminder where financing_id = $1', [financingId])
    expect(rows).toHaveLength(0)
  })
})
