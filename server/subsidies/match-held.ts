import { isRepaidBySubsidy } from '#domain/funding/kinds.ts'
import { matchingMove } from '#domain/subsidies/matching.ts'
import { heldFor, type PaidFinancing, type Paying, standingsOf } from '#server/disbursements/paying.ts'
import { post } from '#server/ledger/post.ts'

/**
 * What was received before the artisans were paid repays the advance as soon as it is due, and is the household's again
 * when a payment comes back. `cause` names what moved the money, so that the match is written once.
 */
export const matchHeld = async (
  acting: Paying,
  financing: Pick<PaidFinancing, 'id' | 'kind' | 'number' | 'envelopeId'>,
  cause: string,
): Promise<void> => {
  if (!isRepaidBySubsidy(financing.kind)) return
  const outstandingCents = (await standingsOf(acting, [financing.id])).get(financing.id)?.outstanding ?? 0
  const moved = matchingMove({ outstandingCents, heldCents: await heldFor(acting, financing.id) })
  if (moved === 0) return
  await post(acting, {
    key: `advance-match:${financing.id}:${cause}`,
    journal: 'loans',
    on: acting.today,
    label: `Rapprochement des subventions reçues · ${financing.number}`,
    lines: [
      { use: 'owed-to-household', cents: moved, financingId: financing.id },
      {
        use: 'subsidy-advance',
        cents: -moved,
        movement: 'repayment',
        financingId: financing.id,
        ...(financing.envelopeId ? { envelopeId: financing.envelopeId } : {}),
      },
    ],
  })
}
