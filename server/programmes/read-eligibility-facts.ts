import { type RawBuilder, sql } from 'kysely'
import { reachOf } from '#domain/access.ts'
import type { DifficultyCause } from '#domain/households/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { EligibilityFacts, KnownFact } from '#domain/programmes/eligibility-facts.ts'
import type { MeasureMotive, PublicKind } from '#domain/programmes/kinds.ts'
import { findCovering } from '#domain/territories/covers.ts'
import { type NamedTerritory, tellTerritory } from '#domain/territories/kinds.ts'
import type { Tx } from '#server/db.ts'
import { readSocialFacts } from '#server/programmes/social-facts.ts'
import { findCommuneOfAddress } from '#server/territories/find-commune.ts'
import type { Actor } from '#server/use-case.ts'

type Reading = { tx: Tx; actor: Pick<Actor, 'organisationId' | 'role'>; today: PlainDate }

/** What is asked for, and where: the request tells the first two, the programme the last. */
export type AskedFor = {
  motive?: MeasureMotive | null
  triggeringEvent?: DifficultyCause | null
  territories?: readonly NamedTerritory[]
}

/**
 * What the file says of a household, each fact with its day and where it comes from; what it does not say is absent.
 * The social side is left out for those who may not read it.
 */
export const readEligibilityFacts = async (
  reading: Reading,
  householdId: string,
  { motive, triggeringEvent, territories = [] }: AskedFor = {},
): Promise<EligibilityFacts> => {
  const isSocial = reachOf(reading.actor.role, 'read-social-situation') !== 'never'
  const [home] = (await homeQuery(reading, householdId).execute(reading.tx)).rows
  return {
    ...asked(reading.today, { motive: motive ?? null, 'triggering-event': triggeringEvent ?? null }),
    ...(home ? await tellHome(reading, home, territories) : {}),
    ...(await readArrears(reading, householdId)),
    ...(isSocial ? await readSocialFacts(reading, householdId, home?.addresses ?? []) : {}),
  }
}

const asked = (asOf: PlainDate, given: Partial<Record<'motive' | 'triggering-event', string | null>>) =>
  Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) =>
      value === null ? [] : [[key, { value, asOf, from: 'demande' } satisfies KnownFact]],
    ),
  ) as EligibilityFacts

const readArrears = async ({ tx, actor, today }: Reading, householdId: string): Promise<EligibilityFacts> => {
  const { rows } = await sql<{ months: number | null }>`
    select max(s.months_owed_tenths) / 10 as months from arrears_state s
    where s.organisation_id = ${actor.organisationId} and s.household_id = ${householdId}`.execute(tx)
  const months = rows[0]?.months
  return months === null || months === undefined
    ? {}
    : { 'arrears-months': { value: months, asOf: today, from: 'compte locatif' } }
}

type HomeRow = {
  persons: number
  lives_mobile: boolean
  is_tenant: boolean
  addresses: { town: string | null; postCode: string | null }[]
  dwelling_kinds: string[]
  occupancies: string[]
}

const tellHome = async (
  { tx, today }: Reading,
  home: HomeRow,
  territories: readonly NamedTerritory[],
): Promise<EligibilityFacts> => {
  const publics = publicsOf(home)
  const lives = await findLivingPlace(tx, home.addresses, territories)
  const told = (value: KnownFact['value'], from: string): KnownFact => ({ value, asOf: today, from })
  return {
    ...(home.persons > 0 ? { 'household-size': told(home.persons, 'composition du ménage') } : {}),
    ...(publics.length > 0 ? { public: told(publics, 'logement et dossier') } : {}),
    ...(isInShelter(home) ? { 'leaves-shelter': told(true, 'logement actuel') } : {}),
    ...(lives ? { 'lives-in-territory': told(true, `adresse du logement, ${lives}`) } : {}),
  }
}

const homeQuery = ({ actor, today }: Reading, householdId: string): RawBuilder<HomeRow> => {
  const { organisationId } = actor
  const running = (from: string, until: string) =>
    sql`${sql.ref(from)} <= ${today} and (${sql.ref(until)} is null or ${sql.ref(until)} >= ${today})`
  return sql<HomeRow>`
    with member as (
      select p.vulnerabilities from household_member m
      join person p on p.organisation_id = m.organisation_id and p.id = m.person_id
      where m.organisation_id = ${organisationId} and m.household_id = ${householdId}
        and ${running('m.joined_on', 'm.left_on')}),
    home as (
      select b.town, b.post_code, d.kind from tenancy t
      join dwelling d on d.organisation_id = t.organisation_id and d.id = t.dwelling_id
      join building b on b.organisation_id = d.organisation_id and b.id = d.building_id
      where t.organisation_id = ${organisationId} and t.household_id = ${householdId}
        and ${running('t.started_on', 't.ended_on')})
    select (select count(*)::int from member) as persons,
      exists (select from member where 'mobile-home-living' = any (vulnerabilities)) as lives_mobile,
      exists (select from home) as is_tenant,
      array(select distinct jsonb_build_object('town', town, 'postCode', post_code) from home) as addresses,
      array(select distinct kind from home where kind is not null) as dwelling_kinds,
      array(select distinct o.kind from occupancy o
        where o.organisation_id = ${organisationId} and o.household_id = ${householdId}
          and ${running('o.started_on', 'o.ended_on')}) as occupancies`
}

const ofOccupancy: Readonly<Record<string, PublicKind>> = {
  'direct-lease': 'tenant',
  'sub-lease': 'sub-tenant',
  'gliding-lease': 'sub-tenant',
  shelter: 'sheltered',
  hosted: 'sheltered',
  owned: 'owner-occupier',
  'without-home': 'without-home',
}

/** Not one hosted by a friend: that is no *parcours d’hébergement*. */
const isInShelter = ({ dwelling_kinds, occupancies }: HomeRow) =>
  dwelling_kinds.includes('shelter-unit') || occupancies.includes('shelter')

const publicsOf = (home: HomeRow): PublicKind[] => {
  const isSheltered = home.dwelling_kinds.includes('shelter-unit')
  const found: (PublicKind | undefined)[] = [
    home.is_tenant && !isSheltered ? 'tenant' : undefined,
    isSheltered ? 'sheltered' : undefined,
    home.lives_mobile ? 'mobile-home-living' : undefined,
    ...home.occupancies.map((kind) => ofOccupancy[kind]),
  ]
  return [...new Set(found.filter((kind) => kind !== undefined))]
}

/** `Riom, dans Puy-de-Dôme (63)`; undefined when the commune is not sure, or not of these territories. */
const findLivingPlace = async (
  tx: Tx,
  addresses: HomeRow['addresses'],
  territories: readonly NamedTerritory[],
): Promise<string | undefined> => {
  if (territories.length === 0) return undefined
  for (const address of addresses) {
    const commune = await findCommuneOfAddress(tx, address)
    const covering = commune && findCovering(territories, commune)
    if (covering) return `${commune.name}, dans ${tellTerritory(covering)}`
  }
  return undefined
}
