import type { Sent } from '#contract/endpoint.ts'
import type { parcels } from '#contract/parcels.ts'
import { referrals } from '#contract/referrals.ts'
import type { ParcelCategory } from '#domain/parcels/kinds.ts'
import type { PrescriberKind } from '#domain/programmes/kinds.ts'
import type { Teller } from '#server/demo/teller.ts'
import type { NewReferral } from '#server/referrals/referral-rows.ts'

type Told = Omit<
  Sent<typeof parcels.send>,
  'householdId' | 'partnerId' | 'leavesOn' | 'expiresOn' | 'informedOn'
> & {
  /** Days ago, or ahead when it has not left. */
  ago: number
  outside?: true
  after?: (teller: Teller, referral: Place) => Promise<unknown>
}
export type Place = { referralId: string; version: number }

export const coordinator = 'jeanne.morel'
const usual = {
  kind: 'referral',
  categories: ['identity', 'contact', 'home', 'arrears'] as ParcelCategory[],
  purpose: 'prevent-eviction',
  legalBasis: 'public-interest',
  motive: 'eviction-prevention',
} as const

export const accept = async (teller: Teller, place: Place, ago: number, message: string | null) => {
  const { content } = await teller.did(coordinator, ago, referrals.open, { referralId: place.referralId })
  const { identity, contact, motive } = content
  return teller.did(coordinator, ago, referrals.accept, {
    ...{ ...place, householdId: null, message, motive: motive ?? 'other' },
    person: { lastName: 'Sans nom', ...identity, phone: contact?.phone ?? null },
  })
}

const versionNow = async ({ tx, organisationId }: Teller, { referralId }: Place): Promise<number> => {
  const { version } = await tx
    .selectFrom('referral')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', referralId)
    .select('version')
    .executeTakeFirstOrThrow()
  return version
}

/** What the landlord sent to the association, and what became of it: one of each state. */
export const sendings: readonly Told[] = [
  {
    ...usual,
    ...{ ago: 17, motive: 'arrears', message: 'Quatre mois de retard, le ménage ne répond plus à l’agence.' },
  },
  {
    ...usual,
    ...{
      ago: 20,
      motive: 'staying-in-home',
      message: 'Ménage volontaire, démarches administratives difficiles.',
    },
    after: async (teller, place) => {
      await accept(teller, place, 15, 'Accord de notre côté, première rencontre sous quinze jours.')
      await teller.did(coordinator, 9, referrals.giveNews, {
        ...{ referralId: place.referralId, version: await versionNow(teller, place) },
        news: 'appointment-given',
      })
    },
  },
  {
    ...usual,
    ...{ ago: 25, message: 'Assignation reçue, audience à préparer.' },
    after: (teller, place) =>
      teller.did(coordinator, 12, referrals.decline, {
        ...{ ...place, reason: 'no-room' },
        message: 'Nous n’avons plus de place avant février. La permanence du mardi peut préparer l’audience.',
      }),
  },
  {
    ...usual,
    ...{ ago: 6, motive: 'move', message: 'Logement trop cher depuis le départ d’un enfant.' },
    after: (teller, place) =>
      teller.did(coordinator, 3, referrals.askMore, {
        ...place,
        message: 'Une demande de logement social est-elle en cours, avec quel numéro unique ?',
      }),
  },
  {
    ...usual,
    ...{ ago: 2, motive: 'arrears', message: 'Premier impayé, ménage suivi par notre pôle social.' },
  },
  {
    ...usual,
    ...{
      ago: 112,
      kind: 'mandate',
      purpose: 'entrust-mission',
      legalBasis: 'contract',
      motive: 'staying-in-home',
    },
    ...{ reportEveryMonths: 3, message: 'Mission d’un an : maintien dans le logement.' },
    after: (teller, place) => accept(teller, place, 108, null),
  },
  {
    ...usual,
    ...{ ago: 130, kind: 'mandate', purpose: 'entrust-mission', legalBasis: 'contract' },
    ...{ motive: 'staying-in-home', reportEveryMonths: 3, message: 'Mission d’un an : budget et droits.' },
    after: async (teller, place) => {
      await accept(teller, place, 126, null)
      await teller.did(coordinator, 30, referrals.sendReport, {
        ...{ referralId: place.referralId, version: await versionNow(teller, place) },
        text: 'Premier trimestre : droits à jour, budget équilibré, loyer courant payé depuis deux mois. La suite porte sur la dette ancienne.',
      })
    },
  },
  { ...usual, ...{ ago: -5, message: 'Part après le rendez-vous de jeudi avec le ménage.' } },
  { ...usual, ...{ ago: 30, outside: true, purpose: 'open-rights', message: 'Demande d’aide d’urgence.' } },
]

type Own = Omit<NewReferral, 'kind' | 'senderKind'> & { ago: number; senderKind?: PrescriberKind }

/** What came to the association by itself. */
export const ownRequests: readonly Own[] = [
  {
    ...{ ago: 1, source: 'household', senderName: 'Le ménage', senderKind: 'household' },
    senderContact: '06 39 98 00 14',
    content: {
      identity: { civility: null, lastName: 'Lefort', firstName: 'Nadège', birthOn: null },
      contact: { phone: '06 39 98 00 14', email: null, language: null },
      motive: 'eviction-prevention',
      message: 'J’ai reçu un papier d’huissier et je ne sais pas quoi faire. J’ai deux enfants.',
    },
  },
  {
    ...{
      ago: 3,
      source: 'e-mail',
      senderName: 'Maison des solidarités',
      senderContact: 'mds@departement.example',
    },
    subject: 'Orientation : famille hébergée chez un tiers',
    content: {
      message:
        'Orientation : famille hébergée chez un tiers\n\nBonjour,\n\nNous accompagnons une famille de quatre personnes hébergée depuis six mois. Pouvez-vous la recevoir à votre permanence ?',
    },
  },
  {
    ...{
      ago: 12,
      source: 'public-form',
      senderName: 'Service social de l’hôpital',
      senderContact: '04 99 00 00 12',
    },
    content: {
      identity: { civility: null, lastName: 'Benoît', firstName: 'Luc', birthOn: null },
      contact: { phone: '06 39 98 00 77', email: null, language: null },
      motive: 'access-to-home',
      message: 'Sortie prévue à la fin du mois, pas de solution de logement.',
    },
  },
]
