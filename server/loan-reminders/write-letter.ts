import type { ReminderKind } from '#domain/loans/reminders.ts'
import { formatEuros } from '#domain/money.ts'
import { formatLongDate } from '#domain/plain-date.ts'
import { financingWithProduct } from '#server/funding/with-product.ts'
import { type RenderedLetter, renderLetter } from '#server/letters/render-letter.ts'
import type { LetterTable } from '#server/letters/typeset-letter.ts'
import type { Acting } from '#server/use-case.ts'
import type { DecidedLoan } from './decide.ts'

const templates = { first: 'loan-first-reminder', second: 'loan-second-reminder' } as const
export const templateOf = (kind: ReminderKind) => templates[kind]

/** The letter as it would leave today, with every instalment that is late. */
export const writeReminder = async (
  context: Acting,
  { record, state }: DecidedLoan,
  kind: ReminderKind,
): Promise<RenderedLetter> =>
  renderLetter(context, {
    templateKey: templateOf(kind),
    householdId: record.householdId,
    values: {
      'numéro de financement': record.number,
      produit: await findProductName(context, record.financingId),
      'montant en retard': formatEuros(state.lateCents),
      ...(state.oldestUnpaidOn ? { 'en retard depuis': formatLongDate(state.oldestUnpaidOn) } : {}),
    },
    tables: { 'échéances en retard': lateTable(state) },
  })

const lateTable = ({ rows }: DecidedLoan['state']): LetterTable => ({
  columns: [
    { label: 'Échéance du', numeric: false },
    { label: 'Reste à payer', numeric: true },
  ],
  rows: rows
    .filter(({ state }) => state === 'late')
    .map(({ dueOn, cents, paidCents, remittedCents }) => [
      formatLongDate(dueOn),
      formatEuros(cents - paidCents - remittedCents),
    ]),
})

const findProductName = async (context: Acting, financingId: string): Promise<string> =>
  (await financingWithProduct(context, financingId).select('v.name').executeTakeFirstOrThrow()).name
