import { readFile } from 'node:fs/promises'
import { contract } from '#contract/index.ts'
import type { ContractPaper } from '#contract/support-plan-shapes.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { discardUpload } from '#server/documents/discard-upload.ts'
import { keepDocument } from '#server/documents/keep-document.ts'
import { sniffDocument } from '#server/documents/sniff.ts'
import { holdMeasure } from '#server/measures/hold-measure.ts'
import { bumpVersion } from '#server/measures/measure-store.ts'
import { keepMeasurePaper } from '#server/measures/papers.ts'
import { recordMeasureFact } from '#server/measures/record-fact.ts'
import { type Acting, useCase } from '#server/use-case.ts'

const signable = ['application/pdf', 'image/jpeg', 'image/png']
const titles: Readonly<Record<ContractPaper, string>> = {
  'support-contract': 'Contrat d’accompagnement signé le',
  'three-party-agreement': 'Convention tripartite signée le',
}

/**
 * The signed paper joins the file, stands for the paper that the programme asks for, and, where the course of the
 * measure allows it, is the signature itself.
 */
export const keepSignedContract = useCase(
  contract.supportPlan.keepSignedContract,
  async (context, { measureId, version, paper, signedOn }) => {
    const { tx, actor, house, today, upload } = context
    const refuse: typeof context.refuse = (...why) => context.refuse(...why)
    const turnAway = async (...why: Parameters<typeof refuse>) => {
      await discardUpload(context, upload)
      return refuse(...why)
    }
    const held = await holdMeasure(context, 'write-measure', { measureId, version })
    if (held.refused) return turnAway(held.refused, held.current)
    if (signedOn > today) return turnAway('in-the-future')
    const type = await sniffDocument(house.files.localPath(upload.storageKey))
    if (typeof type === 'string' || !signable.includes(type.contentType)) return turnAway('not-a-document')
    const { householdId } = held.measure
    const { documentId } = await keepDocument(context, {
      householdId,
      kind: 'agreement',
      title: `${titles[paper]} ${formatDate(signedOn)}`,
      datedOn: signedOn,
      audience: 'team',
      compartment: 'social',
      fileName: `contrat-signe-${signedOn}.${type.extension}`,
      contentType: type.contentType,
      content: await readFile(house.files.localPath(upload.storageKey)),
    })
    await discardUpload(context, upload)
    await keepMeasurePaper(context, { measureId, householdId, kind: paper, receivedOn: signedOn, documentId })
    const signed = await recordSignature(context, measureId, signedOn)
    return {
      version: signed ?? (await bumpVersion(tx, actor.organisationId, measureId)),
      documentId,
      isRecorded: signed !== undefined,
    }
  },
)

/** Where the step is not the next one (already signed, diagnosis to begin), the paper alone is kept. */
const recordSignature = async (
  context: Acting,
  measureId: string,
  on: PlainDate,
): Promise<number | undefined> => {
  const recorded = await recordMeasureFact(context, { measureId, fact: { kind: 'contract-signed', on } })
  return recorded.refused ? undefined : recorded.version
}
