import type { Labels } from '#domain/tenancies/kinds.ts'

/** The families of the seeds: how programmes are gathered on screen and in reports. Nothing else depends on them. */
const familyRows = {
  avdl: 'AVDL : accompagnement vers et dans le logement',
  pasri: 'PASRI : accompagnement renforcé interbailleurs',
  asll: 'ASLL : accompagnement social lié au logement (FSL)',
  'rehousing-project': 'Parcours de relogement accompagné',
  'landlord-support': 'Accompagnement social du bailleur',
  'employee-support': 'Accompagnement social des salariés',
  'mandated-mission': 'Mission confiée à un opérateur',
  mous: 'MOUS et projets d’habitat',
  'rental-intermediation': 'Intermédiation locative, bail glissant',
  'transitional-stay': 'Séjour d’insertion avec des bénévoles',
  'integrated-support': 'Accompagnement intégré',
  'social-lending': 'Missions sociales',
  other: 'Autre dispositif',
} as const
export type ProgrammeFamily = keyof typeof familyRows
export const programmeFamilies = Object.keys(familyRows) as ProgrammeFamily[]
export const programmeFamilyLabels: Labels<ProgrammeFamily> = familyRows

/** Who asks for a measure (handbook §3.3, seeds 001 to 004). */
const prescriberRows = {
  'state-service': 'DDETS ou autre service de l’État',
  'mediation-commission': 'Commission de médiation DALO',
  landlord: 'Bailleur',
  'landlord-group': 'Groupement de bailleurs',
  'fsl-commission': 'Commission FSL',
  department: 'Département',
  'local-authority': 'Commune, CCAS ou intercommunalité',
  siao: 'SIAO ou structure d’hébergement',
  ccapex: 'CCAPEX',
  'action-logement': 'Action Logement',
  association: 'Association',
  'benefit-payer': 'CAF ou MSA',
  household: 'Ménage lui-même',
  'own-team': 'Notre équipe',
  other: 'Autre prescripteur',
} as const
export type PrescriberKind = keyof typeof prescriberRows
export const prescriberKinds = Object.keys(prescriberRows) as PrescriberKind[]
export const prescriberKindLabels: Labels<PrescriberKind> = prescriberRows

/** Whom a programme is for. A household belongs to as many as apply. */
const publicRows = {
  tenant: 'Locataire',
  'sub-tenant': 'Sous-locataire',
  'owner-occupier': 'Propriétaire occupant',
  'future-owner': 'Accédant à la propriété',
  sheltered: 'Personne hébergée',
  'without-home': 'Sans logement',
  'private-employee': 'Salarié du secteur privé',
  'non-employee': 'Non-salarié',
  // Never an origin: the way of living (handbook §13.4).
  'mobile-home-living': 'Habitat mobile',
  dalo: 'Reconnu prioritaire DALO',
  'priority-group': 'Public prioritaire du PDALHPD',
} as const
export type PublicKind = keyof typeof publicRows
export const publicKinds = Object.keys(publicRows) as PublicKind[]
export const publicKindLabels: Labels<PublicKind> = publicRows

const motiveRows = {
  arrears: 'Impayé de loyer ou de charges',
  'access-to-home': 'Accès à un logement',
  'first-months': 'Entrée dans le logement',
  'staying-in-home': 'Maintien dans le logement',
  'eviction-prevention': 'Prévention de l’expulsion',
  move: 'Changement de logement',
  'habitat-project': 'Projet d’habitat (logement ou terrain)',
  'works-or-adaptation': 'Travaux, adaptation du logement',
  'home-purchase': 'Accession à la propriété',
  insertion: 'Insertion',
  emergency: 'Urgence',
  other: 'Autre motif',
} as const
/** Why a measure is asked for. */
export type MeasureMotive = keyof typeof motiveRows
export const measureMotives = Object.keys(motiveRows) as MeasureMotive[]
export const measureMotiveLabels: Labels<MeasureMotive> = motiveRows

/**
 * What a measure works for: the closed list of the handbook §3.6, with the five purposes of AVDL (seed 003) and those of
 * rental intermediation and of the travellers’ habitat projects.
 */
