import { contract } from '#contract/index.ts'
import { defaultTemplates } from '#server/letters/default-templates.ts'
import { useCase } from '#server/use-case.ts'
import { findTemplate } from './store.ts'

export const getTemplate = useCase(contract.letters.getTemplate, async ({ tx, actor }, { key }) => {
  const own = await findTemplate(tx, actor.organisationId, key)
  const shipped = defaultTemplates[key]
  return {
    key,
    version: own?.version ?? 0,
    isDefault: (own?.body ?? null) === null,
    subject: own?.subject ?? shipped.subject,
    body: own?.body ?? shipped.body,
    shipped,
  }
})
