import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { PartnerKind } from '#domain/parcels/partner-kinds.ts'
import { lockConvention, updateConvention } from '#server/conventions/convention-rows.ts'
import { record } from '#server/journal.ts'
import { findPartner, insertPartner } from '#server/partners/partner-rows.ts'
import { type Acting, useCase } from '#server/use-case.ts'

const mostFound = 20

export const findConventionPartners = useCase(
  contract.conventions.findPartners,
  async ({ tx, actor }, { text }) => {
    const rows = await tx
      .selectFrom('partner')
      .where('organisation_id', '=', actor.organisationId)
      .where('archived_on', 'is', null)
      .where(sql<boolean>`strpos(fold(name), fold(${text})) > 0`)
      .orderBy(sql`strpos(fold(name), fold(${text}))`)
      .orderBy('name')
      .limit(mostFound)
      .select(['id', 'name', 'kind'])
      .execute()
    return { rows: rows.map((row) => ({ ...row, kind: row.kind as PartnerKind })) }
  },
)

export const addParty = useCase(contract.conventions.addParty, async (context, input) => {
  const { conventionId, version, partner, role, signatory, signedOn } = input
  const convention = await lockConvention(context, conventionId)
  if (!convention) return context.refuse('unknown-record')
  if (convention.version !== version) return context.refuse('stale-version', { title: convention.title })
  const partnerId = await partnerOf(context, partner)
  if (!partnerId) return context.refuse('unknown-record')
  if (!(await insertParty(context, { conventionId, partnerId, role, signatory, signedOn })))
    return context.refuse('already-party')
  await updateConvention(context, conventionId, {})
  await record(context, {
    act: 'convention-party-added',
    subject: { kind: 'convention', id: conventionId },
    after: { partnerId, role, signatory, signedOn },
  })
  return { version: version + 1 }
})

/** One that is known, or a new one: the list of partners is the same for requests and for conventions. */
const partnerOf = async (
  context: Acting,
  partner: { id: string } | { name: string; kind: PartnerKind },
): Promise<string | undefined> => {
  if ('id' in partner) return (await findPartner(context, partner.id))?.id
  const id = await insertPartner(context, {
    ...partner,
    ...{ email: null, phone: null, linkedOrganisationId: null, linkState: 'none', linkStateOn: null },
  })
  await record(context, { act: 'partner-added', subject: { kind: 'partner', id }, after: partner })
  return id
}

type NewParty = {
  conventionId: string
  partnerId: string
  role: string
  signatory: string | null
  signedOn: string | null
}

/** False when it is already there. */
export const insertParty = async ({ tx, actor }: Acting, party: NewParty): Promise<boolean> => {
  const inserted = await tx
    .insertInto('convention_party')
    .values({
      organisation_id: actor.organisationId,
      id: randomUUIDv7(),
      convention_id: party.conventionId,
      partner_id: party.partnerId,
      role: party.role,
      signatory: party.signatory,
      signed_on: party.signedOn as `${number}-${number}-${number}` | null,
    })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'convention_id', 'partner_id', 'role']).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export const removeParty = useCase(
  contract.conventions.removeParty,
  async (context, { conventionId, version, partyId }) => {
    const convention = await lockConvention(context, conventionId)
    if (!convention) return context.refuse('unknown-record')
    if (convention.version !== version) return context.refuse('stale-version', { title: convention.title })
    const { tx, actor } = context
    const removed = await tx
      .deleteFrom('convention_party')
      .where('organisation_id', '=', actor.organisationId)
      .where('convention_id', '=', conventionId)
      .where('id', '=', partyId)
      .returning(['partner_id as partnerId', 'role', 'signatory'])
      .executeTakeFirst()
    if (!removed) return context.refuse('unknown-record')
    await updateConvention(context, conventionId, {})
    await record(context, {
      act: 'convention-party-removed',
      subject: { kind: 'convention', id: conventionId },
      before: removed,
    })
    return { version: version + 1 }
  },
)
