import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { type Channel, longestSms } from '#domain/communications/kinds.ts'
import { problemsOfWording } from '#domain/communications/message-fields.ts'
import { toSmsText } from '#domain/communications/sms-parts.ts'
import { record } from '#server/journal.ts'
import { isDrawable } from '#server/letters/typeset-letter.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { editedCompartments } from './compartments.ts'
import { composeSampleMessage } from './preview.ts'
import {
  findTemplate,
  insertWording,
  isNameFree,
  listWordingsInForce,
  pageTemplates,
  pageWordings,
} from './template-store.ts'

const { communications } = contract

const listTemplates = useCase(communications.listTemplates, (context, { channel, archived, ...page }) => {
  const filter = { compartments: editedCompartments(context.actor.role), channel, archived }
  return pageTemplates(context, filter, page)
})

const findReadable = async (context: Acting, templateId: string) => {
  const template = await findTemplate(context, templateId)
  return template && editedCompartments(context.actor.role).includes(template.compartment)
    ? template
    : undefined
}

const getTemplate = useCase(communications.getTemplate, async (context, { templateId }) => {
  const template = await findReadable(context, templateId)
  if (!template) return context.refuse('unknown-record')
  return { ...template, wordings: await listWordingsInForce(context, templateId) }
})

const listWordings = useCase(
  communications.listWordings,
  async (context, { templateId, language, ...page }) => {
    const template = await findReadable(context, templateId)
    return pageWordings(context, template ? templateId : randomUUIDv7(), language, page)
  },
)

type Said = { subject: string; body: string }

const problemOf = (channel: Channel, { subject, body }: Said) => {
  const [problem] = problemsOfWording(subject, body)
  if (problem) return { reason: problem.kind, details: { fields: problem.names } } as const
  if (channel !== 'sms' && subject === '') return { reason: 'no-subject' } as const
  if (channel === 'sms' && toSmsText(body).length > longestSms) return { reason: 'too-long' } as const
  if (channel === 'letter' && !isDrawable(`${subject}\n${body}`)) return { reason: 'not-drawable' } as const
  return undefined
}

/** A text message has no subject: what was typed there before the channel was chosen is left out. */
const saidBy = (channel: Channel, { subject, body }: Said): Said => ({
  subject: channel === 'sms' ? '' : subject,
  body,
})

const createTemplate = useCase(
  communications.createTemplate,
  async (context, { name, channel, compartment, ...wording }) => {
    const { tx, actor, now, refuse } = context
    const problem = problemOf(channel, wording)
    if (problem) return refuse(problem.reason, problem.details)
    if (!(await isNameFree(context, name))) return refuse('name-taken')
    const templateId = randomUUIDv7()
    await tx
      .insertInto('message_template')
      .values({
        organisation_id: actor.organisationId,
        id: templateId,
        name,
        channel,
        compartment,
        created_at: now,
      })
      .execute()
    const said = saidBy(channel, wording)
    await insertWording(context, {
      templateId,
      language: 'fr',
      ...said,
      writtenBy: actor.membershipId,
      at: now,
    })
    await record(context, {
      act: 'message-template-created',
      subject: { kind: 'message-template', id: templateId },
      after: { name, channel },
    })
    return { templateId }
  },
)

/** Holds the template at the version that was read; every edit raises it. */
const raiseVersion = async ({ tx, actor }: Acting, templateId: string, change: object = {}) => {
  const row = await tx
    .updateTable('message_template')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', templateId)
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

const saveWording = useCase(
  communications.saveWording,
  async (context, { templateId, version, language, ...wording }) => {
    const { actor, now, refuse } = context
    const template = await findTemplate(context, templateId, { forUpdate: true })
    if (!template) return refuse('unknown-record')
    if (template.version !== version)
      return refuse('stale-version', {
        version: template.version,
        wordings: await listWordingsInForce(context, templateId),
      })
    const problem = problemOf(template.channel, wording)
    if (problem) return refuse(problem.reason, problem.details)
    const said = saidBy(template.channel, wording)
    const number = await insertWording(context, {
      templateId,
      language,
      ...said,
      writtenBy: actor.membershipId,
      at: now,
    })
    await record(context, {
      act: 'message-template-edited',
      subject: { kind: 'message-template', id: templateId },
      after: { name: template.name, language, number },
    })
    return { version: await raiseVersion(context, templateId), number }
  },
)

const removeWording = useCase(
  communications.removeWording,
  async (context, { templateId, version, language }) => {
    const { actor, now, refuse } = context
    const template = await findTemplate(context, templateId, { forUpdate: true })
    const wordings = await listWordingsInForce(context, templateId)
    if (!template || !wordings.some((one) => one.language === language)) return refuse('unknown-record')
    if (template.version !== version) return refuse('stale-version', { version: template.version, wordings })
    if (language === 'fr') return refuse('french-stays')
    const nothing = { subject: null, body: null }
    await insertWording(context, { templateId, language, ...nothing, writtenBy: actor.membershipId, at: now })
    await record(context, {
      act: 'message-template-edited',
      subject: { kind: 'message-template', id: templateId },
      after: { name: template.name, removedLanguage: language },
    })
    return { version: await raiseVersion(context, templateId) }
  },
)

const editTemplate = useCase(
  communications.editTemplate,
  async (context, { templateId, version, name, isArchived }) => {
    const { now, refuse } = context
    const template = await findTemplate(context, templateId, { forUpdate: true })
    if (!template) return refuse('unknown-record')
    if (template.version !== version) return refuse('stale-version', template)
    if (!(await isNameFree(context, name, templateId))) return refuse('name-taken')
    await record(context, {
      act: isArchived && !template.isArchived ? 'message-template-archived' : 'message-template-edited',
      subject: { kind: 'message-template', id: templateId },
      before: { name: template.name },
      after: { name },
    })
    return {
      version: await raiseVersion(context, templateId, { name, archived_at: isArchived ? now : null }),
    }
  },
)

const preview = useCase(communications.preview, composeSampleMessage)

export const templateUseCases = [
  listTemplates,
  getTemplate,
  listWordings,
  createTemplate,
  saveWording,
  removeWording,
  editTemplate,
  preview,
]
