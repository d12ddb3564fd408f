import type { Action } from '#domain/access.ts'
import { paths } from '#web/paths.ts'

/** The pages of Accompagnements, each for the roles that may use it. */
export const supportTabs: readonly { label: string; action: Action; to: (slug: string) => string }[] = [
  { label: 'Mesures', action: 'list-measures', to: (slug) => paths.support({ slug }) },
  { label: 'Demandes', action: 'triage-referrals', to: (slug) => paths.referrals({ slug }) },
  { label: 'Envois', action: 'send-referrals', to: (slug) => paths.sentParcels({ slug }) },
  { label: 'Charge de travail', action: 'manage-measures', to: (slug) => paths.caseload({ slug }) },
  { label: 'Aller vers', action: 'list-measures', to: (slug) => paths.coverage({ slug }) },
  {
    label: 'Baux glissants',
    action: 'read-housing-path',
    to: (slug) => paths.glidingLeases({ slug }),
  },
  { label: 'Recherches', action: 'read-housing-path', to: (slug) => paths.homeSearches({ slug }) },
  {
    label: 'Projets',
    action: 'read-housing-projects',
    to: (slug) => paths.housingProjects({ slug }),
  },
  {
    label: 'Signalements',
    action: 'read-technical-reports',
    to: (slug) => paths.technicalReports({ slug }),
  },
  { label: 'Bénévoles', action: 'manage-volunteers', to: (slug) => paths.volunteers({ slug }) },
  { label: 'Dispositifs', action: 'read-programmes', to: (slug) => paths.programmes({ slug }) },
]
