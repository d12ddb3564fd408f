import { isRepaidByInstalments } from '#domain/funding/kinds.ts'
import { changeProblemLabels, changeSchedule } from '#domain/loans/change-schedule.ts'
import { findBoundsProblem } from '#domain/loans/product-bounds.ts'
import { replayLoan } from '#domain/loans/replay.ts'
import { loanRules } from '#domain/loans/rules.ts'
import { sumCents } from '#domain/money.ts'
import type { PaidFinancing, Paying } from '#server/disbursements/paying.ts'
import { commitFunds } from '#server/envelopes/commit-funds.ts'
import { recordFinancingFact } from '#server/funding/record-financing-fact.ts'
import { type LedgerLine, post } from '#server/ledger/post.ts'
import { followDisbursement, openSchedule } from '#server/loans/follow-disbursement.ts'
import { readLoans } from '#server/loans/loan-store.ts'
import { readBounds } from '#server/loans/product-bounds.ts'
import { currentSchedule, insertVersion } from '#server/loans/schedule-store.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { tellSubsidies } from '#server/subsidies/follow.ts'
import type { StoredSettlement } from './settlement-store.ts'

type Settled = { outcome: 'settled' }
type Refused = {
  outcome: 'refused'
  reason:
    | Extract<Awaited<ReturnType<typeof commitFunds>>, { outcome: 'refused' }>['reason']
    | 'schedule-problem'
  details: unknown
}

type Settling = Pick<StoredSettlement, 'id' | 'way' | 'cents' | 'instalments' | 'agreedOn'>

/**
 * Carries a settlement out: the advance is owed so much less, and who owes it instead is written in the same entry. The
 * caller holds the advance and the loan.
 */
export const carryOut = async (
  acting: Paying,
  advance: PaidFinancing,
  loan: PaidFinancing | undefined,
  settling: Settling,
): Promise<Settled | Refused> => {
  const { id, way, cents } = settling
  const on = acting.today
  const lends = way === 'converted' ? loan : undefined
  const problem = lends && (await addToSchedule(acting, lends, settling))
  if (problem) return { outcome: 'refused', reason: 'schedule-problem', details: { told: problem } }
  // First what comes back to the envelope, then what is lent out of it again.
  await post(acting, {
    key: `shortfall:${id}`,
    journal: way === 'repaid' ? 'bank' : 'loans',
    on,
    label: `Manque sur l’avance ${advance.number}`,
    lines: [otherSide(settling, loan), claimLine(advance, settling)],
  })
  if (lends) {
    const commitmentId = `shortfall:${id}`
    const commitment = { financingId: lends.id, envelopeId: lends.envelopeId, cents, on, commitmentId }
    const committed = await commitFunds(acting, commitment)
    if (committed.outcome === 'refused') return committed
  }
  await recordBoth(acting, advance, loan, settling)
  return { outcome: 'settled' }
}

const envelopeOf = ({ envelopeId }: PaidFinancing) => (envelopeId ? { envelopeId } : {})

const claimLine = (advance: PaidFinancing, { way, cents }: Settling): LedgerLine => ({
  use: 'subsidy-advance',
  cents: -cents,
  movement: way === 'lost' ? 'write-off' : 'repayment',
  financingId: advance.id,
  ...envelopeOf(advance),
})

const otherSide = ({ way, cents }: Settling, loan: PaidFinancing | undefined): LedgerLine => {
  if (way === 'repaid') return { use: 'bank', cents }
  if (way === 'lost' || !loan) return { use: 'write-off', cents }
  return {
    use: 'loan-principal',
    cents,
    movement: 'disbursement',
    financingId: loan.id,
    ...envelopeOf(loan),
  }
}

/**
 * Why it cannot be, in French; otherwise the new schedule is kept, over the instalments agreed or over those that remain
 * (handbook money §2.6 bis).
 */
const addToSchedule = async (
  acting: Paying,
  loan: PaidFinancing,
  { cents, instalments, agreedOn }: Settling,
): Promise<string | undefined> => {
  const { tx, actor, today } = acting
  const [record] = await readLoans(tx, actor.organisationId, [loan.id])
  if (!record || !isRepaidByInstalments(record.kind))
    return 'Ce financement ne se rembourse pas par échéances.'
  const first = record.history.versions.at(-1) ?? (await openSchedule(acting, record))
  if (!first) return changeProblemLabels['no-instalment']
  const history = { ...record.history, versions: [first] }
  const rules = loanRules(await readOrganisationParameters(acting, today))
  const current = currentSchedule({ ...record, history }, replayLoan(history, rules, today))
  const change = {
    kind: 'added-principal',
    on: today,
    cents,
    ...(instalments ? { instalments } : {}),
  } as const
  const made = changeSchedule(current, change)
  if (made.problem) return changeProblemLabels[made.problem]
  const lentCents = sumCents(history.disbursements.map((one) => one.cents))
  const bounds = await readBounds(acting, loan.id)
  const changed = { before: current.rows, after: made.rows, lentCents, addedCents: cents }
  const beyond = findBoundsProblem(bounds, changed)
  if (beyond) return beyond.told
  const { problem: _, ...schedule } = made
  await insertVersion(acting, {
    ...schedule,
    financingId: loan.id,
    number: first.number + 1,
    on: today,
    reason: 'added-principal',
    convention: current.convention,
    remittedCents: first.remittedCents,
    change,
    signedOn: agreedOn,
  })
  return undefined
}

const recordBoth = async (
  acting: Paying,
  advance: PaidFinancing,
  loan: PaidFinancing | undefined,
  { id, way, cents }: Settling,
): Promise<void> => {
  const on = acting.today
  await recordFinancingFact(acting, {
    financingId: advance.id,
    fact: { kind: 'shortfall-settled', on, settlementId: id, way, cents, loanId: loan?.id ?? null },
  })
  if (loan) {
    await recordFinancingFact(acting, {
      financingId: loan.id,
      fact: {
        kind: 'shortfall-taken-over',
        on,
        settlementId: id,
        advanceId: advance.id,
        cents,
        isNewMoney: way === 'converted',
      },
    })
    await followDisbursement(acting, [loan.id])
  }
  await tellSubsidies(acting, advance)
}
