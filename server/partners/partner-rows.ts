import { randomUUIDv7 } from 'node:crypto'
import type { LinkState, PartnerKind } from '#domain/parcels/partner-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

export type Here = { tx: Tx; actor: { organisationId: string } }
export type PartnerDetails = { name: string; kind: PartnerKind; email: string | null; phone: string | null }

const partnersOf = ({ tx, actor }: Here) =>
  tx
    .selectFrom('partner as p')
    .leftJoin('organisation as o', 'o.id', 'p.linked_organisation_id')
    .where('p.organisation_id', '=', actor.organisationId)
    .selectAll('p')
    .select(['o.slug'])
export type PartnerRow = Awaited<ReturnType<ReturnType<typeof partnersOf>['execute']>>[number]

export const listPartnerRows = (here: Here): Promise<PartnerRow[]> =>
  partnersOf(here).orderBy('p.archived_on', 'desc').orderBy('p.name').orderBy('p.id').execute()

export const findPartner = (here: Here, partnerId: string): Promise<PartnerRow | undefined> =>
  partnersOf(here).where('p.id', '=', partnerId).executeTakeFirst()

export const findPartnerByOrganisation = (
  here: Here,
  linkedOrganisationId: string,
): Promise<PartnerRow | undefined> =>
  partnersOf(here).where('p.linked_organisation_id', '=', linkedOrganisationId).executeTakeFirst()

export const lockPartner = ({ tx, actor }: Here, partnerId: string) =>
  tx
    .selectFrom('partner')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', partnerId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()

type NewPartner = PartnerDetails & {
  linkedOrganisationId: string | null
  linkState: LinkState
  linkStateOn: PlainDate | null
}

export const insertPartner = async (
  { tx, actor, now }: Here & { now: Date },
  { name, kind, email, phone, linkedOrganisationId, linkState, linkStateOn }: NewPartner,
): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('partner')
    .values({
      organisation_id: actor.organisationId,
      id,
      name,
      kind,
      email,
      phone,
      linked_organisation_id: linkedOrganisationId,
      link_state: linkState,
      link_state_on: linkStateOn,
      created_at: now,
    })
    .execute()
  return id
}

export const updatePartner = async (
  { tx, actor }: Here,
  partnerId: string,
  set: Partial<PartnerDetails> & {
    archived_on?: PlainDate | null
    link_state?: LinkState
    link_state_on?: PlainDate
  },
): Promise<void> => {
  await tx
    .updateTable('partner')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', partnerId)
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .execute()
}

/** May a copy go to this partner now? Those who are not in Palier are followed by hand. */
export const isReachable = ({
  link_state,
  archived_on,
}: {
  link_state: string
  archived_on: string | null
}) => archived_on === null && (link_state === 'agreed' || link_state === 'none')

export const isLandlord = ({ kind }: { kind: string }) => kind === 'landlord' || kind === 'landlord-group'
