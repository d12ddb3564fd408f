import type { AccountUse } from '#domain/ledger/uses.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { post } from '#server/ledger/post.ts'
import { freshKeys, reversePosted } from '#server/ledger/reverse.ts'
import type { Acting } from '#server/use-case.ts'

const keyOf = (lineId: string): string => `statement-line:${lineId}`

/** What a payment taken from a statement bears, so that it is found again. */
export const statementReference = (lineId: string): string => `releve:${lineId}`

/**
 * The movement in the account, against what it was expected as. The bank's own words stay on its statement: they name
 * persons, and the books are read by those who may not know them.
 */
export const postMovement = async (
  context: Acting,
  { id, cents, bookedOn }: { id: string; cents: Cents; bookedOn: PlainDate },
  against: AccountUse,
  label: string,
): Promise<void> => {
  const base = keyOf(id)
  const key = (await freshKeys(context, [base])).get(base) ?? base
  await post(context, {
    key,
    journal: 'bank',
    on: bookedOn,
    label,
    lines: [
      { use: 'bank', cents },
      { use: against, cents: -cents },
    ],
  })
}

export const reverseMovement = (context: Acting, lineId: string): Promise<void> =>
  reversePosted(context, [keyOf(lineId)], context.today)
