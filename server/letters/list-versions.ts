import { contract } from '#contract/index.ts'
import { defaultTemplates } from '#server/letters/default-templates.ts'
import { useCase } from '#server/use-case.ts'
import { countTemplateVersions, listTemplateVersions } from './store.ts'

export const listVersions = useCase(
  contract.letters.listVersions,
  async ({ tx, actor }, { key, after, limit }) => {
    const { organisationId } = actor
    const before = after === undefined ? undefined : Number.parseInt(after, 10) || 0
    const found = await listTemplateVersions(tx, organisationId, { key, before, limit: limit + 1 })
    const rows = found.slice(0, limit).map((row) => ({
      version: row.version,
      isDefault: row.body === null,
      subject: row.subject ?? defaultTemplates[key].subject,
      body: row.body ?? defaultTemplates[key].body,
      at: row.editedAt.toISOString(),
      by: row.editedBy,
    }))
    const next = found.length > limit ? String(rows.at(-1)?.version ?? '') : null
    return { rows, next, total: { count: await countTemplateVersions(tx, organisationId, key), exact: true } }
  },
)
