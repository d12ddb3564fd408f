import type { Labels } from '#domain/tenancies/kinds.ts'

/** What is built or arranged for the families (handbook §3.10; loi n° 2000-614 du 5 juillet 2000, art. 1 et 2). */
const kindRows = {
  'family-plot': 'Terrain familial locatif',
  'adapted-housing': 'Habitat adapté',
  'social-housing': 'Logement du parc social',
  'private-housing': 'Logement du parc privé',
  'private-land': 'Terrain privé',
} as const
export type HousingProjectKind = keyof typeof kindRows
export const housingProjectKinds = Object.keys(kindRows) as HousingProjectKind[]
export const housingProjectKindLabels: Labels<HousingProjectKind> = kindRows

/** In the order a project goes; the last two end it. */
const stageRows = {
  identified: 'Besoin repéré',
  diagnosis: 'Diagnostic avec les familles',
  'site-found': 'Terrain ou logement trouvé',
  'authority-agreed': 'Accord de la collectivité',
  permitted: 'Autorisation d’urbanisme',
  funded: 'Financement bouclé',
  'works-started': 'Travaux commencés',
  delivered: 'Livraison',
  settled: 'Familles installées',
  abandoned: 'Abandon',
} as const
export type ProjectStage = keyof typeof stageRows
export const projectStages = Object.keys(stageRows) as ProjectStage[]
export const projectStageLabels: Labels<ProjectStage> = stageRows
export const endingStages = ['settled', 'abandoned'] as const satisfies readonly ProjectStage[]

const partRows = {
  'local-authority': 'Collectivité',
  'project-owner': 'Maître d’ouvrage',
  funder: 'Financeur',
  manager: 'Gestionnaire',
  operator: 'Opérateur',
  other: 'Autre',
} as const
/** What a partner does in a project. */
export type ProjectPart = keyof typeof partRows
export const projectParts = Object.keys(partRows) as ProjectPart[]
export const projectPartLabels: Labels<ProjectPart> = partRows
