import { contract } from '#contract/index.ts'
import { parseLetter, parseLine } from '#domain/letters/markup.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { findTemplate, insertTemplate } from './store.ts'

export const saveTemplate = useCase(
  contract.letters.saveTemplate,
  async (context, { key, version, subject, body }) => {
    const { tx, actor, refuse } = context
    const { organisationId } = actor
    const unknownFields = [...parseLine(subject).unknownFields, ...parseLetter(body).unknownFields]
    if (unknownFields.length > 0) return refuse('unknown-field', { fields: [...new Set(unknownFields)] })
    const current = await findTemplate(tx, organisationId, key)
    if ((current?.version ?? 0) !== version) return refuse('stale-version', current)
    const next = { organisationId, key, version: version + 1, subject, body, editedBy: actor.membershipId }
    if (!(await insertTemplate(tx, next)))
      return refuse('stale-version', await findTemplate(tx, organisationId, key))
    await record(context, {
      act: 'letter-template-edited',
      subject: { kind: 'letter-template' },
      before: { key, version },
      after: { key, version: version + 1, subject },
    })
    return { version: version + 1 }
  },
)
