import { z } from 'zod'
import { WorklistFilters } from '#contract/arrears.ts'
import { MeasureFilters } from '#contract/measure-shapes.ts'
import { Day, Id, Instant } from '#contract/shapes.ts'
import {
  batchSources,
  batchStates,
  channels,
  compartments,
  messageStates,
  refusalOrigins,
  skipReasons,
} from '#domain/communications/kinds.ts'
import { languages } from '#domain/households/kinds.ts'

export const ChannelShape = z.enum(channels)
export const CompartmentShape = z.enum(compartments)
export const LanguageShape = z.enum(languages)
const MessageStateShape = z.enum(messageStates)

export const TemplateRow = z.object({
  templateId: Id,
  name: z.string(),
  channel: ChannelShape,
  compartment: CompartmentShape,
  languages: z.array(z.string()),
  isArchived: z.boolean(),
  writtenAt: Instant.nullable(),
})

export const WordingView = z.object({
  language: z.string(),
  number: z.int(),
  subject: z.string(),
  body: z.string(),
  at: Instant,
  by: z.string(),
})

export const TemplateView = z.object({
  templateId: Id,
  name: z.string(),
  channel: ChannelShape,
  compartment: CompartmentShape,
  isArchived: z.boolean(),
  version: z.int(),
  wordings: z.array(WordingView),
})

/** Where the recipients of a batch come from: a list that exists, narrowed as its screen narrows it. */
export const BatchSourceShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('arrears'), filters: WorklistFilters }),
  z.object({ kind: z.literal('measures'), filters: MeasureFilters }),
  z.object({ kind: z.literal('own-households') }),
  z.object({ kind: z.literal('session'), sessionId: Id }),
  z.object({ kind: z.literal('household'), householdId: Id }),
])
export type BatchSourceShape = z.output<typeof BatchSourceShape>

/** What a message says and looks like, before anybody receives it. */
export const MessagePreview = z.object({
  subject: z.string(),
  text: z.string(),
  /** The pages of a letter, one under the other, as a picture. */
  svg: z.string().nullable(),
  pageCount: z.int().nullable(),
  sms: z.object({ parts: z.int(), characters: z.int(), isUnicode: z.boolean() }).nullable(),
  missingFields: z.array(z.string()),
  unknownFields: z.array(z.string()),
})

const batchFields = {
  batchId: Id,
  name: z.string(),
  channel: ChannelShape,
  compartment: CompartmentShape,
  source: z.enum(batchSources),
  state: z.enum(batchStates),
  createdBy: z.string(),
  createdAt: Instant,
  releasedBy: z.string().nullable(),
  releasedAt: Instant.nullable(),
  heldUntil: Instant.nullable(),
  endedAt: Instant.nullable(),
  postedOn: Day.nullable(),
}

export const BatchRow = z.object({
  ...batchFields,
  recipients: z.int(),
  sent: z.int(),
  skipped: z.int(),
  returned: z.int(),
})

export const BatchView = z.object({
  ...batchFields,
  version: z.int(),
  templateId: Id.nullable(),
  templateName: z.string().nullable(),
  workId: Id.nullable(),
  /** Held when released now, because of the quiet hours. */
  wouldWaitUntil: Instant.nullable(),
  states: z.array(z.object({ state: MessageStateShape, count: z.int() })),
  reasons: z.array(z.object({ reason: z.enum(skipReasons), count: z.int() })),
  /** Languages nobody translated, and how many will read French instead. */
  untranslated: z.array(z.object({ language: z.string(), count: z.int() })),
  /** How many were delivered and how many came back. */
  delivered: z.int(),
  returned: z.int(),
})

const messageFields = {
  messageId: Id,
  state: MessageStateShape,
  skipReason: z.enum(skipReasons).nullable(),
  skipDetail: z.string().nullable(),
  address: z.string().nullable(),
  language: z.string().nullable(),
  untranslated: z.string().nullable(),
  problem: z.string().nullable(),
  sentAt: Instant.nullable(),
  deliveredAt: Instant.nullable(),
  bouncedAt: Instant.nullable(),
  bounceReason: z.string().nullable(),
  hasFile: z.boolean(),
}

export const RecipientRow = z.object({ ...messageFields, householdId: Id, householdLabel: z.string() })

export const HouseholdMessageRow = z.object({
  ...messageFields,
  batchId: Id,
  name: z.string(),
  channel: ChannelShape,
  compartment: CompartmentShape,
  releasedBy: z.string().nullable(),
  postedOn: Day.nullable(),
})

/** The proof kept of one message. */
export const MessageProof = HouseholdMessageRow.extend({
  subject: z.string().nullable(),
  body: z.string().nullable(),
  /** SHA-256 of what left, in hexadecimal. */
  fingerprint: z.string().nullable(),
  providerId: z.string().nullable(),
  bounceIsPermanent: z.boolean().nullable(),
})

export const ReturnRow = RecipientRow.extend({
  channel: ChannelShape,
  compartment: CompartmentShape,
  batchId: Id,
  bounceIsPermanent: z.boolean(),
})

export const ContactRules = z.object({
  /** Asked never to be contacted, by any means: set on the file itself. */
  refusesAll: z.boolean(),
  refusals: z.array(
    z.object({
      refusalId: Id,
      channel: ChannelShape,
      origin: z.enum(refusalOrigins),
      reason: z.string().nullable(),
      fromOn: Day,
      untilOn: Day.nullable(),
      isRunning: z.boolean(),
      recordedBy: z.string(),
    }),
  ),
  deadAddresses: z.array(
    z.object({ channel: ChannelShape, address: z.string(), since: Instant, reason: z.string() }),
  ),
  /** What a message sent today would do, channel by channel. */
  today: z.array(
    z.object({
      channel: ChannelShape,
      address: z.string().nullable(),
      language: z.string().nullable(),
      reason: z.enum(skipReasons).nullable(),
      detail: z.string().nullable(),
    }),
  ),
})
