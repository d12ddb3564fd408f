import { contract } from '#contract/index.ts'
import { decideCompartment } from '#domain/casework/compartments.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { changeDocumentRow, documentView, findDocumentForUpdate, traceOf } from './store.ts'

export const changeDocument = useCase(
  contract.documents.change,
  async (context, { householdId, documentId, version, ...sent }) => {
    const { actor, refuse } = context
    const document = await findDocumentForUpdate(context, householdId, documentId)
    if (!document || document.removed_at) return refuse('unknown-record')
    if (document.author_id !== actor.membershipId) return refuse('only-author')
    const current = documentView(document, actor.membershipId)
    if (document.version !== version) return refuse('stale-version', current)
    const compartment = decideCompartment(actor.role, sent.compartment)
    if (!compartment) return refuse('compartment-not-yours')
    const facts = { ...sent, compartment }
    await record(context, {
      act: 'document-changed',
      subject: { kind: 'document', id: documentId },
      householdId,
      before: { kind: current.kind, audience: current.audience, compartment: current.compartment },
      after: traceOf(facts),
    })
    return { version: await changeDocumentRow(context, document, facts) }
  },
)
