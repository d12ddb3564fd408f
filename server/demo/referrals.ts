import { measures } from '#contract/measures.ts'
import { parcels } from '#contract/parcels.ts'
import { partners, referralSettings } from '#contract/partners.ts'
import { referrals } from '#contract/referrals.ts'
import type { PartnerKind } from '#domain/parcels/partner-kinds.ts'
import { fixedClock } from '#server/clock.ts'
import { inOrganisation } from '#server/db.ts'
import { demoId } from '#server/demo/demo-id.ts'
import { loadStaff } from '#server/demo/load-staff.ts'
import { accept, coordinator, ownRequests, sendings } from '#server/demo/referral-stories.ts'
import { type DemoOrganisation, demoOrganisations } from '#server/demo/staff.ts'
import { openTeller, type Teller } from '#server/demo/teller.ts'
import type { House } from '#server/house.ts'
import type { Auth } from '#server/identity/auth.ts'
import { carryParcel } from '#server/parcels/carry.ts'
import { insertReferral } from '#server/referrals/referral-rows.ts'
import { watchReferrals } from '#server/referrals/watch.ts'

/** The two organisations of the demo, linked, with what crossed between them; done once. */
export const tellReferrals = async (house: House, auth: Auth): Promise<void> => {
  const [landlord, association] = demoOrganisations
  if (!landlord || !association) return
  const tell = await openTelling(house, auth)
  if (await tell.isTold(association)) return
  await tell.inside(landlord, async (teller) => {
    await link(house, teller, association, 'association')
    await sendAll(teller)
    await proposeMeasure(teller)
  })
  await tell.inside(association, async (teller) => {
    await link(house, teller, landlord, 'landlord')
    await openDoors(teller)
  })
  await carryAll(house, landlord)
  await tell.inside(association, async (teller) => {
    await triage(teller)
    await tell.markTold(teller, association)
  })
  await carryAll(house, association)
  for (const { id } of [landlord, association])
    await watchReferrals.run(house, { organisationId: id }, new AbortController().signal)
}

const openTelling = async (house: House, auth: Auth) => {
  const markId = ({ id }: DemoOrganisation) => demoId(`${id}/referrals-told`)
  return {
    inside: async (organisation: DemoOrganisation, work: (teller: Teller) => Promise<void>) => {
      const staff = await loadStaff(house, auth, organisation)
      await inOrganisation(house.database, organisation.id, (tx) =>
        work(openTeller(house, tx, organisation.id, staff)),
      )
    },
    isTold: (organisation: DemoOrganisation): Promise<boolean> =>
      inOrganisation(house.database, organisation.id, async (tx) => {
        const found = await tx
          .selectFrom('journal')
          .where('organisation_id', '=', organisation.id)
          .where('id', '=', markId(organisation))
          .select('id')
          .executeTakeFirst()
        return found !== undefined
      }),
    markTold: async ({ tx }: Teller, organisation: DemoOrganisation) => {
      await tx
        .insertInto('journal')
        .values({
          organisation_id: organisation.id,
          id: markId(organisation),
          act: 'demo-followed',
          subject_kind: 'organisation',
          subject_id: organisation.id,
        })
        .execute()
    },
  }
}

const partnerId = (organisationId: string) => demoId(`${organisationId}/partner`)

