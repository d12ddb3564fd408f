import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { listOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { byKey, parameterView } from '#server/settings/parameter-view.ts'
import { useCase } from '#server/use-case.ts'

export const listParameterProposals = useCase(
  contract.settings.listParameterProposals,
  async (context, { after, limit }) => {
    const { tx, actor } = context
    const waiting = tx
      .selectFrom('parameter_override as o')
      .where('o.organisation_id', '=', actor.organisationId)
      .where('o.state', '=', 'proposed')
      .where('o.withdrawn_at', 'is', null)
    const found = await waiting
      .innerJoin('membership as s', (join) =>
        join.onRef('s.organisation_id', '=', 'o.organisation_id').onRef('s.id', '=', 'o.set_by'),
      )
      .select([
        'o.id',
        'o.key',
        'o.value',
        'o.valid_from',
        'o.reason',
        'o.set_at',
        sql<string>`o.set_at::text`.as('place'),
        'o.set_by',
        's.name as setBy',
      ])
      .where(isAfter([sql`o.set_at`, sql`o.id`], decodeKey(after, 2)))
      .orderBy('o.set_at')
      .orderBy('o.id')
      .limit(limit + 1)
      .execute()
    const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.place, row.id))
    const known = new Map(byKey(await listOrganisationParameters(context)).map((one) => [one[0]?.key, one]))
    return {
      rows: rows.flatMap(({ id, key, value, valid_from, reason, set_at, set_by, setBy }) => {
        const versions = known.get(key)
        if (!versions) return []
        const { label, unit, subject, current } = parameterView(versions, valid_from)
        return [
          {
            id,
            key,
            label,
            unit,
            subject,
            value,
            before: current?.value ?? null,
            validFrom: valid_from,
            reason,
            setBy,
            setAt: set_at.toISOString(),
            isMine: set_by === actor.membershipId,
          },
        ]
      }),
      next,
      total: await countRows(tx, (most) => sql`(${waiting.select('o.id').limit(most)})`),
    }
  },
)
