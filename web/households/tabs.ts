import type { Action, Role } from '#domain/access.ts'
import { reachOf } from '#domain/access.ts'
import { paths } from '#web/paths.ts'

type Place = { slug: string; householdId: string }
type HouseholdTab = { label: string; action: Action | readonly Action[]; to: (place: Place) => string }

const tabs: readonly HouseholdTab[] = [
  { label: 'Personnes', action: 'read-household', to: paths.householdPersons },
  { label: 'Situation', action: 'read-social-situation', to: paths.householdSituation },
  { label: 'Droits', action: 'read-social-situation', to: paths.householdRights },
  { label: 'Logement', action: 'read-tenancy', to: paths.householdTenancy },
  { label: 'Parcours', action: 'read-housing-path', to: paths.householdPath },
  { label: 'Accompagnement', action: ['read-plan', 'read-measure'], to: paths.householdSupport },
  { label: 'Procédures', action: 'read-procedures', to: paths.householdProcedures },
  { label: 'Finances', action: 'read-funding', to: paths.householdFunding },
  { label: 'Documents', action: 'read-log', to: paths.householdDocuments },
  { label: 'Messages', action: ['read-log', 'read-funding'], to: paths.householdMessages },
  { label: 'Fil', action: 'read-log', to: paths.householdLog },
  { label: 'Partage', action: 'send-referrals', to: paths.householdShared },
  { label: 'Historique', action: 'read-social-situation', to: paths.householdJournal },
]

/** The parts of the file that a role may open, in their order. */
export const tabsFor = (role: Role, place: Place) =>
  tabs
    .filter(({ action }) => [action].flat().some((one) => reachOf(role, one) !== 'never'))
    .map(({ label, to }) => ({ label, to: to(place) }))
