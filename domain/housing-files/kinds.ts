import type { DocumentKind } from '#domain/casework/kinds.ts'
import type { LetterTemplateKey } from '#domain/letters/kinds.ts'
import type { ProcedureKind } from '#domain/procedures/kinds.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const kindRows = {
  dalo: 'Dossier DALO',
  daho: 'Dossier DAHO',
  allocation: 'Intervention en commission d’attribution',
  transfer: 'Demande de mutation',
} as const
/** A file prepared from what is known of a household, for somebody who decides on a home. */
export type HousingFileKind = keyof typeof kindRows
export const housingFileKinds = Object.keys(kindRows) as HousingFileKind[]
export const housingFileLabels: Labels<HousingFileKind> = kindRows

/** The procedure whose dates its letters tell. */
export const procedureOfFile: Readonly<Record<HousingFileKind, ProcedureKind>> = {
  dalo: 'dalo',
  daho: 'daho',
  allocation: 'allocation',
  transfer: 'housing-application',
}

export const hasGrounds = (kind: HousingFileKind): boolean => kind === 'dalo'

const sectionRows = {
  household: { label: 'Le ménage', help: 'Qui vit ensemble, et ce qu’il faut savoir pour comprendre.' },
  home: { label: 'Le logement aujourd’hui', help: 'Où vit le ménage, depuis quand, ce qui ne va pas.' },
  resources: { label: 'Les ressources', help: 'Ce qui entre, ce qui sort, ce qui reste.' },
  reasons: { label: 'Pourquoi cette demande', help: 'Les motifs, un par un, avec ce qui les montre.' },
  steps: { label: 'Les démarches déjà faites', help: 'Demandes, propositions, accompagnement, plan tenu.' },
  request: { label: 'Ce qui est demandé', help: 'Quel logement, où, et pour quand.' },
} as const
export type HousingFileSection = keyof typeof sectionRows
export const housingFileSections = Object.keys(sectionRows) as HousingFileSection[]
export const sectionRowsByKey: Readonly<Record<HousingFileSection, { label: string; help: string }>> =
  sectionRows

const paperRows = {
  form: { label: 'Formulaire signé (Cerfa 15036 pour le DALO, 15037 pour le DAHO)', foundAs: null },
  'application-certificate': { label: 'Attestation de demande de logement social', foundAs: null },
  identity: { label: 'Pièces d’identité ou titres de séjour des adultes', foundAs: 'identity' },
  'family-record': { label: 'Livret de famille ou actes de naissance', foundAs: null },
  resources: { label: 'Justificatifs de ressources des trois derniers mois', foundAs: 'proof-of-resources' },
  'tax-notice': { label: 'Dernier avis d’imposition', foundAs: null },
  'benefit-letter': { label: 'Attestation de la CAF ou de la MSA', foundAs: 'benefit-letter' },
  lease: { label: 'Bail ou attestation d’hébergement', foundAs: 'lease' },
  'rent-receipts': { label: 'Dernières quittances, ou compte locatif', foundAs: null },
  'eviction-decision': { label: 'Décision d’expulsion', foundAs: 'court-decision' },
  'unfit-proof': { label: 'Constat, signalement ou arrêté sur l’état du logement, photos', foundAs: 'photo' },
  'area-proof': { label: 'Preuve de la surface et du nombre d’occupants', foundAs: null },
  'stay-proof': { label: 'Attestation de la structure d’hébergement, avec la date d’entrée', foundAs: null },
  'disability-proof': { label: 'Notification de la MDPH (sans détail de santé)', foundAs: null },
  'social-report': { label: 'Rapport ou attestation du travailleur social', foundAs: null },
} as const satisfies Record<string, { label: string; foundAs: DocumentKind | null }>
export type HousingFilePaper = keyof typeof paperRows
export const housingFilePapers = Object.keys(paperRows) as HousingFilePaper[]
export const paperRowsByKey: Readonly<
  Record<HousingFilePaper, { label: string; foundAs: DocumentKind | null }>
> = paperRows

export const paperStates = ['there', 'asked', 'not-needed'] as const
export type PaperState = (typeof paperStates)[number]
export const paperStateLabels: Labels<PaperState> = {
  there: 'Au dossier',
  asked: 'Demandée au ménage',
  'not-needed': 'Pas nécessaire',
}

export type HousingLetter = Extract<
  LetterTemplateKey,
  'dalo-file' | 'dalo-review' | 'dalo-injunction' | 'allocation-note' | 'transfer-request'
>
const lettersByKind: Readonly<Record<HousingFileKind, readonly HousingLetter[]>> = {
  dalo: ['dalo-file', 'dalo-review', 'dalo-injunction'],
  daho: ['dalo-file', 'dalo-review', 'dalo-injunction'],
  allocation: ['allocation-note'],
  transfer: ['transfer-request'],
}
export const lettersOf = (kind: HousingFileKind): readonly HousingLetter[] => lettersByKind[kind]
export const housingLetters = [...new Set(Object.values(lettersByKind).flat())]

/** Who a letter goes to when nobody says better. */
export const usualRecipients: Readonly<Record<HousingLetter, string>> = {
  'dalo-file': 'Secrétariat de la commission de médiation',
  'dalo-review': 'Commission de médiation',
  'dalo-injunction': 'Tribunal administratif',
  'allocation-note': 'Commission d’attribution des logements',
  'transfer-request': 'Service des attributions',
}
