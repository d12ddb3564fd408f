import type { Labels } from '#domain/tenancies/kinds.ts'

/** The procedures Palier keeps the line of. */
const kindRows = {
  eviction: 'Expulsion locative',
  ccapex: 'CCAPEX',
  'social-assessment': 'Diagnostic social et financier',
  arrears: 'Impayé et aide au logement (CAF ou MSA)',
  'cohesion-protocol': 'Protocole de cohésion sociale',
  fsl: 'Demande au FSL',
  overindebtedness: 'Surendettement',
  dalo: 'Recours DALO',
  daho: 'Recours DAHO',
  'housing-application': 'Demande de logement social',
  allocation: 'Commission d’attribution',
  'unfit-housing': 'Habitat indigne ou non décent',
} as const
export type ProcedureKind = keyof typeof kindRows
export const procedureKinds = Object.keys(kindRows) as ProcedureKind[]
export const procedureKindLabels: Labels<ProcedureKind> = kindRows

/** Who must act at a step. */
const actorRows = {
  landlord: 'Bailleur',
  bailiff: 'Commissaire de justice',
  household: 'Ménage',
  'social-worker': 'Travailleur social',
  prefect: 'Préfet',
  judge: 'Juge',
  ccapex: 'CCAPEX',
  'assessment-body': 'Organisme du diagnostic social et financier',
  payer: 'CAF ou MSA',
  fsl: 'FSL',
  'banque-de-france': 'Commission de surendettement',
  'mediation-commission': 'Commission de médiation',
  'allocation-committee': 'Commission d’attribution',
  registrar: 'Service enregistreur',
  'health-authority': 'ARS, commune ou service d’hygiène',
} as const
export type ProcedureActor = keyof typeof actorRows
export const procedureActors = Object.keys(actorRows) as ProcedureActor[]
export const procedureActorLabels: Labels<ProcedureActor> = actorRows

/** What a deadline asks: to act by a day, to wait until one, or to know when a period ends. */
export const deadlineSenses = ['act-by', 'not-before', 'runs-until'] as const
export type DeadlineSense = (typeof deadlineSenses)[number]
export const deadlineSenseLabels: Labels<DeadlineSense> = {
  'act-by': 'À faire avant le',
  'not-before': 'Pas avant le',
  'runs-until': 'Court jusqu’au',
}
