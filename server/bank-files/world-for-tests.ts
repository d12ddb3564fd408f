import { randomUUIDv7 } from 'node:crypto'
import type { LineDecision } from '#contract/bank-file-shapes.ts'
import { contract } from '#contract/index.ts'
import type { FinancingKind } from '#domain/funding/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { commitFunds } from '#server/envelopes/commit-funds.ts'
import { post } from '#server/ledger/post.ts'
import { refreshFinancings } from '#server/loans/refresh-financings.ts'
import type { TestHouse } from '#tests/house.ts'
import { makeFinancing } from '#tests/make-financing.ts'

export const ownIban = 'FR7630006000011234567890189'
export const householdIban = 'FR1420041010050500013M02606'
export const otherIban = 'DE89370400440532013000'
export const finance = { as: 'finance-officer' } as const
/** The second pair of eyes. */
export const coordinator = { as: 'coordinator' } as const

export const addAccount = async (t: TestHouse, { creditorId = 'FR72ZZZ123456' as string | null } = {}) => {
  const { status, body } = await t.call(
    contract.bankFiles.saveAccount,
    {
      accountId: null,
      version: null,
      label: 'Compte principal',
      holder: 'Coopérative des Deux Vallées',
      iban: ownIban,
      bic: 'AGRIFRPP',
      creditorId,
    },
    finance,
  )
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.accountId
}

/** A loan granted to a household, by hand: only what the bank files read of it. */
export const addLoan = async (t: TestHouse, label = 'Martine DURAND', kind: FinancingKind = 'loan') => {
  const number = `T-${randomUUIDv7().slice(-8)}`
  const parts = { label, kind, number, cents: 616_000, decidedOn: '2026-10-01' }
  const { householdId, financingId, applicationId } = await makeFinancing(t.owner, t.here, parts)
  await t.asMember('finance-officer', (context) =>
    post(context, {
      key: `commitment:${financingId}`,
      journal: 'commitments',
      on: '2026-10-01',
      label: 'Engagement',
      lines: [
        {
          use: 'commitment',
          cents: 616_000,
          movement: 'commitment',
          financingId,
        },
        { use: 'commitment-counterpart', cents: -616_000 },
      ],
    }),
  )
  return { householdId, financingId, applicationId, number }
}

export const signMandate = async (t: TestHouse, householdId: string, on: PlainDate = '2026-11-01') => {
  const drafted = await t.call(
    contract.bankFiles.draftMandate,
    {
      householdId,
      debtor: 'Martine Durand',
      iban: householdIban,
      street: 'rue Haute',
      buildingNumber: '3',
      postCode: '13001',
      town: 'Marseille',
      country: 'FR',
    },
    finance,
  )
  const mandateId = drafted.body.mandateId
  const { status, body } = await t.call(
    contract.bankFiles.recordMandateFact,
    { mandateId, version: 1, fact: { kind: 'signed', on } },
    finance,
  )
  if (status !== 200) throw new Error(JSON.stringify([drafted, body]))
  return { mandateId, reference: drafted.body.reference }
}

/** A loan wholly paid out, repaid from 5 December (a Saturday) in 96 instalments, with or without its mandate. */
export const addRunningLoan = async (t: TestHouse, { mandate = true } = {}) => {
  const loan = await addLoan(t)
  const signed = mandate ? await signMandate(t, loan.householdId) : undefined
  const { here } = t
  await t.asMember('finance-officer', async (context) => {
    await post(context, {
      key: `disbursement:${loan.financingId}`,
      journal: 'loans',
      on: '2026-11-02',
      label: 'Décaissement',
      lines: [
        { use: 'loan-principal', cents: 616_000, movement: 'disbursement', financingId: loan.financingId },
        { use: 'bank', cents: -616_000 },
      ],
    })
    await context.tx
      .insertInto('schedule_version')
      .values({
        organisation_id: here.id,
        financing_id: loan.financingId,
        number: 1,
        on_date: '2026-11-02',
        reason: 'offer',
        convention: 'A',
        anchor_on: '2026-12-05',
        due_on: ['2026-12-05', '2027-01-05', '2027-02-05'],
        collect_on: ['2026-12-07', '2027-01-05', '2027-02-05'],
        cents: [6_417, 6_417, 603_166],
        recorded_at: context.now,
      })
      .execute()
    await refreshFinancings(context.tx, here.id, [loan.financingId], context.today)
  })
  return { ...loan, mandateId: signed?.mandateId ?? '' }
}

