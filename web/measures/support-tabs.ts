import type { Action } from '#domain/access.ts'
import { paths } from '#web/paths.ts'

/** The pages of Accompagnements, each for the roles that may use it. */
export const supportTabs: readonly { label: string; action: Action; to: (slug: string) => string }[] = [
  {
    label: 'Baux glissants',
    action: 'read-housing-path',
    to: (slug) => paths.glidingLeases({ slug }),
  },
  { label: 'Recherches', action: 'read-housing-path', to: (slug) => paths.homeSearches({ slug }) },
  { label: 'Dispositifs', action: 'read-programmes', to: (slug) => paths.programmes({ slug }) },
]
