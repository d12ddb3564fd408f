import { randomUUIDv7 } from 'node:crypto'
import { guessPartnerKind } from '#domain/conventions/guess-partner-kind.ts'
import type { ConventionLevel } from '#domain/conventions/kinds.ts'
import { usualRenewalMonths } from '#domain/conventions/read-line.ts'
import { type ConventionTerms, emptyTerms } from '#domain/conventions/terms.ts'
import { yearOf } from '#domain/plain-date.ts'
import type { TerritoryKind } from '#domain/territories/kinds.ts'
import { drawConvention } from '#server/conventions/convention-rows.ts'
import { insertParty } from '#server/conventions/parties.ts'
import type { PlacedLine } from '#server/conventions/place-lines.ts'
import { insertConvention } from '#server/conventions/write.ts'
import { allotTo } from '#server/envelopes/allot.ts'
import { type LockedEnvelope, lockEnvelopes } from '#server/envelopes/locked-envelope.ts'
import { insertEnvelope } from '#server/envelopes/manage.ts'
import { insertPartner } from '#server/partners/partner-rows.ts'
import type { Acting } from '#server/use-case.ts'

/** Partners by name, whatever the case: one that a list names twice is one. */
type Partners = Map<string, string>

/** Adds the conventions of a list whose reference is not there yet; frameworks first, for the others refer to them. */
export const applyLines = async (
  context: Acting,
  importId: string,
  lines: readonly PlacedLine[],
): Promise<{ created: number; alreadyThere: number }> => {
  const known = await listReferences(context)
  const partners = await listPartners(context)
  const fresh = lines.filter(({ reference }) => !known.has(reference))
  for (const line of [...fresh.filter(isFramework), ...fresh.filter((line) => !isFramework(line))]) {
    const frameworkId = line.framework === null ? null : (known.get(line.framework) ?? null)
    known.set(line.reference, await applyLine(context, importId, line, frameworkId, partners))
  }
  return { created: fresh.length, alreadyThere: lines.length - fresh.length }
}

const isFramework = ({ kind }: PlacedLine): boolean => kind === 'framework'

const listReferences = async ({ tx, actor }: Acting): Promise<Map<string, string>> => {
  const rows = await tx
    .selectFrom('convention')
    .where('organisation_id', '=', actor.organisationId)
    .select(['id', 'reference'])
    .execute()
  return new Map(rows.map(({ id, reference }) => [reference, id]))
}

export const foldName = (name: string): string => name.trim().toLocaleLowerCase('fr')

export const listPartners = async ({ tx, actor }: Pick<Acting, 'tx' | 'actor'>): Promise<Partners> => {
  const rows = await tx
    .selectFrom('partner')
    .where('organisation_id', '=', actor.organisationId)
    .select(['id', 'name'])
    .execute()
  return new Map(rows.map(({ id, name }) => [foldName(name), id]))
}

const applyLine = async (
  context: Acting,
  importId: string,
  line: PlacedLine,
  frameworkId: string | null,
  partners: Partners,
): Promise<string> => {
  const conventionId = await insertConvention(
    context,
    {
      ...{ reference: line.reference, title: line.title, kind: line.kind, frameworkId },
      ...{ object: null, signedOn: line.signedOn, responsibleId: context.actor.membershipId },
      terms: mutable(termsOf(line)),
    },
    importId,
  )
  for (const name of line.partners)
    await insertParty(context, {
      conventionId,
      partnerId: await partnerNamed(context, name, partners),
      ...{ role: line.role, signatory: line.signatory, signedOn: line.signedOn },
    })
  if (line.amountCents !== null) await openEnvelopeOf(context, conventionId, line, line.amountCents)
  await drawConvention(context, conventionId)
  return conventionId
}

const mutable = (terms: ConventionTerms) => ({
  ...terms,
  territories: [...terms.territories],
  fields: [...terms.fields],
  targets: [...terms.targets],
})

/** The level follows the widest territory when the list does not say. */
const levelOfTerritory: Readonly<Record<TerritoryKind, ConventionLevel>> = {
  france: 'national',
  region: 'regional',
  departement: 'departmental',
  epci: 'epci',
  commune: 'local',
}
const widest = ['france', 'region', 'departement', 'epci', 'commune'] as const

const termsOf = (line: PlacedLine): ConventionTerms => {
  const kind = widest.find((one) => line.territories.some((territory) => territory.kind === one))
  return {
    ...emptyTerms,
    level: line.level ?? (kind ? levelOfTerritory[kind] : 'local'),
    startsOn: line.startsOn ?? line.signedOn,
    endsOn: line.endsOn,
    renewal: line.renewal,
    renewalMonths: line.renewal === 'tacit' ? usualRenewalMonths : null,
    noticeDays: line.noticeDays,
    territories: line.territories,
    fields: line.fields,
  }
}

const partnerNamed = async (context: Acting, name: string, partners: Partners): Promise<string> => {
  const known = partners.get(foldName(name))
  if (known) return known
  const id = await insertPartner(context, {
    ...{ name: name.slice(0, 120), kind: guessPartnerKind(name), email: null, phone: null },
    ...{ linkedOrganisationId: null, linkState: 'none', linkStateOn: null },
  })
  partners.set(foldName(name), id)
  return id
}

const openEnvelopeOf = async (context: Acting, conventionId: string, line: PlacedLine, cents: number) => {
  const id = randomUUIDv7()
  const openedOn = line.startsOn ?? line.signedOn ?? context.today
  await insertEnvelope(context, {
    id,
    conventionId,
    label: line.title.slice(0, 120),
    kind: line.envelopeKind,
    countedAt: 'signature',
    year: isOneYear(line) && line.envelopeKind === 'flow' ? yearOf(openedOn) : null,
    field: line.fields.length === 1 ? (line.fields[0] ?? null) : null,
    territory: null,
    openedOn,
    closedOn: null,
  })
  const envelope = (await lockEnvelopes(context, [id])).get(id) as LockedEnvelope
  await allotTo(context, envelope, { kind: 'initial', on: openedOn, cents, reason: null })
}

const isOneYear = ({ startsOn, endsOn, renewal }: PlacedLine): boolean =>
  startsOn !== null && endsOn !== null && renewal === 'none' && yearOf(startsOn) === yearOf(endsOn)
