import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Mandate } from '#contract/bank-file-shapes.ts'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { reachOf } from '#domain/access.ts'
import { type PlainDate, yearOf } from '#domain/plain-date.ts'
import { decideMandateFact, mandateStanding, maskIban } from '#domain/sepa/mandates.ts'
import { mandateReferenceOf } from '#domain/sepa/references.ts'
import { findCreditorId } from '#server/bank-files/accounts.ts'
import { readUnusedMonths, storeMandateFacts } from '#server/bank-files/mandate-facts.ts'
import { isSignedPaper } from '#server/bank-files/mandate-papers.ts'
import { countRows } from '#server/count-rows.ts'
import { record } from '#server/journal.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import {
  findForUpdate,
  listFacts,
  listOfHousehold,
  listPage,
  type MandateRow,
  rowsUpTo,
} from './mandate-store.ts'

export const listMandates = useCase(contract.bankFiles.listMandates, async (context, input) => {
  const { tx, actor, today } = context
  const { after, limit, ...filters } = input
  const reading = { unusedMonths: await readUnusedMonths(context), today }
  const found = await listPage(tx, actor.organisationId, filters, reading, {
    key: decodeKey(after, 2),
    limit,
  })
  const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.created_at.toISOString(), row.id))
  return {
    rows: await viewsOf(context, rows),
    next,
    total: await countRows(tx, rowsUpTo(actor.organisationId, filters, reading)),
  }
})

export const listHouseholdMandates = useCase(
  contract.bankFiles.listHouseholdMandates,
  async (context, { householdId }) => ({
    mandates: await viewsOf(
      context,
      await listOfHousehold(context.tx, context.actor.organisationId, householdId),
    ),
  }),
)

/** The whole account number is for those who send it to the bank. */
const viewsOf = async (context: Acting, rows: readonly MandateRow[]): Promise<Mandate[]> => {
  const { tx, actor, today } = context
  const unusedMonths = await readUnusedMonths(context)
  const facts = await listFacts(
    tx,
    actor.organisationId,
    rows.map(({ id }) => id),
  )
  const seesIban = reachOf(actor.role, 'manage-bank-files') === 'all'
  return rows.map((row) => {
    const its = facts.get(row.id) ?? []
    return {
      id: row.id,
      reference: row.reference,
      household: { id: row.household_id, label: row.household },
      financing:
        row.financing_id && row.financing_number
          ? { id: row.financing_id, number: row.financing_number }
          : null,
      debtor: row.debtor,
      iban: seesIban ? row.iban : maskIban(row.iban),
      bic: seesIban ? row.bic : null,
      isSingle: row.is_single,
      noticeDays: row.notice_days,
      ...mandateStanding(its, unusedMonths, today),
      hasPaper: row.document_id !== null,
      facts: its,
      version: row.version,
    }
  })
}

type Draft = Input<typeof contract.bankFiles.draftMandate>

export const draftMandate = useCase(contract.bankFiles.draftMandate, async (context, input) => {
  const { refuse } = context
  if (!(await isHousehold(context, input.householdId))) return refuse('unknown-record')
  if (!(await findCreditorId(context))) return refuse('no-creditor-id')
  if (input.financingId && !(await isFinancingOf(context, input))) return refuse('unknown-financing')
  await holdReferences(context)
  const reference = input.reference ?? (await nextReference(context))
  if (await isTaken(context, reference)) return refuse('reference-taken')
  return { mandateId: await insertMandate(context, reference, input), reference }
})

const isHousehold = async ({ tx, actor }: Acting, householdId: string): Promise<boolean> =>
  (await tx
    .selectFrom('household')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', householdId)
    .select('id')
    .executeTakeFirst()) !== undefined

const isFinancingOf = async ({ tx, actor }: Acting, { householdId, financingId }: Draft): Promise<boolean> =>
  (await tx
    .selectFrom('financing')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('id', '=', financingId)
    .select('id')
    .executeTakeFirst()) !== undefined

