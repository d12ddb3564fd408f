import { type PrescriberKind, prescriberKindLabels, prescriberKinds } from '#domain/programmes/kinds.ts'

/** A partner is one of those who may ask for a measure; a person of the household is none. */
export type PartnerKind = Exclude<PrescriberKind, 'household' | 'own-team'>
export const partnerKinds = prescriberKinds.filter(
  (kind): kind is PartnerKind => kind !== 'household' && kind !== 'own-team',
)
export const partnerKindLabels = prescriberKindLabels

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
