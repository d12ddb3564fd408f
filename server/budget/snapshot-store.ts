import { randomUUIDv7 } from 'node:crypto'
import type { Snapshot, SnapshotContent } from '#contract/budget.ts'
import type { ChargeKind, ResourceKind } from '#domain/budget/kinds.ts'
import type { Period } from '#domain/budget/snapshot.ts'
import type { Tx } from '#server/db.ts'
import { personsOf } from '#server/households/persons-of.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
type Writing = { tx: Tx; actor: { organisationId: string; membershipId: string }; now: Date }

/** The latest hundred: a household seen every month for eight years. */
const shownSnapshots = 100

const findHeads = ({ tx, actor }: Here, householdId: string, snapshotId?: string) => {
  const heads = tx
    .selectFrom('budget_snapshot as s')
    .innerJoin('membership as c', (join) =>
      join.onRef('c.organisation_id', '=', 's.organisation_id').onRef('c.id', '=', 's.created_by'),
    )
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 's.organisation_id').onRef('m.id', '=', 's.changed_by'),
    )
    .where('s.organisation_id', '=', actor.organisationId)
    .where('s.household_id', '=', householdId)
    .select([
      's.id',
      's.on_date as onDate',
      's.comment',
      's.version',
      's.changed_at as changedAt',
      'c.name as createdBy',
      'm.name as changedBy',
    ])
    .orderBy('s.on_date', 'desc')
    .orderBy('s.id', 'desc')
    .limit(shownSnapshots)
  return (snapshotId ? heads.where('s.id', '=', snapshotId) : heads).execute()
}

/** The situations of a household, the latest first, or the one asked for. */
export const readSnapshots = async (
  context: Here,
  householdId: string,
  snapshotId?: string,
): Promise<Snapshot[]> => {
  const heads = await findHeads(context, householdId, snapshotId)
  if (heads.length === 0) return []
  const ids = heads.map(({ id }) => id)
  const members = await readMembers(context, ids)
  const lines = await readLines(context, ids)
  return heads.map(({ changedAt, ...head }) => {
    const own = lines.filter(({ snapshotId }) => snapshotId === head.id)
    return {
      ...head,
      changedAt: changedAt.toISOString(),
      members: members.filter(({ snapshotId }) => snapshotId === head.id),
      resources: own.flatMap((line) =>
        line.side === 'resource' ? [{ ...line, kind: line.kind as ResourceKind }] : [],
      ),
      charges: own.flatMap((line) =>
        line.side === 'charge' ? [{ ...line, kind: line.kind as ChargeKind }] : [],
      ),
    }
  })
}

const readMembers = ({ tx, actor }: Here, snapshotIds: string[]) =>
  tx
    .selectFrom('budget_member')
    .where('organisation_id', '=', actor.organisationId)
    .where('snapshot_id', 'in', snapshotIds)
    .select([
      'snapshot_id as snapshotId',
      'person_id as personId',
      'name',
      'born_on as bornOn',
      'is_partner as isPartner',
      'is_shared_custody as isSharedCustody',
    ])
    .orderBy('position')
    .execute()

const readLines = async ({ tx, actor }: Here, snapshotIds: string[]) => {
  const rows = await tx
    .selectFrom('budget_line')
    .where('organisation_id', '=', actor.organisationId)
    .where('snapshot_id', 'in', snapshotIds)
    .select([
      'snapshot_id as snapshotId',
      'side',
      'kind',
      'amount_cents as amountCents',
      'every',
      'proof_seen as proofSeen',
      'proof_file_id as proofFileId',
      'note',
    ])
    .orderBy('side')
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ ...row, every: row.every as Period }))
}

export const lockSnapshot = ({ tx, actor }: Here, householdId: string, snapshotId: string) =>
  tx
    .selectFrom('budget_snapshot')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('id', '=', snapshotId)
    .select(['id', 'version'])
    .forUpdate()
    .executeTakeFirst()

export const insertSnapshot = async (
  { tx, actor, now }: Writing,
  householdId: string,
  content: SnapshotContent,
): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('budget_snapshot')
    .values({
      organisation_id: actor.organisationId,
      id,
      household_id: householdId,
      on_date: content.onDate,
      comment: content.comment,
      created_by: actor.membershipId,
      changed_by: actor.membershipId,
      changed_at: now,
    })
    .execute()
  await insertContent({ tx, actor }, id, content)
  return id
}

export const replaceContent = async (
  { tx, actor, now }: Writing,
  snapshotId: string,
  content: SnapshotContent,
): Promise<void> => {
  await tx
    .updateTable('budget_snapshot')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', snapshotId)
    .set((eb) => ({
      on_date: content.onDate,
      comment: content.comment,
      changed_by: actor.membershipId,
      changed_at: now,
      version: eb('version', '+', 1),
    }))
    .execute()
  for (const table of ['budget_member', 'budget_line'] as const)
    await tx
      .deleteFrom(table)
      .where('organisation_id', '=', actor.organisationId)
      .where('snapshot_id', '=', snapshotId)
      .execute()
  await insertContent({ tx, actor }, snapshotId, content)
}

const insertContent = async ({ tx, actor }: Here, snapshotId: string, content: SnapshotContent) => {
  const key = { organisation_id: actor.organisationId, snapshot_id: snapshotId }
  await tx
    .insertInto('budget_member')
    .values(
      content.members.map((member, position) => ({
        ...key,
        position,
        person_id: member.personId,
        name: member.name,
        born_on: member.bornOn,
        is_partner: member.isPartner,
        is_shared_custody: member.isSharedCustody,
      })),
    )
    .execute()
  const lines = [
    ...content.resources.map((line, position) => ({ side: 'resource', position, line })),
    ...content.charges.map((line, position) => ({ side: 'charge', position, line })),
  ]
  if (lines.length === 0) return
  await tx
    .insertInto('budget_line')
    .values(
      lines.map(({ side, position, line }) => ({
        ...key,
        side,
        position,
        kind: line.kind,
        amount_cents: line.amountCents,
        every: line.every,
        proof_seen: line.proofSeen,
        proof_file_id: line.proofFileId,
        note: line.note,
      })),
    )
    .execute()
}

/** The persons of the household, present or past: nobody else may be counted in its budget. */
export const listHouseholdPersons = ({ tx, actor }: Here, householdId: string) =>
  personsOf(tx, actor.organisationId, householdId)
    .select([
      'p.id as personId',
      'p.first_name as firstName',
      'p.last_name as lastName',
      'p.birth_on as bornOn',
      'm.member_role as memberRole',
      'm.left_on as leftOn',
    ])
    .orderBy('p.birth_on')
    .execute()

export const countKnownFiles = async ({ tx, actor }: Here, fileIds: string[]): Promise<number> => {
  if (fileIds.length === 0) return 0
  const rows = await tx
    .selectFrom('stored_file')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', 'in', fileIds)
    .select('id')
    .execute()
  return rows.length
}

export const findCurrentRent = async ({ tx, actor }: Here, householdId: string) => {
  const row = await tx
    .selectFrom('tenancy')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('ended_on', 'is', null)
    .select(['rent_cents as rentCents', 'charges_cents as chargesCents', 'benefit_cents as benefitCents'])
    .orderBy('started_on', 'desc')
    .executeTakeFirst()
  return row ?? null
}
