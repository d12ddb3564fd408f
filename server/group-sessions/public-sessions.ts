import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { PublicSession, PublicSessions } from '#contract/group-sessions.ts'
import { writeCalendar } from '#domain/casework/calendar-feed.ts'
import { parisInstant } from '#domain/paris-time.ts'
import { addDays, formatDate } from '#domain/plain-date.ts'
import { writeAtom } from '#domain/reception/atom.ts'
import { type SessionKind, sessionKindLabels } from '#domain/reception/kinds.ts'
import { seatsTaken } from '#domain/reception/seats.ts'
import { sayTime } from '#domain/reception/slots.ts'
import { timeInParis } from '#server/clock.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { difficultyNow } from '#server/referrals/form-limits.ts'
import { signForm } from '#server/referrals/form-token.ts'
import { findPublication } from './publication.ts'
import { type Drawn, drawSessions, hasStarted } from './session-store.ts'

/** An organisation that publishes its sessions, what it shows, and when it last changed. */
export type Published = {
  organisationId: string
  name: string
  slug: string
  words: string | null
  changedAt: Date
  sessions: Drawn[]
}

const monthsAhead = 366
const daysBehind = 7

/** What anyone may see; undefined when the organisation does not publish, or is not one: the answer is the same. */
export const findPublished = async (house: House, slug: string): Promise<Published | undefined> => {
  const organisation = await house.database.kysely
    .selectFrom('organisation')
    .where('slug', '=', slug)
    .select(['id', 'name', 'slug'])
    .executeTakeFirst()
  if (!organisation) return undefined
  return inOrganisation(
    house.database,
    organisation.id,
    (tx) => readPublished(house, tx, organisation),
    'read only',
  )
}

const readPublished = async (
  house: House,
  tx: Tx,
  { id: organisationId, name, slug }: { id: string; name: string; slug: string },
): Promise<Published | undefined> => {
  const here = { tx, actor: { organisationId } }
  const publication = await findPublication(here)
  if (!publication?.is_on) return undefined
  const today = house.clock.today()
  const shown = sql<boolean>`s.is_published and s.on_date between ${addDays(today, -daysBehind)}::date
    and ${addDays(today, monthsAhead)}::date`
  const sessions = await drawSessions(here, shown, { limit: 500 })
  return { organisationId, name, slug, words: publication.words, changedAt: publication.changed_at, sessions }
}

const coming = (house: House, { sessions }: Published) => {
  const now = { today: house.clock.today(), time: timeInParis(house.clock.now()) }
  return sessions.filter((session) => !session.cancelledAt && !hasStarted(session, now))
}

const publicSession = (session: Drawn): PublicSession => ({
  sessionId: session.sessionId,
  kind: sessionKindLabels[session.kind as SessionKind],
  title: session.title,
  words: session.words,
  onDate: session.onDate,
  startTime: session.startTime,
  endTime: session.endTime,
  place: session.place.name,
  address: session.place.address,
  accessWords: session.accessWords,
  isWheelchairAccessible: session.isWheelchairAccessible,
  phone: session.placePhone,
  seats: seatsSaid(session),
})

const seatsSaid = ({ takesPublic, capacity, requests }: Drawn): PublicSession['seats'] => {
  if (!takesPublic) return 'ask'
  return seatsTaken(capacity, requests) < capacity ? 'free' : 'waiting-list'
}

export const readPublicPage = async (house: House, slug: string): Promise<PublicSessions | undefined> => {
  const published = await findPublished(house, slug)
  if (!published) return undefined
  const { organisationId, name, words } = published
  const bits = await inOrganisation(
    house.database,
    organisationId,
    (tx) => difficultyNow({ tx, organisationId }),
    'read only',
  )
  return {
    organisation: name,
    words,
    sessions: coming(house, published).map(publicSession),
    difficultyBits: bits,
    ...signForm(house.secret, organisationId, bits, house.clock.now()),
  }
}

const latest = ({ changedAt, sessions }: Published): string =>
  new Date(
    Math.max(changedAt.getTime(), ...sessions.map((session) => session.changedAt.getTime())),
  ).toISOString()

const whenAndWhere = ({ onDate, startTime, endTime, place }: Drawn) =>
  `Le ${formatDate(onDate)}, de ${sayTime(startTime)} à ${sayTime(endTime)}. ${place.name}, ${place.address}.`

/** The coming sessions as news; one that is cancelled says so until its day has passed. */
export const writeSessionFeed = (house: House, published: Published): string => {
  const { organisationId, name, slug, words, sessions } = published
  const pageUrl = `${house.url}/seances/${slug}`
  return writeAtom({
    id: `urn:uuid:${organisationId}`,
    title: `${name} : séances à venir`,
    subtitle: words,
    updatedAt: latest(published),
    selfUrl: `${house.url}/flux/${slug}/seances.atom`,
    pageUrl,
    author: name,
    entries: sessions
      .filter(({ onDate }) => onDate >= house.clock.today())
      .map((session) => ({
        id: `urn:uuid:${session.sessionId}`,
        title: session.cancelledAt ? `Annulée : ${session.title}` : session.title,
        updatedAt: session.changedAt.toISOString(),
        url: `${pageUrl}#seance-${session.sessionId}`,
        category: { term: session.kind, label: sessionKindLabels[session.kind as SessionKind] },
        summary: [whenAndWhere(session), session.words, session.accessWords].filter(Boolean).join('\n'),
      })),
  })
}

export const writeSessionCalendar = (house: House, { name, slug, sessions }: Published): string =>
  writeCalendar(
    `${name} : séances`,
    sessions.map((session) => ({
      uid: `seance-${session.sessionId}@palier`,
      sequence: session.version - 1,
      start: parisInstant(session.onDate, session.startTime),
      end: parisInstant(session.onDate, session.endTime),
      changedAt: session.changedAt.toISOString(),
      summary: session.title,
      location: `${session.place.name}, ${session.place.address}`,
      description: [session.words, session.accessWords].filter(Boolean).join('\n'),
      url: `${house.url}/seances/${slug}`,
      cancelled: session.cancelledAt !== null,
    })),
  )

/** The same content, the same tag: a reader that has it is told so in a line. */
export const tagOf = (content: string): string =>
  `"${createHash('sha256').update(content).digest('base64url').slice(0, 32)}"`
