import type { Action } from '#domain/access.ts'
import type { RoomIconName } from '#web/shell/RoomIcon.tsx'

/**
 * The rooms of the navigation, in the order a day goes. A room stands here once it exists; a role that may not use it
 * does not see it. `path` is its address under the organisation. The first room a role may use is where it lands.
 */
export type Room = { label: string; path: string; action: Action; icon: RoomIconName }

export const rooms: readonly Room[] = [
  { label: 'Ma journée', path: 'ma-journee', action: 'read-own-day', icon: 'day' },
  { label: 'Repérage', path: 'reperage', action: 'read-arrears', icon: 'arrears' },
  { label: 'Ménages', path: 'menages', action: 'read-household', icon: 'households' },
  { label: 'Mes ménages', path: 'mes-menages', action: 'accompany', icon: 'households' },
  { label: 'Accueil', path: 'accueil', action: 'work-reception', icon: 'reception' },
  { label: 'Accompagnements', path: 'accompagnements', action: 'read-programmes', icon: 'support' },
  { label: 'Mes demandes', path: 'mes-demandes', action: 'prescribe', icon: 'support' },
  { label: 'Financements', path: 'financements', action: 'list-funding', icon: 'funding' },
  {
    label: 'Partenaires et conventions',
    path: 'conventions',
    action: 'read-conventions',
    icon: 'conventions',
  },
  { label: 'Messages', path: 'messages', action: 'list-messages', icon: 'messages' },
  { label: 'Pilotage', path: 'pilotage', action: 'read-reports', icon: 'reports' },
  { label: 'Réglages', path: 'reglages', action: 'read-parameters', icon: 'settings' },
]
