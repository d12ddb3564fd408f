import type { Labels } from '#domain/tenancies/kinds.ts'

/** The grounds of CCH art. R.441-14-1 (handbook §11), and the situation a commission may recognise by itself. */
const groundRows = {
  'no-home': 'Sans logement, ou hébergé chez un tiers',
  'eviction-ordered': 'Menacé d’expulsion, sans relogement',
  temporary: 'Hébergé, ou en logement de transition, depuis longtemps',
  unfit: 'Logement impropre à l’habitation, insalubre ou dangereux',
  'overcrowded-or-indecent':
    'Logement trop petit ou non décent, avec un enfant mineur ou une personne handicapée',
  'unadapted-disability': 'Logement non adapté au handicap',
  'long-wait': 'Demande de logement social sans proposition depuis trop longtemps',
  special: 'Autre situation, reconnue par décision spécialement motivée',
} as const
export type DaloGround = keyof typeof groundRows
export const daloGrounds = Object.keys(groundRows) as DaloGround[]
export const daloGroundLabels: Labels<DaloGround> = groundRows
