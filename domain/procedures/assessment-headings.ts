/**
 * The fifteen headings of the social and financial assessment (arrêté du 23 août 2022, JO du 7 septembre 2022). The last
 * three are written « if any ».
 */
const rows = {
  author: { label: 'Auteur du diagnostic et coordonnées', isOptional: false },
  presence: { label: 'Présence du locataire', isOptional: false },
  sending: { label: 'Envoi obligatoire au locataire et au bailleur', isOptional: false },
  tenant: { label: 'Identité du locataire', isOptional: false },
  family: { label: 'Situation familiale', isOptional: false },
  support: { label: 'Suivi social, juridique et judiciaire', isOptional: false },
  tenancy: { label: 'Caractéristiques de la location', isOptional: false },
  debt: { label: 'Situation de la dette locative', isOptional: false },
  devices: { label: 'Dispositifs de traitement de la dette', isOptional: false },
  resumption: { label: 'Reprise du paiement du loyer', isOptional: false },
  capacity: { label: 'Capacité à rembourser la dette', isOptional: false },
  recommendations: { label: 'Préconisations et observations du travailleur social', isOptional: false },
  observations: { label: 'Observations écrites de l’auteur, du locataire ou du bailleur', isOptional: true },
  rehousing: { label: 'Besoin de relogement et démarches faites', isOptional: true },
  ccapex: { label: 'Saisine de la CCAPEX et ses recommandations', isOptional: true },
} as const

export type AssessmentHeading = keyof typeof rows
export const assessmentHeadings = Object.keys(rows) as AssessmentHeading[]
export const assessmentHeadingLabel = (heading: AssessmentHeading): string => rows[heading].label
export const isOptionalHeading = (heading: AssessmentHeading): boolean => rows[heading].isOptional

export type AssessmentTexts = Readonly<Record<AssessmentHeading, string>>

/** What still has to be written before it goes to the judge. Without the tenant, what only they could tell is not asked. */
export const missingHeadings = (texts: AssessmentTexts): AssessmentHeading[] =>
  assessmentHeadings.filter((heading) => !isOptionalHeading(heading) && texts[heading].trim() === '')
