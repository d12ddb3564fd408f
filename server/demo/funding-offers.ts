import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { type FinancingKind, type FundingField, isRepaidByInstalments } from '#domain/funding/kinds.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import { addDays, addMonths, daysBetween, firstOfMonth, type PlainDate } from '#domain/plain-date.ts'
import type { Teller } from '#server/demo/teller.ts'

/** A line of a file that was filed, with what its decision needs. */
export type FiledLine = {
  applicationId: string
  lineId: string
  filedOn: PlainDate
  kind: FinancingKind
  field: FundingField
  communeCode: string | null
  cents: number
  months: number | null
  product: ProductDefinition
}

const reviewer = 'bruno.leroy'

/** Sent three days after the decision, received, then accepted; one is withdrawn, one left unanswered. */
export const tellOffer = async (
  teller: Teller,
  line: FiledLine,
  financingId: string,
  decidedOn: PlainDate,
): Promise<void> => {
  if (line.kind === 'grant' || line.kind === 'recurring-aid') return
  const sentOn = addDays(decidedOn, 3)
  if (!hasCome(teller, sentOn)) return
  const hasSchedule = isRepaidByInstalments(line.kind) && line.months !== null
  await teller.did(reviewer, ago(teller, sentOn), contract.offers.send, {
    financingId,
    on: sentOn,
    firstDueOn: hasSchedule ? addDays(firstOfMonth(addMonths(sentOn, 3)), 4) : null,
    insuranceCents: 0,
  })
  const { terms } = await teller.did(reviewer, ago(teller, sentOn), contract.offers.get, { financingId })
  const isMortgage = terms?.regime === 'mortgage'
  const receivedOn = addDays(sentOn, 2)
  if (isMortgage) await note(teller, financingId, receivedOn, { kind: 'offer-received' })
  const fate = Number(line.cents / 100) % 9
  if (fate === 4) return
  const acceptedOn = isMortgage ? addDays(receivedOn, 12) : addDays(sentOn, 5)
  await note(teller, financingId, acceptedOn, { kind: 'offer-accepted' })
  if (fate === 7 && !isMortgage)
    await note(teller, financingId, addDays(acceptedOn, 9), { kind: 'offer-withdrawn' })
}

export const tellMicrocredit = async (
  teller: Teller,
  financingId: string,
  decidedOn: PlainDate,
): Promise<void> => {
  const steps: [days: number, change: Input<typeof contract.offers.recordMicrocredit>['change']][] = [
    [2, { kind: 'microcredit-interview' }],
    [9, { kind: 'microcredit-budget-diagnosed' }],
    [12, { kind: 'microcredit-sent-to-bank', bank: 'Caisse des Deux Vallées' }],
    [30, { kind: 'microcredit-bank-accepted', cents: 300_000, months: 36, rateBasisPoints: 250 }],
    [36, { kind: 'microcredit-signed' }],
    [44, { kind: 'microcredit-paid-out' }],
  ]
  for (const [days, change] of steps) {
    const on = addDays(decidedOn, days)
    if (!hasCome(teller, on)) return
    await teller.did(reviewer, ago(teller, on), contract.offers.recordMicrocredit, {
      financingId,
      on,
      change,
    })
  }
}

const ago = ({ today }: Teller, day: PlainDate): number => daysBetween(day, today)
const hasCome = (teller: Teller, day: PlainDate): boolean => day <= teller.today

type Change = Input<typeof contract.offers.record>['change']

const note = async (teller: Teller, financingId: string, on: PlainDate, change: Change): Promise<void> => {
  if (hasCome(teller, on))
    await teller.did(reviewer, ago(teller, on), contract.offers.record, { financingId, on, change })
}
