import type { ResourceKind } from '#domain/budget/kinds.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

type RightRow = {
  label: string
  /** The line of the household's resources that tells it is in payment. */
  paidAs: ResourceKind | null
  /** What to do to open it, and with what. */
  step: string
  documents: readonly string[]
}

const rightRows = {
  'housing-aid': {
    label: 'Aide au logement (APL, ALF, ALS)',
    paidAs: 'housing-benefit',
    step: 'Faire la demande sur caf.fr (ou msa.fr) ; le bailleur remplit l’attestation de loyer.',
    documents: ['Bail', 'Attestation de loyer', 'RIB', 'Pièce d’identité ou titre de séjour'],
  },
  rsa: {
    label: 'RSA',
    paidAs: 'rsa',
    step: 'Faire la demande sur caf.fr (ou msa.fr), ou au CCAS ; puis déclarer les ressources tous les trois mois.',
    documents: ['Pièce d’identité ou titre de séjour', 'RIB', 'Ressources des trois derniers mois'],
  },
  aah: {
    label: 'AAH',
    paidAs: 'aah',
    step: 'Déposer le dossier à la MDPH du département, avec le certificat médical de moins d’un an.',
    documents: ['Formulaire MDPH', 'Certificat médical de moins d’un an', 'Justificatif de domicile'],
  },
  aspa: {
    label: 'ASPA (minimum vieillesse)',
    paidAs: 'aspa',
    step: 'Demander à la caisse de retraite, ou à la mairie quand la personne n’a aucune retraite.',
    documents: ['Formulaire de demande d’ASPA', 'Notifications de retraite', 'Avis d’imposition'],
  },
  'activity-bonus': {
    label: 'Prime d’activité',
    paidAs: 'activity-bonus',
    step: 'Simuler puis demander sur caf.fr (ou msa.fr).',
    documents: ['Bulletins de paie des trois derniers mois'],
  },
  rls: {
    label: 'Réduction de loyer de solidarité (RLS)',
    paidAs: null,
    step: 'Le bailleur social l’applique de lui-même : vérifier qu’elle figure sur l’avis d’échéance.',
    documents: ['Avis d’échéance', 'Notification de la CAF ou de la MSA'],
  },
  'energy-cheque': {
    label: 'Chèque énergie',
    paidAs: null,
    step: 'Vérifier sur chequeenergie.gouv.fr ; le demander s’il n’est pas arrivé.',
    documents: ['Avis d’imposition', 'Facture d’énergie'],
  },
  'health-cover': {
    label: 'Complémentaire santé solidaire',
    paidAs: null,
    step: 'Demander sur ameli.fr ou à la caisse d’assurance maladie.',
    documents: ['Ressources des douze derniers mois'],
  },
  fsl: {
    label: 'FSL',
    paidAs: null,
    step: 'Constituer le dossier avec le règlement du département ou de la métropole.',
    documents: ['Pièces du règlement local'],
  },
  dalo: {
    label: 'DALO, DAHO',
    paidAs: null,
    step: 'Préparer le recours devant la commission de médiation.',
    documents: ['Formulaire de recours', 'Attestation d’enregistrement de la demande de logement social'],
  },
  other: { label: 'Autre droit', paidAs: null, step: '', documents: [] },
} as const satisfies Record<string, RightRow>

export type RightKind = keyof typeof rightRows
export const rightKinds = Object.keys(rightRows) as RightKind[]
export const rightRowsByKind: Readonly<Record<RightKind, RightRow>> = rightRows
export const rightLabels = Object.fromEntries(
  rightKinds.map((kind) => [kind, rightRows[kind].label]),
) as Labels<RightKind>
