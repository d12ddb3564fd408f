import { contract } from '#contract/index.ts'
import type { ThreadLine } from '#contract/parcels.ts'
import type { Role } from '#domain/access.ts'
import { compartmentsRead, compartmentsWritten } from '#domain/casework/compartments.ts'
import { keepCategories, type ParcelContent } from '#domain/parcels/content.ts'
import { maySend } from '#domain/parcels/decide-sharing.ts'
import type { ParcelCategory } from '#domain/parcels/kinds.ts'
import type { MeasureMotive } from '#domain/programmes/kinds.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import type { NewsPayload } from '#server/parcels/envelope.ts'
import type { ParcelWords } from '#server/parcels/parcel-rows.ts'
import { contentView } from '#server/parcels/prepare.ts'
import { readContent } from '#server/parcels/read-content.ts'
import {
  countSentParcels,
  findSentParcel,
  listSentParcels,
  type SentFilter,
  type SentParcel,
  sentView,
  standingOf,
} from '#server/parcels/sent-views.ts'
import { mayReach, withinReach } from '#server/reach.ts'
import { type Acting, useCase } from '#server/use-case.ts'

const pageOfSent = async (context: Acting, filter: SentFilter, after: string | undefined, limit: number) => {
  const rows = await listSentParcels(context, filter, decodeKey(after, 2), limit)
  const { rows: page, next } = cutPage(rows, limit, (row) => encodeKey(row.created_at.toISOString(), row.id))
  const total = await countSentParcels(context, filter)
  return { rows: page.map((row) => sentView(row, context.today)), next, total }
}

const within = ({ actor, today }: Acting) => withinReach(actor, today, 'send-referrals', 's.household_id')

export const listShared = useCase(
  contract.parcels.listShared,
  async (context, { householdId, after, limit }) =>
    pageOfSent(context, { householdId, within: within(context) }, after, limit),
)

export const listSent = useCase(contract.parcels.listSent, async (context, { after, limit, ...filter }) =>
  pageOfSent(context, { ...filter, within: within(context) }, after, limit),
)

/** The parcel, when its household is within reach of the caller. */
export const findWithinReach = async (context: Acting, parcelId: string): Promise<SentParcel | undefined> => {
  const parcel = await findSentParcel(context, parcelId)
  if (!parcel) return undefined
  const mine = !parcel.household_id || (await mayReach(context, 'send-referrals', parcel.household_id))
  return mine ? parcel : undefined
}

export const openSent = useCase(contract.parcels.open, async (context, { parcelId }) => {
  const parcel = await findWithinReach(context, parcelId)
  if (!parcel) return context.refuse('unknown-record')
  const words = parcel.words as ParcelWords
  const standing = standingOf(parcel, context.today)
  const readsWords = mayReadWords(context, parcel)
  const thread = await threadOf(context, parcelId)
  return {
    ...sentView(parcel, context.today),
    motive: (words.motive ?? null) as MeasureMotive | null,
    message: readsWords ? (words.message ?? null) : null,
    content: await contentOf(context, parcel, readsWords),
    hasLeft: parcel.state === 'left',
    thread: thread.map((line) => (readsWords ? line : { ...line, text: null })),
    reportDays: standing?.dueDays ?? [],
    reportsReceived: parcel.reports_received,
    createdBy: parcel.author,
  }
})

/** Free words stand on the side of who wrote them, as in the file of the household. */
const mayReadWords = ({ actor }: Acting, { created_by, author_role }: SentParcel): boolean => {
  const [side = 'gestion'] = author_role ? compartmentsWritten(author_role as Role) : []
  return created_by === actor.membershipId || compartmentsRead(actor.role).includes(side)
}

/** The two compartments hold here too: a rent officer does not read what a social worker sent. */
const contentOf = async (context: Acting, parcel: SentParcel, readsWords: boolean) => {
  const categories = (parcel.categories as ParcelCategory[]).filter((one) => maySend(context.actor.role, one))
  const content = await partsOf(context, parcel, categories)
  if (!content) return null
  const { handover } = (parcel.payload ?? parcel.words) as ParcelContent
  return contentView({ ...content, ...(handover && readsWords && { handover }) })
}

const partsOf = async (
  context: Acting,
  { payload, state, household_id }: SentParcel,
  categories: readonly ParcelCategory[],
): Promise<ParcelContent | undefined> => {
  if (payload !== null) {
    const { motive: _, message: __, ...parts } = keepCategories(payload as ParcelContent, categories)
    return parts
  }
  return state === 'waiting' && household_id ? readContent(context, household_id, categories) : undefined
}

/** News of both sides, in their order. */
const threadOf = async ({ tx, actor }: Acting, parcelId: string): Promise<ThreadLine[]> => {
  const received = await tx
    .selectFrom('parcel_received')
    .where('organisation_id', '=', actor.organisationId)
    .where('answers_id', '=', parcelId)
    .select(['id', 'payload', 'received_at as at'])
    .execute()
  const sent = await tx
    .selectFrom('parcel_sent as s')
    .leftJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 's.organisation_id').onRef('m.id', '=', 's.created_by'),
    )
    .where('s.organisation_id', '=', actor.organisationId)
    .where('s.answers_id', '=', parcelId)
    .select(['s.id', 's.words as payload', 's.created_at as at', 'm.name as by', 's.state'])
    .execute()
  const lines = [
    ...received.map(({ id, payload, at }) => lineOf(id, at, payload as NewsPayload | null, null, true)),
    ...sent.map(({ id, payload, at, by, state }) =>
      lineOf(id, at, payload as NewsPayload, by, false, state === 'left'),
    ),
  ]
  return lines.sort((a, b) => (a.at + a.id < b.at + b.id ? -1 : 1))
}

const lineOf = (
  id: string,
  at: Date,
  payload: NewsPayload | null,
  by: string | null,
  isFromOther: boolean,
  isTold = true,
): ThreadLine => ({
  id,
  at: at.toISOString(),
  kind: payload?.news ?? 'received',
  text: payload?.message ?? null,
  by,
  isTold,
  isFromOther,
})
