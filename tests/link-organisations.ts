import { contract } from '#contract/index.ts'
import { fixedClock } from '#server/clock.ts'
import type { House } from '#server/house.ts'
import { carryParcel } from '#server/parcels/carry.ts'
import { carryLink } from '#server/partners/carry-link.ts'
import type { TestHouse, TestOrganisation } from '#tests/house.ts'

const { signal } = new AbortController()

/** The same house on another day. */
export const onDay = (house: House, day: string): House => ({
  ...house,
  clock: fixedClock(`${day}T09:00:00Z`),
})

/** Does what the worker would: every link decided in an organisation is told to the other. */
export const carryLinks = async (t: TestHouse, organisation: TestOrganisation) => {
  const { rows } = await t.owner.query(
    'select id from partner where organisation_id = $1 and linked_organisation_id is not null',
    [organisation.id],
  )
  for (const { id } of rows)
    await carryLink.run(t.house, { organisationId: organisation.id, partnerId: id }, signal)
}

/** Carries everything that waits in an organisation, in the order it was written. */
export const carryParcels = async (t: TestHouse, organisation: TestOrganisation, house = t.house) => {
  const { rows } = await t.owner.query(
    "select id from parcel_sent where organisation_id = $1 and state <> 'stopped' order by created_at, id",
    [organisation.id],
  )
  for (const { id } of rows)
    await carryParcel.run(house, { organisationId: organisation.id, parcelId: id }, signal)
}

/** Two organisations that have both said yes: the partner of each in the other. */
export const linkBoth = async (t: TestHouse) => {
  const proposed = await t.call(contract.partners.proposeLink, {
    slug: t.elsewhere.slug,
    kind: 'association',
  })
  await carryLinks(t, t.here)
  const asked = await t.call(contract.partners.list, {}, { in: t.elsewhere })
  const [theirs] = asked.body.rows
  if (!theirs) throw new Error('the link was not carried')
  await t.call(
    contract.partners.answerLink,
    { partnerId: theirs.id, version: theirs.version, answer: 'agree' },
    { in: t.elsewhere },
  )
  await carryLinks(t, t.elsewhere)
  return { here: proposed.body.partnerId, elsewhere: theirs.id }
}
