import { randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Endpoint, Output, Sent } from '#contract/endpoint.ts'
import { contextOf } from '#server/api/run-use-case.ts'
import { fixedClock } from '#server/clock.ts'
import { plainPdf } from '#server/demo/plain-pdf.ts'
import type { Teller } from '#server/demo/teller.ts'
import { isRefusal } from '#server/use-case.ts'
import { useCases } from '#server/use-cases.ts'

/** What a member sent with a paper, so many days ago, through the same use case as the screens. */
export const tellUpload = async <E extends Endpoint<'upload'>>(
  teller: Teller,
  member: string,
  ago: number,
  endpoint: E,
  input: Sent<E>,
  paper: { title: string; lines: readonly string[] },
): Promise<Output<E>> => {
  const { tx, organisationId, house, actorOf, daysAgo } = teller
  const clock = ago === 0 ? house.clock : fixedClock(`${daysAgo(ago)}T09:30:00Z`)
  const actor = actorOf(member)
  const content = plainPdf([paper.title, '', ...paper.lines])
  const stored = await house.files.write(organisationId, Readable.from([content]), content.length)
  const upload = {
    id: randomUUIDv7(),
    fileName: `${paper.title}.pdf`,
    contentType: 'application/pdf',
    sizeBytes: stored.sizeBytes,
    storageKey: stored.storageKey,
  }
  await tx
    .insertInto('stored_file')
    .values({
      organisation_id: organisationId,
      id: upload.id,
      storage_key: stored.storageKey,
      file_name: upload.fileName,
      content_type: upload.contentType,
      size_bytes: stored.sizeBytes,
      sha256: stored.sha256,
      stored_by: actor.membershipId,
      stored_at: clock.now(),
    })
    .execute()
  const useCase = useCases.find((one) => one.endpoint.name === endpoint.name)
  if (!useCase) throw new Error(`no use case for ${endpoint.name}`)
  const context = Object.assign(contextOf({ ...house, clock }, tx, actor), { upload })
  const answer = await useCase.handler(context, endpoint.input.parse(input))
  if (isRefusal(answer)) throw new Error(`${endpoint.name}: ${answer.reason}`)
  return answer as Output<E>
}
