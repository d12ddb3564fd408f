import type { DocumentMoment, OverlapRule, ProgrammeDefinition } from '#domain/programmes/definition.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

export const documentMomentLabels: Labels<DocumentMoment> = {
  'before-start': 'avant le début',
  'before-end': 'avant la fin',
}

export const overlapLabels: Labels<OverlapRule> = {
  'same-programme': 'Pas deux mesures de ce dispositif à la fois',
  'same-family': 'Pas deux mesures de cette famille à la fois',
  'any-measure': 'Aucune autre mesure en même temps',
  free: 'Sans restriction',
}

export const limitLabels: Labels<ProgrammeDefinition['length']['limit']> = {
  fixed: 'Durée totale, sauf dérogation notée',
  advisory: 'Durée indicative : des alertes, jamais de fin automatique',
  none: 'Selon les besoins',
}

export const supportedByLabels: Labels<ProgrammeDefinition['supportedBy']> = {
  professionals: 'Des professionnels',
  'volunteers-and-professionals': 'Des bénévoles, soutenus par des professionnels',
}
