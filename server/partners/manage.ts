import { contract } from '#contract/index.ts'
import type { LinkState, PartnerKind } from '#domain/parcels/partner-kinds.ts'
import { enqueue } from '#server/jobs.ts'
import { record } from '#server/journal.ts'
import { carryLink } from '#server/partners/carry-link.ts'
import {
  findPartnerByOrganisation,
  insertPartner,
  listPartnerRows,
  lockPartner,
  updatePartner,
} from '#server/partners/partner-rows.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const listPartners = useCase(contract.partners.list, async (context) => ({
  rows: (await listPartnerRows(context)).map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind as PartnerKind,
    email: row.email,
    phone: row.phone,
    slug: row.slug,
    linkState: row.link_state as LinkState,
    linkStateOn: row.link_state_on,
    isArchived: row.archived_on !== null,
    version: row.version,
  })),
}))

export const addPartner = useCase(contract.partners.add, async (context, details) => {
  const partnerId = await insertPartner(context, {
    ...details,
    linkedOrganisationId: null,
    linkState: 'none',
    linkStateOn: null,
  })
  await record(context, {
    act: 'partner-added',
    subject: { kind: 'partner', id: partnerId },
    after: { name: details.name, kind: details.kind },
  })
  return { partnerId }
})

export const editPartner = useCase(
  contract.partners.edit,
  async (context, { partnerId, version, ...details }) => {
    const partner = await lockPartner(context, partnerId)
    if (!partner) return context.refuse('unknown-record')
    if (partner.version !== version) return context.refuse('stale-version', { name: partner.name })
    await updatePartner(context, partnerId, details)
    await record(context, {
      act: 'partner-changed',
      subject: { kind: 'partner', id: partnerId },
      before: { name: partner.name, kind: partner.kind },
      after: { name: details.name, kind: details.kind },
    })
    return { version: version + 1 }
  },
)

export const archivePartner = useCase(
  contract.partners.archive,
  async (context, { partnerId, version, isArchived }) => {
    const partner = await lockPartner(context, partnerId)
    if (!partner) return context.refuse('unknown-record')
    if (partner.version !== version) return context.refuse('stale-version', { name: partner.name })
    await updatePartner(context, partnerId, { archived_on: isArchived ? context.today : null })
    await record(context, {
      act: 'partner-archived',
      subject: { kind: 'partner', id: partnerId },
      after: { isArchived },
    })
    return { version: version + 1 }
  },
)

export const proposeLink = useCase(contract.partners.proposeLink, async (context, { slug, kind }) => {
  const { tx, actor, today } = context
  const other = await tx
    .selectFrom('organisation')
    .where('slug', '=', slug)
    .select(['id', 'name'])
    .executeTakeFirst()
  if (!other) return context.refuse('unknown-organisation')
  if (other.id === actor.organisationId) return context.refuse('own-organisation')
  const known = await findPartnerByOrganisation(context, other.id)
  if (known && known.link_state !== 'declined' && known.link_state !== 'ended')
    return context.refuse('already-linked')
  const state = { link_state: 'proposed', link_state_on: today, kind, archived_on: null } as const
  if (known) await updatePartner(context, known.id, state)
  const partnerId =
    known?.id ??
    (await insertPartner(context, {
      ...{ name: other.name, kind, email: null, phone: null },
      ...{ linkedOrganisationId: other.id, linkState: 'proposed', linkStateOn: today },
    }))
  await tellOther(context, partnerId, 'proposed', other.name)
  return { partnerId }
})

const answers = { agree: 'agreed', decline: 'declined', end: 'ended' } as const

export const answerLink = useCase(
  contract.partners.answerLink,
  async (context, { partnerId, version, answer }) => {
    const partner = await lockPartner(context, partnerId)
    if (!partner) return context.refuse('unknown-record')
    if (partner.version !== version) return context.refuse('stale-version', { linkState: partner.link_state })
    if (!mayAnswer(partner.link_state as LinkState, answer)) return context.refuse('not-possible-now')
    const state = answers[answer]
    await updatePartner(context, partnerId, { link_state: state, link_state_on: context.today })
    await tellOther(context, partnerId, state, partner.name)
    return { version: version + 1 }
  },
)

const mayAnswer = (state: LinkState, answer: keyof typeof answers): boolean =>
  answer === 'end' ? state === 'agreed' || state === 'proposed' : state === 'asked'

const tellOther = async (context: Acting, partnerId: string, state: LinkState, partner: string) => {
  await record(context, {
    act: `link-${state}`,
    subject: { kind: 'partner', id: partnerId },
    after: { partner },
  })
  const { tx, actor } = context
  await enqueue(tx, carryLink, { organisationId: actor.organisationId, partnerId })
}
