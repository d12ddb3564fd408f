import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { requestProcedureRedraw } from '#server/procedures/draw-due.ts'
import { findParameterDetail } from '#server/settings/parameter-view.ts'
import { useCase } from '#server/use-case.ts'

export const withdrawOverride = useCase(
  contract.settings.withdrawOverride,
  async (context, { overrideId, reason }) => {
    const { tx, actor, now, refuse } = context
    const found = await tx
      .selectFrom('parameter_override')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', overrideId)
      .select(['key', 'value', 'valid_from', 'withdrawn_at'])
      .forUpdate()
      .executeTakeFirst()
    if (!found) return refuse('unknown-record')
    if (found.withdrawn_at) return refuse('already-withdrawn')
    await tx
      .updateTable('parameter_override')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', overrideId)
      .set({ withdrawn_at: now, withdrawn_by: actor.membershipId, withdrawn_reason: reason })
      .execute()
    await requestProcedureRedraw(tx, actor.organisationId)
    await record(context, {
      act: 'parameter-override-withdrawn',
      subject: { kind: 'parameter', id: overrideId },
      before: { key: found.key, value: found.value, validFrom: found.valid_from },
      after: { reason },
    })
    return (await findParameterDetail(context, found.key)) ?? refuse('unknown-record')
  },
)
