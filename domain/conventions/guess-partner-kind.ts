import type { PartnerKind } from '#domain/parcels/partner-kinds.ts'

/** By the name, the first that fits; the words are compared without accents. */
const guesses: readonly [RegExp, PartnerKind][] = [
  [/\b(anah|agence nationale de l habitat)\b/, 'anah'],
  [/\b(anru|agence nationale pour la renovation urbaine)\b/, 'anru'],
  [/\baction logement\b/, 'action-logement'],
  [/\badil\b|agence departementale d information/, 'adil'],
  [/\b(caf|msa|cnaf|ccmsa|allocations familiales|mutualite sociale agricole)\b/, 'benefit-payer'],
  [/\bfondation\b/, 'foundation'],
  [/\b(carsat|cnav|agirc|arrco|cnracl|retraite|prevoyance)\b/, 'pension-fund'],
  [
    /\b(pact|soliha|cal|urbanis|inhari|habitat et developpement|centre d amelioration du logement)\b/,
    'operator',
  ],
  [/\b(prefecture|prefet|etat|ddt|ddtm|ddets|dreal|ministere)\b/, 'state-service'],
  [/\b(conseil departemental|conseil general|departement)\b/, 'department'],
  [/\b(fsl|fonds de solidarite logement)\b/, 'fsl-commission'],
  [
    /\b(ccas|cias|mairie|commune|ville|communaute|metropole|agglomeration|conseil regional|region|syndicat mixte|pays)\b/,
    'local-authority',
  ],
  [/\b(syndicat des coproprietaires|copropriete|syndic)\b/, 'co-owners'],
  [/\b(sacicap|procivis|credit immobilier|sacicap)\b/, 'lender'],
  [/\b(banque|caisse d epargne|credit agricole|credit mutuel|la poste)\b/, 'bank'],
  [/\b(oph|opac|hlm|habitat|esh|office public|bailleur|logis)\b/, 'landlord'],
  [/\bassociation\b/, 'association'],
]

/** What a partner of a list is likely to be; whoever reads the list can say otherwise. */
export const guessPartnerKind = (name: string): PartnerKind => {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
  return guesses.find(([words]) => words.test(folded))?.[1] ?? 'other'
}
