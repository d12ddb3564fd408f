import { sql } from 'kysely'
import { addDays } from '#domain/plain-date.ts'
import { inOrganisation } from '#server/db.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { record } from '#server/journal.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'

/** Some time after a session, who signed up is erased; how many came remains. A household known keeps its own trace. */
export const eraseSignUps = job('group-sessions.erase', (house, { organisationId }) =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const here = { tx, actor: { organisationId } }
    const today = house.clock.today()
    const days = (await readOrganisationParameters(here, today)).readNearest('reception.sign-up-days')
    const { rows } = await sql<{ erased: number }>`
      with gone as (
        update session_sign_up u set person_name = null, email = null, phone = null, erased_on = ${today}
        from group_session s
        where u.organisation_id = ${organisationId}
          and (s.organisation_id, s.id) = (u.organisation_id, u.session_id)
          and s.on_date < ${addDays(today, -days)}::date and u.erased_on is null
        returning 1)
      select count(*)::int as erased from gone`.execute(tx)
    const erased = rows[0]?.erased ?? 0
    if (erased > 0)
      await record(here, { act: 'sign-ups-erased', subject: { kind: 'organisation' }, after: { erased } })
  }),
)

export const nightlyErasing: Nightly = {
  name: 'erase-sign-ups',
  at: '41 3 * * *',
  enqueueFor: (tx, organisationId) =>
    enqueue(tx, eraseSignUps, { organisationId }, { key: `group-sessions.erase/${organisationId}` }),
}
