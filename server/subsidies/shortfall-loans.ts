import { contract } from '#contract/index.ts'
import type { FundingField } from '#domain/funding/kinds.ts'
import type { FundingPurpose } from '#domain/funding/product-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { decideSettlement } from '#domain/subsidies/shortfall.ts'
import { addShortfallLine, dropShortfallLine } from '#server/applications/filed-lines.ts'
import { record } from '#server/journal.ts'
import { lockLoans } from '#server/loans/hold-loan.ts'
import { latestProduct, listLendingProducts } from '#server/products/find-product.ts'
import { mayReach } from '#server/reach.ts'
import { sumCovered } from '#server/subsidies/covered.ts'
import { findAdvance } from '#server/subsidies/find-advance.ts'
import { readAdvance } from '#server/subsidies/read-advance.ts'
import { listLoansOf } from '#server/subsidies/unspent.ts'
import { type Acting, useCase } from '#server/use-case.ts'

const { subsidies } = contract

export const listLoanProducts = useCase(subsidies.listLoanProducts, async (context, { financingId }) => {
  const advance = await findAdvance(context, 'write-applications', financingId)
  if (advance.refused) return context.refuse(advance.refused)
  const { field, purpose } = await findDestination(context, advance.applicationId)
  const products = await listLendingProducts(context.tx, context.actor.organisationId)
  return {
    rows: products.flatMap(({ productId, definition }) => {
      const { name, fields, purposes, from, to, length, amount } = definition
      const isFor = purposes.includes(purpose) && fields.includes(field)
      if (!isFor || !length || !isWithin(context.today, from, to)) return []
      const { minCents, maxCents, stepCents } = amount
      const { minMonths, maxMonths } = length
      return [{ productId, name, minCents, maxCents, stepCents, minMonths, maxMonths }]
    }),
  }
})

const isWithin = (on: PlainDate, from: PlainDate | null, to: PlainDate | null) =>
  (from === null || from <= on) && (to === null || on <= to)

const findDestination = async ({ tx, actor }: Acting, applicationId: string) => {
  const { field, purpose } = await tx
    .selectFrom('application')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', applicationId)
    .select(['field', 'purpose'])
    .executeTakeFirstOrThrow()
  return { field: field as FundingField, purpose: purpose as FundingPurpose }
}

/**
 * A loan of its own takes the shortfall over, where the file has none or where the envelope of its loan is closed: what
 * is lent comes back to the envelope it left, so that one loan is of one envelope.
 */
export const askLoan = useCase(
  subsidies.askLoan,
  async (context, { financingId, productId, cents, months }) => {
    const { tx, actor } = context
    await lockLoans(tx, actor.organisationId, [financingId])
    const advance = await findAdvance(context, 'write-applications', financingId)
    if (advance.refused) return context.refuse(advance.refused)
    const decision = decideSettlement(await readFacts(context, advance), {
      way: 'converted',
      cents,
      hasLoan: true,
      // The household agrees by accepting the offer.
      consented: true,
    })
    if (decision.outcome === 'refused') return context.refuse(decision.reason, decision)
    const product = await latestProduct(tx, actor.organisationId, productId)
    if (!product || product.closedOn !== null) return context.refuse('unknown-product')
    if (product.definition.kind !== 'loan') return context.refuse('not-lending')
    const added = await addShortfallLine(
      context,
      { applicationId: advance.applicationId, shortfallOf: financingId, product },
      { requestedCents: cents, months },
    )
    if (added.refused === 'product-refuses') return context.refuse(added.refused, { missing: added.missing })
    if (added.refused) return context.refuse(added.refused)
    await journal(context, 'shortfall-loan-asked', advance, {
      cents,
      months,
      product: product.definition.name,
    })
    return { lineId: added.lineId }
  },
)

type Advance = { id: string; applicationId: string; householdId: string }

const readFacts = async (context: Acting, advance: Advance) => {
  const { derived } = await readAdvance(context, advance)
  const loans = await listLoansOf(context, advance.applicationId)
  return {
    shortfallCents: derived.shortfallCents,
    unspentCents: loans.reduce((sum, { unspentCents }) => sum + unspentCents, 0),
    proposedCents: await sumCovered(context, advance),
  }
}

const journal = (
  context: Acting,
  act: string,
  { id, householdId }: Omit<Advance, 'applicationId'>,
  after: object,
) => record(context, { act, subject: { kind: 'financing', id }, householdId, after })

export const withdrawLoan = useCase(subsidies.withdrawLoan, async (context, { lineId, reason }) => {
  const { tx, actor } = context
  const line = await tx
    .selectFrom('application_line as l')
    .innerJoin('financing as f', (join) =>
      join.onRef('f.organisation_id', '=', 'l.organisation_id').onRef('f.id', '=', 'l.shortfall_of'),
    )
    .where('l.organisation_id', '=', actor.organisationId)
    .where('l.id', '=', lineId)
    .select(['f.id', 'f.household_id as householdId', 'l.application_id as applicationId'])
    .select('l.requested_cents as cents')
    .executeTakeFirst()
  if (!line || !(await mayReach(context, 'write-applications', line.householdId)))
    return context.refuse('unknown-record')
  const { applicationId, cents } = line
  if ((await dropShortfallLine(context, { applicationId, lineId })) === 'on-its-way')
    return context.refuse('on-its-way')
  await journal(context, 'shortfall-loan-withdrawn', line, { cents, reason })
  return { lineId }
})
