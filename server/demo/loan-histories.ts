import { contract } from '#contract/index.ts'
import type { LoanView } from '#contract/loan-shapes.ts'
import { addDays, daysBetween, earlierOf, laterOf, type PlainDate } from '#domain/plain-date.ts'
import type { Teller } from '#server/demo/teller.ts'
import { requestLoanFollowing } from '#server/loans/nightly.ts'

const officer = 'marc.delorme'
const other = 'ines.caron'

/** How a household repays, one story after the other. */
const stories = ['regular', 'rejected', 'suspended', 'lost', 'early', 'frozen', 'late', 'regular'] as const
type Story = (typeof stories)[number]

/** What households repaid of the loans that were paid out: most in time, some not, each in its own way. */
export const tellLoans = async (teller: Teller): Promise<void> => {
  const ids = await listLent(teller)
  for (const [rank, financingId] of ids.entries())
    await tellLoan(teller, financingId, stories[rank % stories.length] ?? 'regular')
  await requestLoanFollowing(teller.tx, teller.organisationId)
}

const listLent = async ({ tx, organisationId }: Teller): Promise<string[]> => {
  const rows = await tx
    .selectFrom('financing_standing')
    .where('organisation_id', '=', organisationId)
    .where('kind', 'in', ['loan', 'microcredit'])
    .where('principal_cents', '>', 0)
    .select('financing_id')
    .orderBy('financing_id')
    .execute()
  return rows.map(({ financing_id }) => financing_id)
}

const open = (teller: Teller, financingId: string, ago = 0): Promise<LoanView> =>
  teller.did(officer, ago, contract.loans.open, { financingId })

const tellLoan = async (teller: Teller, financingId: string, story: Story): Promise<void> => {
  const { rows } = await open(teller, financingId)
  const due = rows.filter(({ dueOn }) => dueOn < teller.today)
  const paidUntil = story === 'late' || story === 'frozen' || story === 'lost' ? due.slice(0, -4) : due
  for (const row of paidUntil) await pay(teller, financingId, row.collectOn, row.cents)
  // A story needs some months behind it.
  if (due.length > 1) await turns[story](teller, financingId, due.at(-1)?.dueOn ?? teller.today)
}

const pay = async (teller: Teller, financingId: string, on: PlainDate, cents: number): Promise<string> => {
  const ago = Math.max(0, daysBetween(on, teller.today))
  const { version } = await open(teller, financingId, ago)
  const { paymentId } = await teller.did(officer, ago, contract.loans.recordPayment, {
    financingId,
    version,
    on: addDays(teller.today, -ago),
    cents,
    means: 'transfer',
    acceptsSurplus: true,
  })
  return paymentId
}

type Turn = (teller: Teller, financingId: string, lastDueOn: PlainDate) => Promise<void>

const fact = async (
  teller: Teller,
  financingId: string,
  ago: number,
  kind: 'loan-frozen' | 'loan-doubtful',
  reason: string,
) => {
  const { version } = await open(teller, financingId, ago)
  const on = addDays(teller.today, -ago)
  await teller.did(officer, ago, contract.loans.recordFact, {
    financingId,
    version,
    fact: { kind, on, reason },
  })
}

const turns: Readonly<Record<Story, Turn>> = {
  regular: async () => {},
  late: async () => {},
  rejected: async (teller, financingId, lastDueOn) => {
    const { version, payments } = await open(teller, financingId)
    const last = payments[0]
    if (!last) return
    const on = earlierOf(addDays(lastDueOn, 6), teller.today)
    await teller.did(officer, Math.max(0, daysBetween(on, teller.today)), contract.loans.rejectPayment, {
      financingId,
      version,
      paymentId: last.paymentId,
      on: laterOf(on, last.on),
      reason: 'insufficient-funds',
    })
  },
  suspended: async (teller, financingId) => {
    const { version, nextDueOn } = await open(teller, financingId)
    if (!nextDueOn) return
    await teller.did(officer, 0, contract.loans.changeSchedule, {
      financingId,
      version,
      change: { kind: 'suspension', fromOn: nextDueOn, months: 3 },
      signedOn: teller.daysAgo(2),
    })
  },
  early: async (teller, financingId) => {
    const { version, outstandingCents, lateCents, dueCents } = await open(teller, financingId)
    if (lateCents > 0 || dueCents > 0 || outstandingCents < 40_000) return
    await teller.did(officer, 0, contract.loans.repayEarly, {
      financingId,
      version,
      cents: Math.floor(outstandingCents / 400) * 100,
      keep: 'term',
      means: 'cheque',
    })
  },
  frozen: (teller, financingId) =>
    fact(teller, financingId, 20, 'loan-frozen', 'Dossier recevable devant la commission de surendettement.'),
  lost: async (teller, financingId) => {
    await fact(teller, financingId, 15, 'loan-doubtful', 'Plus de quatre-vingt-dix jours, courriers revenus.')
    const { version } = await open(teller, financingId, 5)
    await teller.did(other, 5, contract.loans.proposeWriteOff, {
      financingId,
      version,
      on: teller.daysAgo(5),
      cents: null,
      reason: 'insolvent-estate',
      comment: 'Décès de l’emprunteur ; le notaire confirme une succession insolvable.',
    })
  },
}
