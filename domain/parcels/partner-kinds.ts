import { type PrescriberKind, prescriberKindLabels, prescriberKinds } from '#domain/programmes/kinds.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** Those of whom a measure may be asked for by: a person of the household is none, nor is one's own team. */
type AskingKind = Exclude<PrescriberKind, 'household' | 'own-team' | 'other'>
const isAsking = (kind: PrescriberKind): kind is AskingKind =>
  kind !== 'household' && kind !== 'own-team' && kind !== 'other'
const askingKinds = prescriberKinds.filter(isAsking)

/** Those with whom one signs conventions, and who ask for no measure (seeds 000 and 002, handbook money §2). */
const conventionRows = {
  anah: 'Anah ou délégataire',
  anru: 'ANRU',
  adil: 'ADIL',
  operator: 'Opérateur de l’habitat (Soliha, ex-PACT, CAL, Habitat et Développement)',
  foundation: 'Fondation',
  'pension-fund': 'Caisse de retraite ou de prévoyance',
  lender: 'SACICAP ou autre prêteur social',
  bank: 'Banque ou établissement de crédit',
  'co-owners': 'Syndicat de copropriété ou syndic',
  other: 'Autre partenaire',
} as const
type ConventionKind = keyof typeof conventionRows

/** One closed list, for requests and for conventions. */
export type PartnerKind = AskingKind | ConventionKind
export const partnerKinds: readonly PartnerKind[] = [
  ...askingKinds,
  ...(Object.keys(conventionRows) as ConventionKind[]),
]
export const partnerKindLabels: Labels<PartnerKind> = { ...prescriberKindLabels, ...conventionRows }

/** As the asker of a measure: those who ask for none are another one. */
export const askerOf = (kind: PartnerKind): PrescriberKind =>
  askingKinds.find((asking) => asking === kind) ?? 'other'

/** The link between two organisations of Palier: asked by one, agreed by the other, ended by either. */
export const linkStates = ['none', 'proposed', 'asked', 'agreed', 'declined', 'ended'] as const
export type LinkState = (typeof linkStates)[number]
export const linkStateLabels: Readonly<Record<LinkState, string>> = {
  none: 'Hors de Palier',
  proposed: 'Lien proposé, en attente de réponse',
  asked: 'Demande un lien avec vous',
  agreed: 'Relié',
  declined: 'Lien refusé',
  ended: 'Lien terminé',
}