const objectiveRows = {
  'reopen-rights': 'Ouvrir ou rétablir des droits',
  budget: 'Équilibrer le budget',
  'repayment-plan': 'Mettre en place un plan d’apurement',
  'residual-rent': 'Reprendre le loyer résiduel',
  fsl: 'Mobiliser le FSL',
  'over-indebtedness': 'Traiter un surendettement',
  insurance: 'Assurer le logement',
  'administrative-follow-up':
    'Faciliter et suivre les démarches, en lien avec le travailleur social référent',
  'situation-resolution': 'Résoudre une difficulté financière, juridique, sociale ou d’environnement',
  'rent-and-home': 'Maîtriser le loyer et les charges, s’approprier le logement',
  'rehousing-plan': 'Évaluer et ajuster le plan de relogement',
  'home-search': 'Chercher un habitat conforme aux attentes et aux besoins',
  move: 'Changer de logement',
  rehousing: 'Se reloger',
  'home-appropriation': 'Habiter et entretenir le logement',
  neighbourhood: 'Voisinage et environnement',
  energy: 'Maîtriser l’énergie',
  'health-link': 'Lien avec la santé',
  'legal-support': 'Appui juridique',
  training: 'Formation, emploi',
  autonomy: 'Gagner en autonomie',
  'social-ties': 'Rompre l’isolement',
  'lease-slide': 'Faire glisser le bail',
  'works-project': 'Mener un projet de travaux',
  'home-purchase': 'Accéder à la propriété',
} as const
export type ObjectiveKind = keyof typeof objectiveRows
export const objectiveKinds = Object.keys(objectiveRows) as ObjectiveKind[]
export const objectiveKindLabels: Labels<ObjectiveKind> = objectiveRows

/** How a measure may end (SM-12), and where to: what reports count. */
const exitRows = {
  'objective-reached': 'Objectifs atteints',
  'ordinary-social-housing': 'Entrée dans un logement social ordinaire',
  'private-housing': 'Entrée dans un logement privé',
  'other-landlord': 'Entrée dans le parc d’un autre bailleur',
  'home-purchase': 'Achat d’un logement',
  'lease-slid': 'Bail glissé',
  'adapted-housing': 'Habitat adapté ou terrain',
  'residence-or-shelter': 'Résidence sociale, pension de famille ou hébergement',
  'moved-away': 'Départ vers un autre territoire',
  family: 'Retour en famille',
  broken: 'Rupture du contrat',
  'no-news': 'Sans nouvelles',
  evicted: 'Expulsion',
  handover: 'Transférée : relais pris par un autre service',
  'term-reached': 'Terme atteint',
  death: 'Décès',
  other: 'Autre',
} as const
export type ExitReason = keyof typeof exitRows
export const exitReasons = Object.keys(exitRows) as ExitReason[]
export const exitReasonLabels: Labels<ExitReason> = exitRows

const documentRows = {
  'support-contract': 'Contrat d’accompagnement signé',
  'three-party-agreement': 'Convention tripartite signée',
  'sharing-consent': 'Accord du ménage pour le partage d’informations',
  prescription: 'Prescription ou notification',
  'social-diagnosis': 'Diagnostic social',
  'dalo-decision': 'Décision DALO',
  'employee-proof': 'Justificatif de salarié',
  'occupancy-agreement': 'Convention d’occupation ou sous-location',
} as const
/** A paper that must be in the file, and what cannot be done without it. */
export type RequiredDocumentKind = keyof typeof documentRows
export const requiredDocumentKinds = Object.keys(documentRows) as RequiredDocumentKind[]
export const requiredDocumentLabels: Labels<RequiredDocumentKind> = documentRows

const indicatorRows = {
  'measures-started': 'Mesures commencées',
  'measures-running': 'Mesures en cours',
  'measures-ended': 'Mesures terminées',
  'households-supported': 'Ménages accompagnés',
  'persons-supported': 'Personnes accompagnées',
  acts: 'Analyses, interventions et accompagnements',
  'met-at-home': 'Ménages rencontrés au moins une fois à domicile',
  'exits-by-reason': 'Sorties par motif',
  'home-purchases': 'Ménages devenus propriétaires',
  'average-months': 'Durée moyenne (mois)',
  'by-motive': 'Ménages par motif',
  'by-triggering-event': 'Ménages par événement déclencheur',
  'objectives-reached': 'Objectifs atteints',
  'evaluated-at-6-months': 'Évaluations à 6 mois',
  'evaluated-at-12-months': 'Évaluations à 12 mois',
} as const
export type IndicatorKey = keyof typeof indicatorRows
export const indicatorKeys = Object.keys(indicatorRows) as IndicatorKey[]
export const indicatorLabels: Labels<IndicatorKey> = indicatorRows
