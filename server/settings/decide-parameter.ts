import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { record } from '#server/journal.ts'
import { requestProcedureRedraw } from '#server/procedures/draw-due.ts'
import { findParameterDetail } from '#server/settings/parameter-view.ts'
import { type Acting, useCase } from '#server/use-case.ts'

/** The second person: the value proposed comes into force, or is refused and stays in the history. */
export const decideParameter = useCase(
  contract.settings.decideParameter,
  async (context, { overrideId, decision, reason }) => {
    const { tx, actor, now, refuse } = context
    const found = await tx
      .selectFrom('parameter_override')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', overrideId)
      .select(['key', 'value', 'valid_from', 'valid_to', 'state', 'set_by', 'withdrawn_at'])
      .forUpdate()
      .executeTakeFirst()
    if (!found) return refuse('unknown-record')
    if (found.withdrawn_at) return refuse('already-withdrawn')
    if (found.state !== 'proposed') return refuse('already-decided')
    if (found.set_by === actor.membershipId) return refuse('own-proposal')
    if (decision === 'refuse' && reason === null) return refuse('reason-missing')

    if (decision === 'accept') await withdrawFormer(context, found.key, found.valid_from)
    await tx
      .updateTable('parameter_override')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', overrideId)
      .set({
        state: decision === 'accept' ? 'in-force' : 'refused',
        decided_by: actor.membershipId,
        decided_at: now,
        decided_reason: reason,
      })
      .execute()
    if (decision === 'accept') await requestProcedureRedraw(tx, actor.organisationId)
    await record(context, {
      act: decision === 'accept' ? 'parameter-accepted' : 'parameter-refused',
      subject: { kind: 'parameter', id: overrideId },
      after: {
        key: found.key,
        value: found.value,
        validFrom: found.valid_from,
        validTo: found.valid_to,
        reason,
      },
    })
    return (await findParameterDetail(context, found.key)) ?? refuse('unknown-record')
  },
)

/** A value accepted for a day on which another began takes its place: the history keeps both. */
const withdrawFormer = async ({ tx, actor, now }: Acting, key: string, validFrom: PlainDate) => {
  await tx
    .updateTable('parameter_override')
    .where('organisation_id', '=', actor.organisationId)
    .where('key', '=', key)
    .where('valid_from', '=', validFrom)
    .where('state', '=', 'in-force')
    .where('withdrawn_at', 'is', null)
    .set({ withdrawn_at: now, withdrawn_by: actor.membershipId, withdrawn_reason: 'Remplacée' })
    .execute()
}
