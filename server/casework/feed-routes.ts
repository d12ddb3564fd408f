import { Hono } from 'hono'
import type { DeadlineRow } from '#contract/deadlines.ts'
import { type Role, roles } from '#domain/access.ts'
import { type CalendarEvent, writeCalendar } from '#domain/casework/calendar-feed.ts'
import { type TaskKind, taskKindLabels } from '#domain/casework/kinds.ts'
import { addDays } from '#domain/plain-date.ts'
import { type AppointmentViewRow, appointmentViews } from '#server/casework/appointment-store.ts'
import { organisationOfKey } from '#server/casework/feed-key.ts'
import type { Reader } from '#server/casework/readable.ts'
import { type TaskViewRow, tasksOf, taskViews } from '#server/casework/task-store.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import { listFollowedDeadlines } from '#server/deadlines/followed.ts'
import type { House } from '#server/house.ts'
import { hashToken } from '#server/session.ts'

/** The calendar a member follows from their own software: the address is the key. */
export const feedRoutes = (house: House): Hono => {
  const routes = new Hono()
  routes.get('/ics/:file{.+\\.ics}', async (c) => {
    const key = c.req.param('file').slice(0, -'.ics'.length)
    const organisationId = organisationOfKey(key)
    const calendar =
      organisationId &&
      (await inOrganisation(
        house.database,
        organisationId,
        (tx) => writeFeedOf(house, tx, organisationId, key),
        'read only',
      ))
    if (!calendar) return c.text('Cet agenda n’existe pas ou n’est plus suivi.', 404)
    return c.body(calendar, 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-store',
    })
  })
  return routes
}

const findFollowed = async (house: House, tx: Tx, organisationId: string, key: string) => {
  const found = await tx
    .selectFrom('membership as m')
    .innerJoin('organisation as o', 'o.id', 'm.organisation_id')
    .where('m.organisation_id', '=', organisationId)
    .where('m.feed_key_hash', '=', hashToken(key))
    .where((eb) => eb.or([eb('m.ended_on', 'is', null), eb('m.ended_on', '>=', house.clock.today())]))
    .select(['m.id', 'm.user_id', 'm.name', 'm.role', 'm.team_id', 'm.feed_shows_names', 'o.slug'])
    .executeTakeFirst()
  return found && isRole(found.role) ? { ...found, role: found.role } : undefined
}

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text)

const writeFeedOf = async (house: House, tx: Tx, organisationId: string, key: string) => {
  const member = await findFollowed(house, tx, organisationId, key)
  if (!member) return undefined
  const { id: membershipId, user_id: userId, name, role, team_id: teamId } = member
  const today = house.clock.today()
  const reader: Reader = { actor: { organisationId, membershipId, userId, name, role, teamId }, today }
  const look: Look = { url: `${house.url}/${member.slug}`, showsNames: member.feed_shows_names }
  const appointments = await appointmentViews(tx, reader)
    .where('x.membership_id', '=', membershipId)
    .where('x.starts_at', '>=', new Date(addDays(today, -90)))
    .where('x.starts_at', '<=', new Date(addDays(today, 366)))
    .orderBy('x.starts_at')
    .limit(2000)
    .execute()
  const tasks = await taskViews(tx, reader)
    .where(tasksOf(reader.actor, today, 'x'))
    .where('x.closed_at', 'is', null)
    .where('x.due_on', '<=', addDays(today, 60))
    .orderBy('x.due_on')
    .limit(500)
    .execute()
  const deadlines = await listFollowedDeadlines({ tx, ...reader })
  const writtenAt = house.clock.now().toISOString()
  return writeCalendar('Palier', [
    ...appointments.map((row) => appointmentEvent(row, look)),
    ...deadlines.map((row) => deadlineEvent(row, look, writtenAt)),
    ...tasks.map((row) => taskEvent(row, look)),
  ])
}

type Look = { url: string; showsNames: boolean }

const linkTo = ({ url }: Look, householdId: string | null) =>
  householdId ? `${url}/menages/${householdId}` : `${url}/ma-journee`

/** `Martine DURAND et Paul Rey` → `M. D. P. R.` */
const initialsOf = (label: string): string =>
  label
    .split(/[\s-]+/u)
    .filter((word) => /^\p{L}/u.test(word) && word.toLowerCase() !== 'et')
    .map((word) => `${word[0]?.toUpperCase()}.`)
    .join(' ')

/** Without names: what it is, initials, and the link, which asks to sign in. */
const appointmentEvent = (row: AppointmentViewRow, look: Look): CalendarEvent => ({
  uid: `rdv-${row.id}@palier`,
  sequence: row.version - 1,
  start: row.starts_at.toISOString(),
  end: row.ends_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
  cancelled: row.cancelled_at !== null,
  remindMinutes: row.remind_minutes ?? undefined,
  url: linkTo(look, row.household_id),
  ...(look.showsNames
    ? {
        summary: [row.title, row.household].filter(Boolean).join(' – '),
        location: row.place ?? undefined,
        description: row.with_whom ? `Avec ${row.with_whom}` : undefined,
      }
    : { summary: row.household_id ? `RDV ménage ${initialsOf(row.household ?? '')}`.trim() : 'RDV' }),
})

const taskEvent = (row: TaskViewRow, look: Look): CalendarEvent => ({
  uid: `tache-${row.id}@palier`,
  sequence: row.version - 1,
  start: row.due_on,
  end: addDays(row.due_on, 1),
  changedAt: row.created_at.toISOString(),
  url: linkTo(look, row.household_id),
  summary: look.showsNames
    ? [row.title, row.household].filter(Boolean).join(' – ')
    : `À faire : ${taskKindLabels[row.kind as TaskKind].toLowerCase()} ${initialsOf(row.household ?? '')}`.trim(),
})

/** The words of the law and the household: never what was written with a fact. */
const deadlineEvent = (row: DeadlineRow, look: Look, changedAt: string): CalendarEvent => {
  const { household, procedureId, isLegal, label, dueOn } = row
  const legal = isLegal ? ' légale' : ''
  return {
    uid: `echeance-${procedureId}-${row.key}@palier`,
    sequence: 0,
    start: dueOn,
    end: addDays(dueOn, 1),
    changedAt,
    url: `${linkTo(look, household.id)}/procedures/${procedureId}`,
    summary: look.showsNames
      ? `Échéance${legal} : ${label} – ${household.label}`
      : `Échéance${legal} de procédure ${initialsOf(household.label)}`.trim(),
  }
}
