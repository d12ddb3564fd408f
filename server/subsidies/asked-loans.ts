import type { Cents } from '#domain/money.ts'
import { isEndedOffer, type OfferStage } from '#domain/offers/transitions.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { AskedLoanState } from '#domain/subsidies/kinds.ts'
import { coursesOfLines } from '#server/applications/filed-lines.ts'
import type { Paying } from '#server/disbursements/paying.ts'
import { listLoansOf, type ProjectLoan } from './unspent.ts'

export type AskedLoan = {
  lineId: string
  productName: string
  cents: Cents
  months: number | null
  askedOn: PlainDate
  askedBy: string
  state: AskedLoanState
  isFresh: boolean
  financing: { id: string; number: string } | null
  /** What of it is still to come: neither lent nor free to be lent. */
  pendingCents: Cents
}

type Advance = { id: string; applicationId: string }

/** Loans asked for on the file to take the shortfall of an advance over, the oldest first. */
export const listAskedLoans = async (acting: Paying, advance: Advance): Promise<AskedLoan[]> => {
  const rows = await readRows(acting, advance.id)
  if (rows.length === 0) return []
  const courseOf = await coursesOfLines(acting, advance.applicationId)
  const loans = await listLoansOf(acting, advance.applicationId)
  return rows.map(({ offerStage, financingId, number, askedOn, ...row }) => {
    const { state: course, isFresh } = courseOf(row.lineId)
    const isGranted = course === 'granted' && financingId !== null
    const loan = isGranted ? loans.find(({ id }) => id === financingId) : undefined
    const state = isGranted ? stateOfLoan(offerStage, loan) : course === 'refused' ? 'refused' : 'to-decide'
    return {
      ...row,
      askedOn: askedOn as PlainDate,
      isFresh,
      state,
      financing: isGranted && number ? { id: financingId, number } : null,
      pendingCents: pendingOf(state, loan?.grantedCents ?? row.cents),
    }
  })
}

const stateOfLoan = (stage: string | null, loan: ProjectLoan | undefined): AskedLoanState => {
  if (stage !== null && isEndedOffer(stage as OfferStage)) return 'given-up'
  if (loan?.block === null) return loan.unspentCents > 0 ? 'open' : 'used'
  return loan?.block === 'disbursements-closed' ? 'used' : 'offer-awaited'
}

const pendingOf = (state: AskedLoanState, cents: Cents): Cents =>
  state === 'to-decide' || state === 'offer-awaited' ? cents : 0

/** A line opened again after its first grant ended has several financings: the last one is its own. */
const readRows = async ({ tx, actor }: Paying, advanceId: string) =>
  tx
    .selectFrom('application_line as l')
    .innerJoin('product_version as v', (join) =>
      join
        .onRef('v.organisation_id', '=', 'l.organisation_id')
        .onRef('v.product_id', '=', 'l.product_id')
        .onRef('v.number', '=', 'l.product_number'),
    )
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'l.organisation_id').onRef('m.id', '=', 'l.asked_by'),
    )
    .leftJoin('financing as f', (join) =>
      join.onRef('f.organisation_id', '=', 'l.organisation_id').onRef('f.line_id', '=', 'l.id'),
    )
    .leftJoin('offer_standing as o', (join) =>
      join.onRef('o.organisation_id', '=', 'f.organisation_id').onRef('o.financing_id', '=', 'f.id'),
    )
    .where('l.organisation_id', '=', actor.organisationId)
    .where('l.shortfall_of', '=', advanceId)
    .distinctOn(['l.position', 'l.id'])
    .orderBy('l.position')
    .orderBy('l.id')
    .orderBy('f.created_at', 'desc')
    .select(['l.id as lineId', 'v.name as productName', 'l.requested_cents as cents', 'l.months'])
    .select(['l.asked_on as askedOn', 'm.name as askedBy', 'f.id as financingId', 'f.number'])
    .select('o.stage as offerStage')
    .execute()
