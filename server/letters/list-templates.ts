import { contract } from '#contract/index.ts'
import { letterTemplateKeys } from '#domain/letters/kinds.ts'
import { defaultTemplates } from '#server/letters/default-templates.ts'
import { useCase } from '#server/use-case.ts'
import { listLatestTemplates } from './store.ts'

export const listTemplates = useCase(contract.letters.listTemplates, async ({ tx, actor }) => {
  const own = new Map((await listLatestTemplates(tx, actor.organisationId)).map((row) => [row.key, row]))
  const rows = letterTemplateKeys.map((key) => {
    const row = own.get(key)
    return {
      key,
      subject: row?.subject ?? defaultTemplates[key].subject,
      isDefault: (row?.body ?? null) === null,
      edited: row ? { at: row.editedAt.toISOString(), by: row.editedBy } : null,
    }
  })
  return { rows }
})
