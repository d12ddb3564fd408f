import type { Explanation } from '#domain/explanation.ts'
import { isRepaidByInstalments } from '#domain/funding/kinds.ts'
import {
  type Convention,
  makeSchedule,
  type ScheduleProblem,
  type ScheduleRow,
} from '#domain/loans/schedule.ts'
import type { OfferTerms } from '#domain/offers/offer-facts.ts'
import { type ConventionRegime, decideRegime, purposeOfField } from '#domain/offers/regime.ts'
import { computeTaeg, costOf, flowsOf } from '#domain/offers/taeg.ts'
import type { Law } from '#domain/offers/walk-offer.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { FoundFinancing } from '#server/funding/find-application.ts'
import type { Acting } from '#server/use-case.ts'

export type AskedTerms = { on: PlainDate; firstDueOn: PlainDate | null; insuranceCents: number }

export type TermsProblem = ScheduleProblem | 'first-due-needed' | 'first-due-too-early' | 'no-rate'
export type MadeTerms =
  | {
      terms: OfferTerms
      rows: ScheduleRow[]
      costCents: number
      explanation: Explanation
      problem?: undefined
    }
  | { problem: TermsProblem }

/** What an offer of this day would say: the regime, the schedule, what it costs in a year. */
export const makeTerms = async (
  context: Pick<Acting, 'tx' | 'actor'>,
  financing: FoundFinancing,
  law: Law,
  asked: AskedTerms,
): Promise<MadeTerms> => {
  const { grantedCents, months, kind, product } = financing
  const schedule = scheduleOf(financing, asked)
  if ('problem' in schedule) return { problem: schedule.problem }
  const { rows } = schedule
  const charges = chargesOf(product, rows.length === 0 ? 0 : asked.insuranceCents)
  const flows = flowsOf(
    grantedCents,
    rows.length > 0 ? rows.map(({ cents }) => cents) : [grantedCents],
    charges,
    rows.length > 0 ? financing.deferralMonths : (months ?? 1) - 1,
  )
  const taeg = computeTaeg(flows)
  if (taeg === undefined) return { problem: 'no-rate' }
  const { regime, explanation } = decideRegime(
    {
      kind,
      purpose: purposeOfField(financing.field),
      cents: grantedCents,
      months,
      isFree: costOf(flows) === 0,
      convention: await protectionOf(context, financing),
    },
    law.on(asked.on),
  )
  return {
    terms: {
      regime,
      cents: grantedCents,
      months,
      firstDueOn: rows.length > 0 ? asked.firstDueOn : null,
      ...charges,
      taeg,
    },
    rows,
    costCents: costOf(flows),
    explanation,
  }
}

const chargesOf = ({ charges }: FoundFinancing['product'], insuranceCents: number) => ({
  feeCents: charges.fileFeeCents,
  insuranceCents: charges.insurance === 'none' ? 0 : insuranceCents,
  insuranceIsCompulsory: charges.insurance === 'compulsory',
})

/** The rows that the household would pay; none for an advance that a subsidy repays. */
export const scheduleOf = (
  { kind, grantedCents, months, product }: FoundFinancing,
  { on, firstDueOn }: Pick<AskedTerms, 'on' | 'firstDueOn'>,
): { rows: ScheduleRow[] } | { problem: TermsProblem } => {
  if (!isRepaidByInstalments(kind) || months === null) return { rows: [] }
  if (firstDueOn === null) return { problem: 'first-due-needed' }
  if (firstDueOn <= on) return { problem: 'first-due-too-early' }
  const made = makeSchedule({
    convention: roundingOf(product.convention),
    principalCents: grantedCents,
    instalments: months,
    firstDueOn,
  })
  return made.problem ? { problem: made.problem } : { rows: made.rows }
}

/** A length is what was granted: where the product lets the instalment be chosen, it is rounded to the cent. */
const roundingOf = (convention: Convention | null): 'A' | 'B' => (convention === 'B' ? 'B' : 'A')

/** The convention's word where there is one; else the product's. */
const protectionOf = async (
  { tx, actor }: Pick<Acting, 'tx' | 'actor'>,
  { conventionId, product }: FoundFinancing,
): Promise<ConventionRegime> => {
  if (conventionId === null) return product.protection
  const { credit_regime } = await tx
    .selectFrom('convention')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', conventionId)
    .select('credit_regime')
    .executeTakeFirstOrThrow()
  return credit_regime as ConventionRegime
}