/** Payment orders already released, each to a company of its own. */
export const addOrders = async (
  t: TestHouse,
  amounts: number[],
  execution: 'bank-file' | 'cheque' = 'bank-file',
): Promise<string[]> => {
  const { owner, here } = t
  const loan = await addLoan(t)
  const [preparer, releaser] = [
    here.members['finance-officer'].membershipId,
    here.members.coordinator.membershipId,
  ]
  const ids: string[] = []
  const total = amounts.reduce((sum, cents) => sum + cents, 0)
  await t.asMember('finance-officer', (context) =>
    commitFunds(context, { financingId: loan.financingId, envelopeId: null, cents: total, on: '2026-10-01' }),
  )
  for (const [index, cents] of amounts.entries()) {
    const [payeeId, accountId, id] = [1, 2, 3].map(() => randomUUIDv7())
    await owner.query(
      `insert into payee (organisation_id, id, kind, name, created_by, created_at)
       values ($1, $2, 'company', $3, $4, now())`,
      [here.id, payeeId, `Toitures du Pays n°${index}`, preparer],
    )
    await owner.query(
      `insert into payee_account (organisation_id, id, payee_id, iban, holder, source, added_by, added_at, checked_by, checked_at, checked_how)
       values ($1, $2, $3, $4, 'Toitures', 'RIB', $5, now(), $6, now(), 'appel')`,
      [here.id, accountId, payeeId, otherIban, preparer, releaser],
    )
    await owner.query(
      `insert into payment_order (organisation_id, id, key, kind, financing_id, household_id, payee_id, cents, due_on, label,
         execution, prepared_by, prepared_at, released_by, released_at, account_id)
       values ($1, $2, $3, 'disbursement', $4, $5, $6, $7, '2026-11-20', $8, $12, $9, now(), $10, now(), $11)`,
      [
        here.id,
        id,
        `test:${id}`,
        loan.financingId,
        loan.householdId,
        payeeId,
        cents,
        `FAC-${index}`,
        preparer,
        releaser,
        accountId,
        execution,
      ],
    )
    ids.push(id ?? '')
  }
  return ids
}

/** Prepared by one, checked by the other, issued. */
export const issueNext = async (
  t: TestHouse,
  kind: 'direct-debit' | 'transfer',
  bankAccountId: string,
  executeOn: PlainDate,
) => {
  const prepared = await t.call(contract.bankFiles.prepareFile, { kind, bankAccountId, executeOn }, finance)
  if (prepared.status !== 200) throw new Error(JSON.stringify(prepared))
  const { fileId } = prepared.body
  const checked = await t.call(contract.bankFiles.checkFile, { fileId, version: 1 }, coordinator)
  if (checked.status !== 200) throw new Error(JSON.stringify(checked))
  const issued = await t.call(contract.bankFiles.issueFile, { fileId }, finance)
  if (issued.status !== 200) throw new Error(JSON.stringify(issued))
  return fileId
}

export const accountBalance = async (t: TestHouse, code: string): Promise<number> => {
  const { rows } = await t.owner.query(
    'select coalesce(sum(cents), 0)::int as cents from ledger_entry where organisation_id = $1 and account_code = $2',
    [t.here.id, code],
  )
  return rows[0].cents
}

export const importFile = async (t: TestHouse, content: string) => {
  const read = await t.call(
    contract.bankFiles.rehearseStatement,
    {},
    { ...finance, upload: { fileName: 'releve.xml', content, contentType: 'application/xml' } },
  )
  if (read.status !== 200) throw new Error(JSON.stringify(read))
  const [statementId = ''] = read.body.statementIds
  const imported = await t.call(contract.bankFiles.importStatement, { statementId }, finance)
  return { statementId, ...imported.body }
}

export const openLines = async (t: TestHouse) =>
  (await t.call(contract.bankFiles.listStatementLines, { limit: 200 }, finance)).body.rows

type Decided = { id: string; version: number; proposal?: { decision: LineDecision } | null }

/** Takes what Palier proposes, or decides otherwise. */
export const decideLine = (
  t: TestHouse,
  line: Decided | undefined,
  decision = line?.proposal?.decision,
  options: object = finance,
) => {
  if (!line || !decision) throw new Error('nothing to decide')
  return t.call(
    contract.bankFiles.decideStatementLine,
    { lineId: line.id, version: line.version, decision },
    options,
  )
}

export const undoLine = (
  t: TestHouse,
  { id, version }: { id: string; version: number },
  options: object = finance,
) =>
  t.call(
    contract.bankFiles.undoStatementDecision,
    { lineId: id, version, reason: 'Ce n’était pas cela' },
    options,
  )
