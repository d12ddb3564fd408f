import { contract } from '#contract/index.ts'
import { explainInstalments } from '#domain/subsidies/explain-instalments.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { mayReach } from '#server/reach.ts'
import { useCase } from '#server/use-case.ts'

export const estimateInstalments = useCase(
  contract.subsidies.estimate,
  async (context, { subsidyId, progressBasisPoints }) => {
    const { tx, actor, today } = context
    const subsidy = await tx
      .selectFrom('subsidy')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', subsidyId)
      .select(['household_id', 'requested_cents', 'notified_cents'])
      .executeTakeFirst()
    if (!subsidy || !(await mayReach(context, 'read-funding', subsidy.household_id)))
      return context.refuse('unknown-record')
    const receipts = await tx
      .selectFrom('subsidy_receipt')
      .where('organisation_id', '=', actor.organisationId)
      .where('subsidy_id', '=', subsidyId)
      .where('reversed_on', 'is', null)
      .select(['kind', 'cents'])
      .orderBy('received_on')
      .orderBy('id')
      .execute()
    const of = (kind: string) => receipts.filter((receipt) => receipt.kind === kind).map(({ cents }) => cents)
    return explainInstalments(
      {
        subsidyCents: subsidy.notified_cents ?? subsidy.requested_cents,
        advanceCents: of('advance').reduce((sum, cents) => sum + cents, 0),
        interimCents: of('interim'),
        progressBps: progressBasisPoints,
      },
      await readOrganisationParameters(context, today),
    )
  },
)
