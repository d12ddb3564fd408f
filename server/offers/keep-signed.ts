import { contract } from '#contract/index.ts'
import { discardUpload } from '#server/documents/discard-upload.ts'
import { sniffDocument } from '#server/documents/sniff.ts'
import { findFinancing } from '#server/funding/find-application.ts'
import { refer } from '#server/funding/funding-documents.ts'
import { useCase } from '#server/use-case.ts'

const signable = ['application/pdf', 'image/jpeg', 'image/png']

export const keepSignedOffer = useCase(
  contract.offers.keepSigned,
  async (context, { financingId, kind, on }) => {
    const { tx, actor, house, today, upload } = context
    const turnAway = async (...why: Parameters<typeof context.refuse>) => {
      await discardUpload(context, upload)
      return context.refuse(...why)
    }
    const financing = await findFinancing(context, 'review-applications', financingId)
    if (!financing) return turnAway('unknown-record')
    if (on > today) return turnAway('in-the-future')
    const type = await sniffDocument(house.files.localPath(upload.storageKey))
    if (typeof type === 'string' || !signable.includes(type.contentType)) return turnAway('not-a-document')
    await tx
      .updateTable('stored_file')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', upload.id)
      .set({ content_type: type.contentType, file_name: `${financing.number} signé ${on}.${type.extension}` })
      .execute()
    const documentId = await refer(context, {
      applicationId: financing.applicationId,
      financingId,
      householdId: financing.householdId,
      kind,
      storedFileId: upload.id,
      madeOn: on,
      isSigned: true,
    })
    return { documentId }
  },
)
