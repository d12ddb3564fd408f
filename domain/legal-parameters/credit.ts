import type { LegalParameter, ParameterUnit } from '#domain/legal-parameter.ts'
import type { PlainDate } from '#domain/plain-date.ts'

type Version = [value: number, validFrom: PlainDate, validTo: PlainDate | null]
type Row = {
  key: string
  label: string
  unit: ParameterUnit
  legalRef: string
  confidence: LegalParameter['confidence']
  versions: Version[]
}

const lastDayBefore: PlainDate = '2026-11-19'
const reform: PlainDate = '2026-11-20'
/** The consumer code renumbered: no offer that Palier makes is older. */
const start: PlainDate = '2016-07-01'

const rows: Row[] = [
  {
    key: 'credit.consumer-floor',
    label: 'Crédit à la consommation : montant minimal (0 : aucun)',
    unit: 'cents',
    legalRef: 'C. conso. L.312-4 ; plancher supprimé par l’ord. 2025-880 au 20 novembre 2026',
    confidence: 'verified',
    versions: [
      [20_000, start, lastDayBefore],
      [0, reform, null],
    ],
  },
  {
    key: 'credit.consumer-ceiling',
    label: 'Crédit à la consommation : montant maximal',
    unit: 'cents',
    legalRef: 'C. conso. L.312-4 ; ord. 2025-880, rectifiée par ord. 2025-1154',
    confidence: 'verified',
    versions: [
      [7_500_000, start, lastDayBefore],
      [10_000_000, reform, null],
    ],
  },
  {
    key: 'credit.short-free-months',
    label: 'Crédit sans frais exclu jusqu’à cette durée (0 : aucun n’est exclu)',
    unit: 'months',
    legalRef:
      'C. conso. L.312-4, ancienne rédaction ; inclus en partie depuis l’ord. 2025-880, ici en entier par prudence',
    confidence: 'general-knowledge',
    versions: [
      [3, start, lastDayBefore],
      [0, reform, null],
    ],
  },
  {
    key: 'credit.consumer-offer-days',
    label: 'Crédit à la consommation : durée de validité de l’offre',
    unit: 'days',
    legalRef: 'C. conso. L.312-18',
    confidence: 'general-knowledge',
    versions: [[15, start, null]],
  },
  {
    key: 'credit.mortgage-offer-days',
    label: 'Crédit immobilier : durée de validité de l’offre',
    unit: 'days',
    legalRef: 'C. conso. L.313-34 (fiche service-public de 2020)',
    confidence: 'older-text',
    versions: [[30, start, null]],
  },
  {
    key: 'credit.reflection-days',
    label: 'Crédit immobilier : jours de réflexion avant d’accepter',
    unit: 'days',
    legalRef: 'C. conso. L.313-34 (fiche service-public de 2020)',
    confidence: 'older-text',
    versions: [[10, start, null]],
  },
  {
    key: 'credit.withdrawal-days',
    label: 'Crédit à la consommation : jours pour se rétracter',
    unit: 'days',
    legalRef: 'C. conso. L.312-19 (ancien L.311-12)',
    confidence: 'older-text',
    versions: [[14, start, null]],
  },
  {
    key: 'credit.withdrawal-moved',
    label: 'Rétractation : un dernier jour non travaillé est reporté au jour travaillé suivant',
    unit: 'boolean',
    legalRef: 'règlement 1182/71, art. 3, et CPC art. 642, appliqués en faveur de l’emprunteur',
    confidence: 'general-knowledge',
    versions: [[1, start, null]],
  },
  {
    key: 'credit.freeze-days',
    label: 'Crédit à la consommation : jours sans aucun versement après l’acceptation',
    unit: 'days',
    legalRef: 'C. conso. L.312-25 (ancien L.311-14)',
    confidence: 'older-text',
    versions: [[7, start, null]],
  },
  {
    key: 'credit.release-after-withdrawal',
    label: 'Les fonds partent seulement après le délai de rétractation',
    unit: 'boolean',
    legalRef:
      'choix de prudence : un ménage qui se rétracte après le versement doit rendre l’argent déjà payé à un artisan',
    confidence: 'general-knowledge',
    versions: [[1, start, null]],
  },
  {
    key: 'credit.post-days',
    label: 'Jours laissés à une acceptation postée le dernier jour avant de libérer les fonds',
    unit: 'days',
    legalRef: 'choix de prudence, aucun texte',
    confidence: 'general-knowledge',
    versions: [[5, start, null]],
  },
  {
    key: 'credit.proofs-above',
    label: 'Montant au-dessus duquel domicile, revenus et identité sont justifiés',
    unit: 'cents',
    legalRef: 'C. conso. D.312-8 (ancien D.311-10-2)',
    confidence: 'older-text',
    versions: [[300_000, start, null]],
  },
  {
    key: 'application.check-days',
    label: 'Dossier déposé : vérifier qu’il est complet sous',
    unit: 'days',
    legalRef: 'choix d’organisation, aucun texte',
    confidence: 'general-knowledge',
    versions: [[10, start, null]],
  },
  {
    key: 'application.answer-days',
    label: 'Documents demandés : délai proposé au ménage',
    unit: 'days',
    legalRef: 'choix d’organisation, aucun texte',
    confidence: 'general-knowledge',
    versions: [[30, start, null]],
  },
  {
    key: 'application.decision-days',
    label: 'Dossier complet : décision sous',
    unit: 'days',
    legalRef: 'choix d’organisation, aucun texte',
    confidence: 'general-knowledge',
    versions: [[60, start, null]],
  },
  {
    key: 'application.offer-days',
    label: 'Prêt accordé : envoyer l’offre sous',
    unit: 'days',
    legalRef: 'choix d’organisation, aucun texte',
    confidence: 'general-knowledge',
    versions: [[15, start, null]],
  },
  {
    key: 'microcredit.guarantee',
    label: 'Microcrédit personnel : part des impayés couverte par le Fonds de cohésion sociale',
    unit: 'basis-points',
    legalRef: 'Gazette des communes, ASH, vers 2009 ; taux actuel à vérifier',
    confidence: 'general-knowledge',
    versions: [[5_000, start, null]],
  },
]

export const creditParameters: readonly LegalParameter[] = rows.flatMap(({ versions, ...row }) =>
  versions.map(([value, validFrom, validTo]) => ({
    ...row,
    value,
    validFrom,
    validTo,
    sourceDate: row.confidence === 'verified' ? ('2026-11-21' as const) : validFrom,
  })),
)
