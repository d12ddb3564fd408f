import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import type { ParameterUnit } from '#domain/legal-parameter.ts'
import { findImplausibility } from '#domain/parameter-plausibility.ts'
import { record } from '#server/journal.ts'
import { listOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { findParameterDetail } from '#server/settings/parameter-view.ts'
import { useCase } from '#server/use-case.ts'

/** Beyond these, the value was typed in another unit. */
const largest: Readonly<Record<ParameterUnit, number>> = {
  cents: 1_000_000_000,
  'basis-points': 100_000,
  'hundred-thousandths': 10_000_000,
  sixtieths: 60,
  months: 600,
  days: 3660,
  count: 2000,
  boolean: 1,
  phone: 999_999_999,
}

export const proposeParameter = useCase(
  contract.settings.proposeParameter,
  async (context, { key, value, validFrom, validTo, reason, source, doubt }) => {
    const { tx, actor, now, refuse } = context
    const before = await findParameterDetail(context, key)
    if (!before) return refuse('unknown-record')
    if (validTo !== null && validTo < validFrom) return refuse('ends-before-it-starts')
    if (value > largest[before.unit]) return refuse('value-out-of-bounds')
    const suspect = findImplausibility(await listOrganisationParameters(context), { key, value, validFrom })
    if (suspect && doubt === null) return refuse('implausible', suspect)

    const id = randomUUIDv7()
    const set = await tx
      .insertInto('parameter_override')
      .values({
        organisation_id: actor.organisationId,
        id,
        key,
        value,
        valid_from: validFrom,
        valid_to: validTo,
        reason,
        state: 'proposed',
        source: source?.reference ?? null,
        source_on: source?.readOn ?? null,
        confidence: source?.confidence ?? 'own-decision',
        doubt: suspect ? doubt : null,
        set_by: actor.membershipId,
        set_at: now,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['organisation_id', 'key', 'valid_from'])
          .where('withdrawn_at', 'is', null)
          .where('state', '=', 'proposed')
          .doNothing(),
      )
      .executeTakeFirst()
    if (set.numInsertedOrUpdatedRows !== 1n) return refuse('already-proposed')
    await record(context, {
      act: 'parameter-proposed',
      subject: { kind: 'parameter', id },
      before: { key, value: before.current?.value ?? null },
      after: { key, value, validFrom, validTo, reason, source },
    })
    return (await findParameterDetail(context, key)) ?? refuse('unknown-record')
  },
)
