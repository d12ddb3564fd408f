import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { BatchSourceShape } from '#contract/message-shapes.ts'
import { largestMessageBatch } from '#domain/communications/kinds.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { readableCompartments } from './compartments.ts'
import { type Judged, judgeMany, type Wordings } from './decide-many.ts'
import { householdsOfSource } from './sources.ts'
import { findTemplate, listWordingsInForce, type StoredTemplate } from './template-store.ts'

/** Writes down who would get a message and who would not. Nothing leaves before somebody releases it. */
export const rehearse = useCase(
  contract.communications.rehearse,
  async (context, { templateId, name, source }) => {
    const { refuse } = context
    const template = await findTemplate(context, templateId)
    if (!template) return refuse('unknown-record')
    if (!readableCompartments(context.actor.role).includes(template.compartment))
      return refuse('not-your-side')
    if (template.isArchived) return refuse('archived')
    const households = await householdsOfSource(context, source)
    if (households === undefined) return refuse('unknown-record')
    if (households.length === 0) return refuse('nobody')
    if (households.length > largestMessageBatch) return refuse('too-many')
    const batchId = await insertBatch(context, template, { name, source })
    await planMessages(context, { batchId, template }, households)
    await record(context, {
      act: 'messages-rehearsed',
      subject: { kind: 'message-batch', id: batchId },
      after: { name, channel: template.channel, recipients: households.length },
    })
    return { batchId }
  },
)

type Asked = { name: string; source: BatchSourceShape }

const insertBatch = async (
  { tx, actor, now }: Acting,
  { templateId, channel, compartment }: StoredTemplate,
  { name, source: { kind, ...filters } }: Asked,
): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('message_batch')
    .values({
      organisation_id: actor.organisationId,
      id,
      name,
      channel,
      compartment,
      template_id: templateId,
      source: kind,
      filters: JSON.stringify(filters),
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
  return id
}

const householdsPerReading = 1_000

type Planning = { batchId: string; template: StoredTemplate }

const planMessages = async (context: Acting, planning: Planning, households: readonly string[]) => {
  const { channel, templateId } = planning.template
  const inForce = await listWordingsInForce(context, templateId)
  const wordings: Wordings = new Map(inForce.map((wording) => [wording.language, wording]))
  for (let from = 0; from < households.length; from += householdsPerReading) {
    const slice = households.slice(from, from + householdsPerReading)
    await insertPlanned(context, planning, await judgeMany(context, slice, { channel, wordings }), wordings)
  }
}

const insertPlanned = async (
  { tx, actor, now }: Acting,
  { batchId, template: { channel, compartment } }: Planning,
  judged: ReadonlyMap<string, Judged>,
  wordings: Wordings,
): Promise<void> => {
  const rows = [...judged].map(([householdId, { recipient }]) =>
    recipient.outcome === 'send'
      ? {
          ...recipient,
          id: randomUUIDv7(),
          householdId,
          state: 'planned',
          number: wordings.get(recipient.language)?.number ?? null,
        }
      : {
          id: randomUUIDv7(),
          householdId,
          state: 'skipped',
          reason: recipient.reason,
          detail: recipient.detail,
        },
  )
  await sql`insert into message (organisation_id, id, batch_id, household_id, person_id, channel, compartment, state,
      skip_reason, skip_detail, address, language, untranslated, wording_number, created_at)
    select ${actor.organisationId}, id, ${batchId}, "householdId", "personId", ${channel}, ${compartment}, state,
      reason, detail, address, language, untranslated, number, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "householdId" uuid, "personId" uuid,
      state text, reason text, detail text, address text, language text, untranslated text, number int)`.execute(
    tx,
  )
}