/** Two mandates drafted at the same instant take two numbers. */
const holdReferences = ({ tx, actor }: Acting) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`sepa-mandate/${actor.organisationId}`}, 0))`.execute(
    tx,
  )

const nextReference = async ({ tx, actor, today }: Acting): Promise<string> => {
  const year = yearOf(today)
  const { rows } = await sql<{ last: number | null }>`
    select max(substring(reference from 7)::int) as last from sepa_mandate
    where organisation_id = ${actor.organisationId} and reference ~ ${`^M${year}-[0-9]{6}$`}`.execute(tx)
  return mandateReferenceOf(year, (rows[0]?.last ?? 0) + 1)
}

const isTaken = async ({ tx, actor }: Acting, reference: string): Promise<boolean> =>
  (await tx
    .selectFrom('sepa_mandate')
    .where('organisation_id', '=', actor.organisationId)
    .where('reference', '=', reference)
    .select('id')
    .executeTakeFirst()) !== undefined

const holderColumns = (
  holder: Pick<
    Draft,
    'debtor' | 'iban' | 'bic' | 'street' | 'buildingNumber' | 'postCode' | 'town' | 'country'
  >,
) => ({
  debtor: holder.debtor,
  iban: holder.iban,
  bic: holder.bic,
  street: holder.street,
  building_number: holder.buildingNumber,
  post_code: holder.postCode,
  town: holder.town,
  country: holder.country,
})

const insertMandate = async (context: Acting, reference: string, draft: Draft): Promise<string> => {
  const { tx, actor, now } = context
  const id = randomUUIDv7()
  await tx
    .insertInto('sepa_mandate')
    .values({
      organisation_id: actor.organisationId,
      id,
      household_id: draft.householdId,
      financing_id: draft.financingId,
      reference,
      ...holderColumns(draft),
      is_single: draft.isSingle,
      notice_days: draft.noticeDays,
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
  await record(context, {
    act: 'sepa-mandate-drafted',
    subject: { kind: 'sepa-mandate', id },
    householdId: draft.householdId,
    after: { reference, iban: maskIban(draft.iban), isSingle: draft.isSingle },
  })
  return id
}

export const recordMandateFact = useCase(
  contract.bankFiles.recordMandateFact,
  async (context, { mandateId, version, fact }) => {
    const { tx, actor, today, refuse } = context
    const mandate = await findForUpdate(tx, actor.organisationId, mandateId)
    if (!mandate) return refuse('unknown-record')
    if (mandate.version !== version) return refuse('stale-version', { version: mandate.version })
    const facts = (await listFacts(tx, actor.organisationId, [mandateId])).get(mandateId) ?? []
    const refused = decideMandateFact(facts, fact, await readUnusedMonths(context), today)
    if (refused) return refuse(refused)
    if (fact.kind === 'signed' && fact.documentId) {
      if (!(await isSignedPaper(context, mandate.household_id, fact.documentId)))
        return refuse('unknown-document')
      await change(context, mandateId, { document_id: fact.documentId })
    }
    if (fact.kind === 'amended') await change(context, mandateId, holderColumns(fact))
    const reason = 'reason' in fact ? fact.reason : null
    await storeMandateFacts(context, [{ mandateId, fact: { kind: fact.kind, on: fact.on }, reason }])
    await record(context, {
      act: `sepa-mandate-${fact.kind}`,
      subject: { kind: 'sepa-mandate', id: mandateId },
      householdId: mandate.household_id,
      before: fact.kind === 'amended' ? { iban: maskIban(mandate.iban), debtor: mandate.debtor } : undefined,
      after: wordsOf(mandate.reference, fact),
    })
    return { version: version + 1 }
  },
)

type Fact = Input<typeof contract.bankFiles.recordMandateFact>['fact']

const wordsOf = (
  reference: string,
  fact: Fact,
): { reference: string; on: PlainDate; iban?: string; debtor?: string } =>
  fact.kind === 'amended'
    ? { reference, on: fact.on, iban: maskIban(fact.iban), debtor: fact.debtor }
    : { reference, on: fact.on, ...('reason' in fact ? { reason: fact.reason } : {}) }

const change = ({ tx, actor }: Acting, id: string, columns: object) =>
  tx
    .updateTable('sepa_mandate')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .set(columns)
    .execute()