const link = async (
  house: House,
  { tx, organisationId, daysAgo }: Teller,
  other: DemoOrganisation,
  kind: PartnerKind,
) => {
  await tx
    .insertInto('partner')
    .values({
      organisation_id: organisationId,
      id: partnerId(organisationId),
      name: other.name,
      kind,
      linked_organisation_id: other.id,
      link_state: 'agreed',
      link_state_on: daysAgo(200),
      created_at: house.clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const sendAll = async (teller: Teller) => {
  const { tx, organisationId } = teller
  const already = await tx
    .selectFrom('parcel_sent')
    .where('organisation_id', '=', organisationId)
    .select('id')
    .executeTakeFirst()
  if (already) return
  const { partnerId: ccas } = await teller.did('sophie.arnaud', 150, partners.add, {
    ...{ name: 'CCAS de Saint-Rivier', kind: 'local-authority', email: 'ccas@saint-rivier.example' },
  })
  const households = await listFollowed(teller, sendings.length + 2)
  for (const [rank, { ago, outside, after: _, ...terms }] of sendings.entries()) {
    const sentAgo = Math.max(ago, 1)
    await teller.did('claire.fontaine', sentAgo, parcels.send, {
      ...terms,
      householdId: households[rank] ?? '',
      partnerId: outside ? ccas : partnerId(organisationId),
      informedOn: teller.daysAgo(sentAgo + 2),
      leavesOn: teller.daysAgo(ago),
      expiresOn: teller.daysAgo(ago - 365),
      termOn: terms.kind === 'mandate' ? teller.daysAgo(ago - 365) : null,
    })
  }
  for (const [rank, householdId] of households.slice(sendings.length).entries())
    await teller.did('nadia.benali', 4 + rank, referrals.askOwnTeam, {
      ...{ householdId, motive: 'arrears', message: 'Le ménage demande à rencontrer quelqu’un.' },
    })
}

/** A measure of the landlord that the association is asked to take over: it waits for its answer. */
const proposeMeasure = async (teller: Teller) => {
  const { tx, organisationId, daysAgo } = teller
  const running = await tx
    .selectFrom('measure_standing as s')
    .innerJoin('measure as m', (join) =>
      join.onRef('m.organisation_id', '=', 's.organisation_id').onRef('m.id', '=', 's.measure_id'),
    )
    .where('s.organisation_id', '=', organisationId)
    .where('s.status', '=', 'active')
    .where('s.started_on', '<', daysAgo(60))
    .select(['m.id', 'm.version'])
    .orderBy('s.started_on')
    .orderBy('m.id')
    .executeTakeFirst()
  if (!running) return
  await teller.did('sophie.arnaud', 3, measures.handOver, {
    ...{ measureId: running.id, version: running.version, partnerId: partnerId(organisationId) },
    ...{ categories: ['identity', 'contact', 'home'], legalBasis: 'consent', informedOn: daysAgo(9) },
    ...{ leavesOn: daysAgo(3), expiresOn: daysAgo(3 - 365) },
    agreement: { givenOn: daysAgo(5), proof: 'signed' },
    handover: {
      done: 'Droits ouverts, budget revu chaque mois, dossier de demande de logement à jour.',
      remains: 'Préparer le départ vers un logement plus petit, hors de notre parc.',
      dates: [{ on: daysAgo(-20), what: 'Rendez-vous à la mairie pour la demande de logement' }],
      risks: 'Le loyer actuel reste trop élevé : un nouvel impayé est possible.',
      told: 'La famille et la conseillère de la CAF.',
    },
  })
}

const listFollowed = async ({ tx, organisationId }: Teller, count: number): Promise<string[]> => {
  const rows = await tx
    .selectFrom('arrears_state')
    .where('organisation_id', '=', organisationId)
    .select('household_id')
    .distinct()
    .orderBy('household_id')
    .limit(count)
    .execute()
  return rows.map(({ household_id }) => household_id)
}

/** Each parcel leaves on the day it was prepared for. */
const carryAll = async (house: House, { id: organisationId }: DemoOrganisation) => {
  const waiting = await inOrganisation(house.database, organisationId, (tx) =>
    tx
      .selectFrom('parcel_sent')
      .where('organisation_id', '=', organisationId)
      .where('state', '=', 'waiting')
      .where('leaves_on', '<=', house.clock.today())
      .select(['id', 'created_at'])
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  )
  for (const { id, created_at } of waiting)
    await carryParcel.run(
      { ...house, clock: fixedClock(created_at.toISOString()) },
      { organisationId, parcelId: id },
      new AbortController().signal,
    )
}

const openDoors = async (teller: Teller) => {
  const { tx, organisationId } = teller
  const known = await tx
    .selectFrom('referral')
    .where('organisation_id', '=', organisationId)
    .select('id')
    .executeTakeFirst()
  if (known) return
  await teller.did('admin.association', 190, referralSettings.save, {
    ...{ version: 0, formOpen: true },
    formWords:
      'Nous accompagnons les personnes du bassin de Saint-Rivier vers le logement et dans leur logement.',
  })
  for (const { ago, ...request } of ownRequests) {
    const clock = fixedClock(`${teller.daysAgo(ago)}T10:15:00Z`)
    await insertReferral(
      { tx, actor: { organisationId }, now: clock.now(), today: clock.today() },
      { kind: 'referral', senderKind: 'other', ...request },
    )
  }
  await prescribeSome(teller)
}

const prescribeSome = async (teller: Teller) => {
  const ask = (ago: number, lastName: string, message: string) =>
    teller.did('paul.ferrand', ago, referrals.prescribe, {
      ...{ channel: 'screen', service: 'DDETS, service logement', senderKind: 'state-service' },
      ...{ person: { lastName, firstName: null }, motive: 'access-to-home', message },
      informedOn: teller.daysAgo(ago + 3),
    })
  const first = await ask(18, 'Okoro', 'Reconnue prioritaire DALO, relogement attendu avant mars.')
  await accept(
    teller,
    { referralId: first.referralId, version: 1 },
    11,
    'Rendez-vous pris la semaine prochaine.',
  )
  const second = await ask(7, 'Lambert', 'Demande d’accompagnement vers le logement après une séparation.')
  await teller.did(coordinator, 4, referrals.askMore, {
    ...{ referralId: second.referralId, version: 1 },
    message: 'La personne a-t-elle un numéro unique de demande de logement ?',
  })
  await ask(1, 'Traoré', 'Reconnu prioritaire DALO, hébergé en foyer.')
}

/** The association answers what it received, in the order of the story. */
const triage = async (teller: Teller) => {
  const { tx, organisationId } = teller
  for (const { message, after } of sendings) {
    if (!after) continue
    const rows = await tx
      .selectFrom('referral')
      .where('organisation_id', '=', organisationId)
      .where('source', '=', 'partner')
      .where('state', '=', 'received')
      .select(['id', 'version', 'content'])
      .execute()
    const row = rows.find(({ content }) => (content as { message?: string }).message === message)
    if (row) await after(teller, { referralId: row.id, version: row.version })
  }
}
