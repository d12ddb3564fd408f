import { contract } from '#contract/index.ts'
import type { ConventionRegime } from '#domain/offers/regime.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'

const find = ({ tx, actor }: Acting, conventionId: string) =>
  tx
    .selectFrom('convention')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', conventionId)
    .select(['credit_regime', 'credit_regime_reason', 'version'])

export const getCreditRegime = useCase(contract.offers.getCreditRegime, async (context, { conventionId }) => {
  const row = await find(context, conventionId).executeTakeFirst()
  if (!row) return context.refuse('unknown-record')
  return {
    creditRegime: row.credit_regime as ConventionRegime,
    reason: row.credit_regime_reason,
    version: row.version,
  }
})

export const setCreditRegime = useCase(
  contract.offers.setCreditRegime,
  async (context, { conventionId, version, creditRegime, reason }) => {
    const { tx, actor, refuse } = context
    const row = await find(context, conventionId).forUpdate().executeTakeFirst()
    if (!row) return refuse('unknown-record')
    if (row.version !== version) return refuse('stale-version', { version: row.version })
    if (creditRegime !== 'full' && reason === null) return refuse('reason-needed')
    await tx
      .updateTable('convention')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', conventionId)
      .set({ credit_regime: creditRegime, credit_regime_reason: reason, version: version + 1 })
      .execute()
    await record(context, {
      act: 'convention-credit-regime-set',
      subject: { kind: 'convention', id: conventionId },
      before: { creditRegime: row.credit_regime },
      after: { creditRegime },
    })
    return { version: version + 1 }
  },
)
