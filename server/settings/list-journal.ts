import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { seesNames } from '#domain/access.ts'
import { addDays } from '#domain/plain-date.ts'
import { endOfDayInParis } from '#server/clock.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { type Context, useCase } from '#server/use-case.ts'

type Filter = Input<typeof contract.settings.listJournal>

/** What these acts changed is about the house, not about a household: it may be read here. */
const settingsSubjects = new Set([
  'membership',
  'team',
  'invitation',
  'access-token',
  'parameter',
  'organisation',
])

export const listJournal = useCase(contract.settings.listJournal, async (context, filter) => {
  const { after, limit } = filter
  const found = await lines(context, filter)
    .leftJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'j.organisation_id').onRef('m.id', '=', 'j.membership_id'),
    )
    .leftJoin('household as h', (join) =>
      join.onRef('h.organisation_id', '=', 'j.organisation_id').onRef('h.id', '=', 'j.household_id'),
    )
    .select([
      'j.id',
      'j.at',
      sql<string>`j.at::text`.as('place'),
      'j.act',
      'j.subject_kind as subjectKind',
      'j.household_id as householdId',
      'j.before',
      'j.after',
      'm.name as who',
      'h.label as household',
    ])
    .where(isAfter([sql`j.at`, sql`j.id`], decodeKey(after, 2), 'desc'))
    .orderBy('j.at', 'desc')
    .orderBy('j.id', 'desc')
    .limit(limit + 1)
    .execute()
  const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.place, row.id))
  const named = seesNames(context.actor.role)
  return {
    rows: rows.map(({ place: _, at, household, before, after: changed, ...row }) => {
      const isTold = named && row.householdId === null && settingsSubjects.has(row.subjectKind)
      return {
        ...row,
        at: at.toISOString(),
        household: named ? household : null,
        before: isTold ? before : null,
        after: isTold ? changed : null,
      }
    }),
    next,
    total: await countLines(context, filter),
  }
})

const lines = ({ tx, actor }: Context, { from, to, membershipId, act, householdId }: Filter) =>
  tx
    .selectFrom('journal as j')
    .where('j.organisation_id', '=', actor.organisationId)
    .$if(from !== undefined, (q) => q.where('j.at', '>=', endOfDayInParis(addDays(from ?? '2000-01-01', -1))))
    .$if(to !== undefined, (q) => q.where('j.at', '<', endOfDayInParis(to ?? '2000-01-01')))
    .$if(membershipId !== undefined, (q) => q.where('j.membership_id', '=', membershipId ?? null))
    .$if(act !== undefined, (q) => q.where('j.act', '=', act ?? ''))
    .$if(householdId !== undefined, (q) => q.where('j.household_id', '=', householdId ?? null))

const countLines = (context: Context, filter: Filter) =>
  countRows(context.tx, (limit) => sql`(${lines(context, filter).select('j.id').limit(limit)})`)
