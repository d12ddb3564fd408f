import { contract } from '#contract/index.ts'
import type { ConsentKind, Vulnerability } from '#domain/households/kinds.ts'
import type { ParcelContent } from '#domain/parcels/content.ts'
import { isConsentFor, maySend } from '#domain/parcels/decide-sharing.ts'
import { parcelCategories } from '#domain/parcels/kinds.ts'
import type { LinkState } from '#domain/parcels/partner-kinds.ts'
import { listConsents } from '#server/households/circle-store.ts'
import { findHousehold } from '#server/households/household-store.ts'
import { readContent } from '#server/parcels/read-content.ts'
import { isLandlord, listPartnerRows } from '#server/partners/partner-rows.ts'
import { useCase } from '#server/use-case.ts'

export const listOptions = useCase(contract.parcels.options, async (context, { householdId }) => {
  const household = await findHousehold(context, householdId)
  const choices = (await listPartnerRows(context))
    .filter(({ archived_on, link_state }) => archived_on === null && link_state !== 'ended')
    .map((row) => ({
      id: row.id,
      name: row.name,
      linkState: row.link_state as LinkState,
      isLandlord: isLandlord(row),
    }))
  const consents = await listConsents(context, householdId)
  return {
    label: household?.label ?? '',
    partners: choices,
    categories: parcelCategories.map((category) => ({
      category,
      mayRead: maySend(context.actor.role, category),
    })),
    consents: consents
      .map(({ id, kind, partner, personName, givenOn, endsOn, revokedOn }) => ({
        ...{ id, partner, personName, givenOn, endsOn, revokedOn },
        kind: kind as ConsentKind,
      }))
      // With whom else the household agreed to share is no business of whoever sends: only what serves here is told.
      .filter((consent) => choices.some((partner) => isConsentFor(consent, partner))),
  }
})

/** Content as the contract tells it: the fragilities are those of the closed list. */
export const contentView = ({ vulnerabilities, ...content }: ParcelContent) => ({
  ...content,
  ...(vulnerabilities && { vulnerabilities: vulnerabilities as Vulnerability[] }),
})

export const previewParcel = useCase(
  contract.parcels.preview,
  async (context, { householdId, categories }) => {
    const readable = categories.filter((category) => maySend(context.actor.role, category))
    return { content: contentView(await readContent(context, householdId, readable)) }
  },
)
