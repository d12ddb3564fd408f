/** A closed list as the screens need it: the word kept, and its French label. */
export type Labels<Key extends string> = Readonly<Record<Key, string>>

export const entryKinds = [
  'rent-call',
  'charges-call',
  'charges-settlement',
  'benefit',
  'rls',
  'payment',
  'payment-rejected',
  'fee',
  'write-off',
  'opening-balance',
  'other',
] as const
export type EntryKind = (typeof entryKinds)[number]
export const entryKindLabels: Labels<EntryKind> = {
  'rent-call': 'Appel de loyer',
  'charges-call': 'Provision pour charges',
  'charges-settlement': 'Régularisation de charges',
  benefit: 'Aide au logement versée au bailleur',
  rls: 'Réduction de loyer de solidarité',
  payment: 'Paiement',
  'payment-rejected': 'Paiement rejeté',
  fee: 'Frais',
  'write-off': 'Effacement de dette',
  'opening-balance': 'Solde repris',
  other: 'Autre écriture',
}

export const dwellingKinds = ['flat', 'house', 'room', 'shelter-unit', 'pitch', 'other'] as const
export type DwellingKind = (typeof dwellingKinds)[number]
export const dwellingKindLabels: Labels<DwellingKind> = {
  flat: 'Appartement',
  house: 'Maison',
  room: 'Chambre ou logement-foyer',
  'shelter-unit': 'Logement d’hébergement',
  pitch: 'Terrain familial ou emplacement',
  other: 'Autre',
}

export const memberRoles = [
  'leaseholder',
  'co-leaseholder',
  'partner',
  'child',
  'other-dependant',
  'other-occupant',
] as const
export type MemberRole = (typeof memberRoles)[number]
export const memberRoleLabels: Labels<MemberRole> = {
  leaseholder: 'Titulaire du bail',
  'co-leaseholder': 'Cotitulaire du bail',
  partner: 'Conjoint ou partenaire',
  child: 'Enfant',
  'other-dependant': 'Autre personne à charge',
  'other-occupant': 'Autre occupant',
}
