import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { findTemplate, insertTemplate } from './store.ts'

export const restoreTemplate = useCase(
  contract.letters.restoreTemplate,
  async (context, { key, version }) => {
    const { tx, actor, refuse } = context
    const { organisationId } = actor
    const current = await findTemplate(tx, organisationId, key)
    if ((current?.version ?? 0) !== version) return refuse('stale-version', current)
    if (!current || current.body === null) return { version }
    const next = { organisationId, key, version: version + 1, subject: null, body: null }
    if (!(await insertTemplate(tx, { ...next, editedBy: actor.membershipId })))
      return refuse('stale-version', await findTemplate(tx, organisationId, key))
    await record(context, {
      act: 'letter-template-restored',
      subject: { kind: 'letter-template' },
      after: { key, version: version + 1 },
    })
    return { version: version + 1 }
  },
)
