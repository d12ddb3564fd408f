import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { contract } from '#contract/index.ts'
import { compartmentsRead } from '#domain/casework/compartments.ts'
import { formatDate } from '#domain/plain-date.ts'
import { discardUpload } from '#server/documents/discard-upload.ts'
import { keepDocument } from '#server/documents/keep-document.ts'
import { sniffDocument } from '#server/documents/sniff.ts'
import { record } from '#server/journal.ts'
import { mayReach } from '#server/reach.ts'
import { findReportRow, lockReportRow } from '#server/technical-reports/report-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'

const mostPhotos = 10
const pictures = ['image/jpeg', 'image/png']

export const addPhoto = useCase(contract.technicalReports.addPhoto, async (context, { reportId }) => {
  const { tx, actor, house, upload } = context
  const refuse: typeof context.refuse = (...why) => context.refuse(...why)
  const turnAway = async (...why: Parameters<typeof refuse>) => {
    await discardUpload(context, upload)
    return refuse(...why)
  }
  const report = await lockReportRow(context, reportId)
  if (!report || !(await mayReach(context, 'write-technical-reports', report.householdId)))
    return turnAway('unknown-record')
  const type = await sniffDocument(house.files.localPath(upload.storageKey))
  if (typeof type === 'string' || !pictures.includes(type.contentType)) return turnAway('not-a-photo')
  const rank = (await listPhotos(context, reportId)).length + 1
  if (rank > mostPhotos) return turnAway('too-many')
  const { documentId } = await keepDocument(context, {
    householdId: report.householdId,
    kind: 'photo',
    title: `Signalement du ${formatDate(report.writtenOn)}, photo ${rank}`,
    datedOn: report.seenOn,
    audience: 'team',
    compartment: 'gestion',
    fileName: `signalement-${report.writtenOn}-${rank}.${type.extension}`,
    contentType: type.contentType,
    content: await readFile(house.files.localPath(upload.storageKey)),
  })
  await discardUpload(context, upload)
  await tx
    .insertInto('technical_report_photo')
    .values({ organisation_id: actor.organisationId, report_id: reportId, document_id: documentId })
    .execute()
  await record(context, {
    act: 'technical-report-photo-added',
    subject: { kind: 'technical-report', id: reportId },
    householdId: report.householdId,
  })
  return { documentId }
})

/** The photos that were not taken out of the file. */
const listPhotos = ({ tx, actor }: Pick<Acting, 'tx' | 'actor'>, reportId: string) =>
  tx
    .selectFrom('technical_report_photo as p')
    .innerJoin('document as d', (join) =>
      join.onRef('d.organisation_id', '=', 'p.organisation_id').onRef('d.id', '=', 'p.document_id'),
    )
    .innerJoin('stored_file as f', (join) =>
      join.onRef('f.organisation_id', '=', 'd.organisation_id').onRef('f.id', '=', 'd.stored_file_id'),
    )
    .where('p.organisation_id', '=', actor.organisationId)
    .where('p.report_id', '=', reportId)
    .where('d.removed_at', 'is', null)
    .select([
      'd.id as documentId',
      'd.title',
      'd.compartment',
      'f.storage_key as storageKey',
      'f.file_name as fileName',
      'f.content_type as contentType',
    ])
    .orderBy('d.id')
    .execute()

/** A photo that someone filed on the social side afterwards leaves the report for whoever does not read that side. */
export const readPhotos = async (context: Pick<Acting, 'tx' | 'actor'>, reportId: string) => {
  const sides: readonly string[] = compartmentsRead(context.actor.role)
  return (await listPhotos(context, reportId)).filter(({ compartment }) => sides.includes(compartment))
}

export const openPhoto = useCase(
  contract.technicalReports.openPhoto,
  async (context, { reportId, documentId }) => {
    const report = await findReportRow(context, reportId)
    const isWithinReach = report && (await mayReach(context, 'read-technical-reports', report.householdId))
    const photos = isWithinReach ? await readPhotos(context, reportId) : []
    const photo = photos.find((one) => one.documentId === documentId)
    if (!photo) return context.refuse('unknown-record')
    return {
      fileName: photo.fileName,
      contentType: photo.contentType,
      inline: true,
      body: await buffer(context.house.files.read(photo.storageKey)),
    }
  },
)
