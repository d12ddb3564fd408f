import { contract } from '#contract/index.ts'
import type { Tx } from '#server/db.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

export const findPublication = ({ tx, actor }: { tx: Tx; actor: { organisationId: string } }) =>
  tx
    .selectFrom('session_publication')
    .where('organisation_id', '=', actor.organisationId)
    .select(['is_on', 'words', 'changed_at', 'version'])
    .executeTakeFirst()

export const publication = useCase(contract.groupSessions.publication, async (context) => {
  const row = await findPublication(context)
  const { slug } = await context.tx
    .selectFrom('organisation')
    .where('id', '=', context.actor.organisationId)
    .select('slug')
    .executeTakeFirstOrThrow()
  const { url } = context.house
  return {
    isOn: row?.is_on ?? false,
    words: row?.words ?? null,
    version: row?.version ?? 0,
    pageUrl: `${url}/seances/${slug}`,
    feedUrl: `${url}/flux/${slug}/seances.atom`,
    calendarUrl: `${url}/flux/${slug}/seances.ics`,
  }
})

export const setPublication = useCase(
  contract.groupSessions.setPublication,
  async (context, { version, isOn, words }) => {
    const { tx, actor, now } = context
    const row = await findPublication(context)
    if ((row?.version ?? 0) !== version)
      return context.refuse('stale-version', { version: row?.version ?? 0 })
    const next = { is_on: isOn, words, changed_at: now, version: version + 1 }
    await tx
      .insertInto('session_publication')
      .values({ organisation_id: actor.organisationId, ...next })
      .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(next))
      .execute()
    await record(context, {
      act: 'session-publication-set',
      subject: { kind: 'organisation' },
      before: { isOn: row?.is_on ?? false },
      after: { isOn },
    })
    return { version: version + 1 }
  },
)
