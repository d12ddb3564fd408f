import { buffer } from 'node:stream/consumers'
import { contract } from '#contract/index.ts'
import { checkSignature, hasQuorum } from '#domain/committees/sittings.ts'
import { formatEuros } from '#domain/money.ts'
import { formatLongDate } from '#domain/plain-date.ts'
import { storeMadeFile } from '#server/documents/store-made-file.ts'
import { record } from '#server/journal.ts'
import { composeLetter } from '#server/letters/compose-letter.ts'
import { readWording } from '#server/letters/render-letter.ts'
import { type LetterTable, typesetLetter } from '#server/letters/typeset-letter.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { listItemLines } from './agenda-lines.ts'
import {
  countItems,
  findSitting,
  listItemIds,
  listPresentIds,
  lockSitting,
  type StoredMember,
  type StoredSitting,
  seatedMembers,
} from './committee-store.ts'
import { factsOf } from './read-sittings.ts'

export const downloadMinutes = useCase(contract.committees.minutes, async (context, { sittingId }) => {
  const sitting = await findSitting(context, sittingId)
  if (!sitting) return context.refuse('unknown-record')
  const body = sitting.minutesFileId
    ? await readStored(context, sitting.minutesFileId)
    : await typesetMinutes(context, sitting, 'Projet, pas encore signé.')
  return { fileName: fileNameOf(sitting), contentType: 'application/pdf', inline: true, body }
})

const fileNameOf = ({ committeeName, heldOn }: StoredSitting) =>
  `Procès-verbal ${committeeName.replace(/[\p{Cc}/\\:*?"<>|]/gu, ' ')} ${heldOn}.pdf`

const readStored = async ({ tx, actor, house }: Acting, fileId: string): Promise<Uint8Array> => {
  const { storage_key } = await tx
    .selectFrom('stored_file')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', fileId)
    .select('storage_key')
    .executeTakeFirstOrThrow()
  return buffer(house.files.read(storage_key))
}

export const signMinutes = useCase(
  contract.committees.signMinutes,
  async (context, { sittingId, version }) => {
    const { tx, actor, now, today, refuse } = context
    const sitting = await lockSitting(context, sittingId)
    if (!sitting) return refuse('unknown-record')
    if (sitting.version !== version) return refuse('stale-version', { version: sitting.version })
    const presentIds = await listPresentIds(context, sittingId)
    const counts = (await countItems(context, [sittingId])).get(sittingId)
    const problem = checkSignature({ ...factsOf(sitting, counts), presentIds }, today)
    if (problem) return refuse(problem)
    const content = await typesetMinutes(
      context,
      sitting,
      `Signé par ${actor.name} le ${formatLongDate(today)}.`,
    )
    const fileId = await storeMadeFile(context, {
      content,
      fileName: fileNameOf(sitting),
      contentType: 'application/pdf',
    })
    const { version: next } = await tx
      .updateTable('sitting')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', sittingId)
      .set({ signed_at: now, signed_by: actor.membershipId, minutes_file_id: fileId, version: version + 1 })
      .returning('version')
      .executeTakeFirstOrThrow()
    await record(context, {
      act: 'minutes-signed',
      subject: { kind: 'sitting', id: sittingId },
      after: { items: counts?.items ?? 0 },
    })
    return { version: next }
  },
)

const typesetMinutes = async (
  context: Acting,
  sitting: StoredSitting,
  signature: string,
): Promise<Uint8Array> => {
  const members = await seatedMembers(context, sitting)
  const presentIds = await listPresentIds(context, sitting.id)
  const organisation = await organisationName(context)
  const { page } = composeLetter(
    await readWording(context, 'committee-minutes'),
    {
      author: organisation,
      sender: [organisation],
      recipient: [],
      dateline: `Le ${formatLongDate(context.today)}`,
    },
    {
      organisme: organisation,
      commission: sitting.committeeName,
      'date de la séance': formatLongDate(sitting.heldOn),
      'lieu de la séance': tellPlace(sitting),
      quorum: tellQuorum(sitting.quorum, members, presentIds),
      'signature du procès-verbal': signature,
    },
    {
      'membres présents': presenceTable(members, presentIds),
      'décisions de la séance': await decisionTable(context, sitting.id),
    },
  )
  return typesetLetter(page, context.now)
}

const organisationName = async ({ tx, actor }: Acting): Promise<string> => {
  const { name } = await tx
    .selectFrom('organisation')
    .where('id', '=', actor.organisationId)
    .select('name')
    .executeTakeFirstOrThrow()
  return name
}

const tellPlace = ({ heldOn, startsAt, place }: StoredSitting): string =>
  [`le ${formatLongDate(heldOn)}`, startsAt && `à ${startsAt.replace(':', ' h ')}`, place && `(${place})`]
    .filter(Boolean)
    .join(' ')

const tellQuorum = (
  quorum: number,
  members: readonly StoredMember[],
  presentIds: readonly string[],
): string => {
  const voting = members.filter(({ id, hasVote }) => hasVote && presentIds.includes(id)).length
  const verdict = hasQuorum(quorum, members, presentIds) ? 'il est atteint' : 'il n’est pas atteint'
  return `Le quorum est de ${quorum} ; membres présents qui votent : ${voting} ; ${verdict}.`
}

const columns = (...labels: string[]) => labels.map((label) => ({ label, numeric: false }))

const presenceTable = (members: readonly StoredMember[], presentIds: readonly string[]): LetterTable => ({
  columns: columns('Membre', 'Qualité', 'Présence'),
  rows: members.map(({ id, name, capacity, isChair, hasVote }) => [
    name,
    [isChair && 'préside', capacity, !hasVote && 'sans voix'].filter(Boolean).join(', ') || 'membre',
    presentIds.includes(id) ? 'Oui' : 'Non',
  ]),
})

/** Files are told by their number: minutes are read by people who need no name. */
const decisionTable = async (context: Acting, sittingId: string): Promise<LetterTable> => {
  const lines = await listItemLines(context, sittingId, await listItemIds(context, sittingId))
  return {
    columns: columns('Dossier', 'Demande', 'Décision'),
    rows:
      lines.length === 0
        ? [['Aucun', '', '']]
        : lines.map(({ applicationNumber, productName, requestedCents, months, decision }) => [
            applicationNumber,
            `${productName}, ${formatEuros(requestedCents)}${months === null ? '' : ` sur ${months} mois`}`,
            decision?.told ?? 'Pas encore décidé',
          ]),
  }
}
