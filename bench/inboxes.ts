import type { Request } from '#bench/answer-users.ts'
import type { Place } from '#bench/place.ts'
import { referrals } from '#contract/referrals.ts'
import { technicalReports } from '#contract/technical-reports.ts'
import { familyNames, streetNames, towns } from '#db/seed/names.ts'
import { technicalSubjects } from '#domain/technical-reports/kinds.ts'
import { dayInParis } from '#server/clock.ts'

/** As many technical reports and requests received as measures: three in four are answered. */
export const loadInboxes = async (
  place: Place,
  wanted: number,
  tell: (line: string) => void,
): Promise<void> => {
  const { owner, organisationId } = place
  const { rows } = await owner.query('select count(*)::int as known from referral')
  if (rows[0].known >= wanted) return
  const today = dayInParis(new Date())
  const streets = streetNames.flatMap((street) => towns.map(({ town }) => `${street}, ${town}`))
  await owner.query(
    `insert into technical_report (organisation_id, id, household_id, concerns, place, subjects, urgency, description,
       seen_on, written_by, written_on, answer_due_on, answer, decision, answered_on, answered_by)
     select $1, gen_random_uuid(), h.id, 'dwelling', 1 + mod(rank, 150) || ' ' || s.all_of[1 + mod(rank, cardinality(s.all_of))],
       array[k.all_of[1 + mod(rank, cardinality(k.all_of))]], case when mod(rank, 9) = 0 then 'danger' else 'ordinary' end,
       'Constat.', $4::date - mod(rank, 700), m.ids[1 + mod(rank, cardinality(m.ids))], $4::date - mod(rank, 700),
       $4::date - mod(rank, 700) + 15, case when mod(rank, 4) > 0 then 'Vu.' end, case when mod(rank, 4) > 0 then 'no-action' end,
       case when mod(rank, 4) > 0 then $4::date - mod(rank, 700) end, case when mod(rank, 4) > 0 then m.ids[1] end
     from (select id, row_number() over (order by id)::int as rank from household where organisation_id = $1
         order by id limit $2) h,
       (select $3::text[] as all_of) s, (select $5::text[] as all_of) k,
       (select array_agg(id) as ids from membership where organisation_id = $1) m`,
    [organisationId, wanted, streets, today, technicalSubjects],
  )
  await owner.query(
    `insert into referral (organisation_id, id, kind, source, reference, sender_name, sender_kind, subject_label, search,
       content, received_at, due_on, state, state_on, assignee_id)
     select $1, gen_random_uuid(), 'referral', (array['partner', 'public-form', 'e-mail', 'arrears'])[1 + mod(rank, 4)],
       'B' || rank, 'Mairie ' || mod(rank, 300), 'local-authority', n.name || ' ' || rank,
       ' ' || fold(n.name) || ' ' || rank || ' b' || rank || ' mairie ' || mod(rank, 300), '{"motive": "arrears"}',
       $4::date - mod(rank, 700), $4::date - mod(rank, 700) + 15,
       (array['received', 'accepted', 'declined', 'redirected'])[1 + mod(rank, 4)], $4::date - mod(rank, 700),
       case when mod(rank, 3) > 0 then m.ids[1 + mod(rank, cardinality(m.ids))] end
     from (select rank, ($3::text[])[1 + mod(rank, cardinality($3::text[]))] as name from generate_series(1, $2::int) rank) n,
       (select array_agg(id) as ids from membership where organisation_id = $1) m`,
    [organisationId, wanted, familyNames, today],
  )
  await owner.query('vacuum analyze technical_report')
  await owner.query('vacuum analyze referral')
  tell(`signalements techniques et demandes reçues : ${wanted} de chaque`)
}

export const inboxRequests = (): Record<string, Request> => ({
  'Signalements techniques, par lieu, état ou sujet': (user, dice) =>
    user.call(technicalReports.list, {
      ...dice.pick([
        { place: dice.pick(towns).town },
        { place: dice.pick(streetNames).slice(0, 6) },
        { state: 'waiting' as const },
        { isLate: true as const, urgency: 'danger' as const },
        { subject: dice.pick(technicalSubjects) },
      ]),
    }),
  'Demandes reçues, filtrées ou cherchées': (user, dice) =>
    user.call(referrals.list, {
      ...dice.pick([
        {},
        { isLate: true },
        { whose: 'mine' as const },
        { source: 'public-form' as const },
        { text: dice.pick(familyNames).slice(0, 5) },
      ]),
    }),
  'Demandes reçues, comptes': (user) => user.call(referrals.count, {}),
})
