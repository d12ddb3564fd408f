import { sql } from 'kysely'
import { addDays, daysBetween, formatDate, type PlainDate } from '#domain/plain-date.ts'
import { raiseTasks, settleRaisedTasks } from '#server/casework/raise-task.ts'
import { inOrganisation } from '#server/db.ts'
import { findPaidFinancing, type PaidFinancing, type Paying } from '#server/disbursements/paying.ts'
import { findOfficer } from '#server/disbursements/tell-payments.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { readRates, type SubsidyRates } from '#server/subsidies/rates.ts'
import { type AdvanceReading, readAdvance, type SubsidyStanding } from '#server/subsidies/read-advance.ts'

type Reminder = { key: string; title: string; dueOn: PlainDate }

/** What somebody has to do about the subsidies of an advance, from a day on. */
const remindersOf = (
  { derived, subsidies }: AdvanceReading,
  { worksReminderDays }: SubsidyRates,
  { number }: PaidFinancing,
  today: PlainDate,
): Reminder[] => [
  ...subsidies.filter(({ over }) => over === null).flatMap((one) => ofSubsidy(one, worksReminderDays, today)),
  ...(derived.shortfallCents > 0
    ? [{ key: 'shortfall', title: `Avance ${number} : un manque est à régler`, dueOn: today }]
    : []),
  ...(derived.owedToHouseholdCents > 0
    ? [{ key: 'refund', title: `Avance ${number} : une somme est à rendre au ménage`, dueOn: today }]
    : []),
]

const silenceReminderDays = 30

const ofSubsidy = (subsidy: SubsidyStanding, worksReminderDays: number, today: PlainDate): Reminder[] => {
  const { id, funder, worksDeadlineOn, silentRejectionOn } = subsidy
  const reminders: Reminder[] = []
  if (worksDeadlineOn && daysBetween(today, worksDeadlineOn) <= worksReminderDays)
    reminders.push({
      key: `works/${id}/${worksDeadlineOn}`,
      title: `${funder} : travaux à finir et solde à demander avant le ${formatDate(worksDeadlineOn)}`,
      dueOn: worksDeadlineOn,
    })
  if (silentRejectionOn && today >= addDays(silentRejectionOn, -silenceReminderDays))
    reminders.push({
      key: `silence/${id}/${silentRejectionOn}`,
      title: `${funder} : sans réponse le ${formatDate(silentRejectionOn)}, la demande est rejetée`,
      dueOn: silentRejectionOn,
    })
  return reminders
}

const prefixOf = (financingId: string) => `subsidy/${financingId}/`

/** Raises what is to be done about an advance, and settles what no longer has an object. */
export const tellSubsidies = async (acting: Paying, advance: PaidFinancing): Promise<void> => {
  const reminders = remindersOf(
    await readAdvance(acting, advance),
    await readRates(acting),
    advance,
    acting.today,
  )
  const assigneeId = await findOfficer(acting, advance.applicationId)
  const prefix = prefixOf(advance.id)
  await raiseTasks(
    acting,
    reminders.map(({ key, title, dueOn }) => ({
      householdId: advance.householdId,
      assigneeId,
      kind: 'subsidy-date' as const,
      title: title.slice(0, 300),
      dueOn,
      originKey: `${prefix}${key}`,
      link: `financements/prets/${advance.id}`,
    })),
  )
  const { rows } = await sql<{ key: string }>`
    select origin_key as key from task
    where organisation_id = ${acting.actor.organisationId} and household_id = ${advance.householdId}
      and kind = 'subsidy-date' and closed_at is null and starts_with(origin_key, ${prefix})`.execute(
    acting.tx,
  )
  const live = new Set(reminders.map(({ key }) => `${prefix}${key}`))
  await settleRaisedTasks(
    acting,
    rows.map(({ key }) => key).filter((key) => !live.has(key)),
    'La subvention a avancé : ce rappel n’a plus d’objet.',
  )
}

const batch = 200

/** Every advance that has money out or to pay. Run twice, it ends the same. */
export const followSubsidies = job('subsidies.follow', async (house, { organisationId }, signal) => {
  const acting = { today: house.clock.today(), now: house.clock.now(), actor: { organisationId } }
  let after: string | undefined = firstId
  while (after !== undefined) {
    signal.throwIfAborted()
    const from: string = after
    after = await inOrganisation(house.database, organisationId, async (tx) => {
      const { rows } = await sql<{ id: string }>`
        select id from financing where organisation_id = ${organisationId}
          and kind in ('subsidy-advance', 'cash-facility') and id > ${from}::uuid
        order by id limit ${batch}`.execute(tx)
      for (const { id } of rows) {
        const advance = await findPaidFinancing({ ...acting, tx }, id)
        if (advance) await tellSubsidies({ ...acting, tx }, advance)
      }
      return rows.length < batch ? undefined : rows.at(-1)?.id
    })
  }
})
const firstId = '00000000-0000-0000-0000-000000000000'

export const nightlySubsidies: Nightly = {
  name: 'follow-subsidies',
  at: '18 4 * * *',
  enqueueFor: (tx, organisationId) =>
    enqueue(tx, followSubsidies, { organisationId }, { key: `subsidies.follow/${organisationId}` }),
}
