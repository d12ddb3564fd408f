import { contract } from '#contract/index.ts'
import { compareDefinitions } from '#domain/programmes/compare-definitions.ts'
import { record } from '#server/journal.ts'
import { latestDefinition } from '#server/programmes/find-definition.ts'
import { programmeStore } from '#server/programmes/programme-store.ts'
import { useCase } from '#server/use-case.ts'

export const saveDraft = useCase(
  contract.programmes.saveDraft,
  async (context, { programmeId, version, draft }) => {
    const programme = await programmeStore.lock(context, programmeId)
    if (!programme) return context.refuse('unknown-record')
    if (programme.version !== version)
      return context.refuse('stale-version', { version: programme.version, draft: programme.draft })
    await programmeStore.keepDraft(context, programmeId, draft)
    await record(context, {
      act: 'programme-draft-saved',
      subject: { kind: 'programme', id: programmeId },
      after: {
        name: draft.name,
        changes: programme.draft && compareDefinitions(programme.draft, draft).map(({ label }) => label),
      },
    })
    return { version: version + 1 }
  },
)

export const discardDraft = useCase(
  contract.programmes.discardDraft,
  async (context, { programmeId, version }) => {
    const { tx, actor, refuse } = context
    const programme = await programmeStore.lock(context, programmeId)
    if (!programme) return refuse('unknown-record')
    if (programme.version !== version)
      return refuse('stale-version', { version: programme.version, draft: programme.draft })
    if (!programme.draft) return refuse('no-draft')
    const isGone = (await latestDefinition(tx, actor.organisationId, programmeId)) === undefined
    if (isGone) await programmeStore.remove(context, programmeId)
    else await programmeStore.keepDraft(context, programmeId, null)
    await record(context, {
      act: 'programme-draft-discarded',
      subject: { kind: 'programme', id: programmeId },
      before: { name: programme.draft.name },
    })
    return { isGone }
  },
)
