import type { LinkState, PartnerKind } from '#domain/parcels/partner-kinds.ts'
import { inOrganisation } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { job } from '#server/jobs.ts'
import { record } from '#server/journal.ts'
import {
  findPartner,
  findPartnerByOrganisation,
  insertPartner,
  type PartnerRow,
  updatePartner,
} from '#server/partners/partner-rows.ts'

const kindOf: Readonly<Record<string, PartnerKind>> = {
  landlord: 'landlord',
  association: 'association',
  lender: 'lender',
  'public-body': 'local-authority',
}

/** What the other side's row becomes when ours is in a state; a link is agreed only where each has said yes. */
const theirNext = (ours: LinkState, theirs: LinkState | undefined): LinkState | undefined => {
  if (ours === 'proposed') return theirs === 'proposed' || theirs === 'agreed' ? 'agreed' : 'asked'
  if (ours === 'agreed') return theirs === 'proposed' ? 'agreed' : undefined
  if (ours === 'declined') return theirs === 'proposed' ? 'declined' : undefined
  if (ours === 'ended') return theirs === undefined || theirs === 'declined' ? undefined : 'ended'
  return undefined
}

/**
 * Tells the other organisation what was decided here about the link: read in a transaction of ours, written in one of
 * theirs. It pushes the state as it stands, so that running it twice changes nothing.
 */
export const carryLink = job<{ partnerId: string }>('partners.carry-link', async (house, payload) => {
  const { organisationId, partnerId } = payload
  const ours = await inOrganisation(house.database, organisationId, async (tx) => {
    const partner = await findPartner({ tx, actor: { organisationId } }, partnerId)
    const own = await tx
      .selectFrom('organisation')
      .where('id', '=', organisationId)
      .select(['name', 'kind'])
      .executeTakeFirstOrThrow()
    return partner && { partner, own }
  })
  const receiverId = ours?.partner.linked_organisation_id
  if (!ours || !receiverId) return
  const becameAgreed = await writeTheirs(house, receiverId, organisationId, ours)
  if (becameAgreed && ours.partner.link_state === 'proposed')
    await agreeOurs(house, organisationId, partnerId)
})

type Ours = { partner: PartnerRow; own: { name: string; kind: string } }

const writeTheirs = (house: House, receiverId: string, senderId: string, { partner, own }: Ours) =>
  inOrganisation(house.database, receiverId, async (tx) => {
    const there = { tx, actor: { organisationId: receiverId }, now: house.clock.now() }
    const theirs = await findPartnerByOrganisation(there, senderId)
    const next = theirNext(partner.link_state as LinkState, theirs?.link_state as LinkState | undefined)
    if (!next || next === theirs?.link_state) return next === 'agreed'
    const today = house.clock.today()
    const id =
      theirs?.id ??
      (await insertPartner(there, {
        name: own.name,
        kind: kindOf[own.kind] ?? 'other',
        email: null,
        phone: null,
        linkedOrganisationId: senderId,
        linkState: next,
        linkStateOn: today,
      }))
    if (theirs) await updatePartner(there, id, { link_state: next, link_state_on: today })
    await record(there, {
      act: `link-${next}`,
      subject: { kind: 'partner', id },
      after: { partner: own.name },
    })
    return next === 'agreed'
  })

/** Both had proposed: each proposal is the answer to the other. */
const agreeOurs = (house: House, organisationId: string, partnerId: string) =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const here = { tx, actor: { organisationId } }
    await updatePartner(here, partnerId, { link_state: 'agreed', link_state_on: house.clock.today() })
    await record(here, { act: 'link-agreed', subject: { kind: 'partner', id: partnerId } })
  })
