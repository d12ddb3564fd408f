import type { EventDefinition, StateDefinition } from '#domain/procedures/definition.ts'
import { amountField, choiceField, dayField, monthsField, textField } from '#domain/procedures/fields.ts'

export const fslStates: Readonly<Record<string, StateDefinition>> = {
  draft: {
    label: 'À préparer',
    meaning: 'Votre demande d’aide au fonds de solidarité pour le logement (FSL) se prépare.',
  },
  instructed: { label: 'En instruction', meaning: 'Un travailleur social réunit les pièces de la demande.' },
  complete: { label: 'Complète', meaning: 'La demande est complète. Le fonds l’étudie.' },
  commission: { label: 'En commission', meaning: 'La commission du fonds va décider.' },
  adjourned: { label: 'Ajournée', meaning: 'Le fonds demande autre chose avant de décider.' },
  granted: { label: 'Accordée', meaning: 'Le fonds accorde l’aide. Elle va être payée.' },
  refused: { label: 'Refusée', meaning: 'Le fonds refuse. Vous pouvez contester pendant deux mois.' },
  appealed: { label: 'Contestée', meaning: 'Vous avez contesté le refus. Le fonds doit revoir la demande.' },
  'refusal-final': {
    label: 'Refus définitif',
    meaning: 'Le refus ne peut plus être contesté.',
    ends: 'badly',
  },
  paid: { label: 'Payée au tiers', meaning: 'Le fonds a payé le bailleur ou le fournisseur.' },
  repayment: {
    label: 'En remboursement',
    meaning: 'Vous remboursez le prêt du fonds chaque mois, sans intérêt.',
  },
  closed: { label: 'Terminée', meaning: 'L’aide est payée et rien ne reste à rembourser.', ends: 'well' },
  withdrawn: { label: 'Retirée', meaning: 'La demande a été retirée.', ends: 'neutral' },
}

const forms = {
  grant: 'Subvention',
  loan: 'Prêt',
  both: 'Subvention et prêt',
  guarantee: 'Garantie',
} as const

export const fslEvents: Readonly<Record<string, EventDefinition>> = {
  instructed: { label: 'Demande instruite', who: 'social-worker', documents: ['Évaluation sociale'] },
  completed: { label: 'Dossier complet, envoyé au fonds', who: 'social-worker', documents: ['Dossier FSL'] },
  scheduled: {
    label: 'Inscrite en commission',
    who: 'fsl',
    fields: [dayField('meetsOn', 'Jour de la commission', { required: true })],
  },
  granted: {
    label: 'Aide accordée',
    who: 'fsl',
    fields: [
      choiceField('form', 'Forme', forms, { required: true }),
      amountField('grantCents', 'Subvention'),
      amountField('loanCents', 'Prêt'),
      monthsField('loanMonths', 'Mensualités du prêt', 120),
    ],
    documents: ['Notification de décision'],
  },
  adjourned: {
    label: 'Demande ajournée',
    who: 'fsl',
    fields: [textField('asked', 'Ce que le fonds demande', { required: true })],
  },
  refused: {
    label: 'Demande refusée',
    who: 'fsl',
    fields: [textField('reason', 'Motif du refus', { required: true })],
    documents: ['Notification de décision'],
  },
  'appeal-filed': { label: 'Refus contesté', who: 'household', documents: ['Recours'] },
  'appeal-rejected': { label: 'Recours rejeté', who: 'fsl' },
  'appeal-time-over': { label: 'Délai de recours écoulé', who: 'household', derived: true },
  paid: {
    label: 'Aide payée au tiers',
    who: 'fsl',
    fields: [textField('payee', 'Payée à'), amountField('paidCents', 'Montant payé')],
  },
  'repayment-started': { label: 'Remboursement du prêt commencé', who: 'household' },
  closed: { label: 'Aide soldée', who: 'fsl' },
  withdrawn: { label: 'Demande retirée', who: 'household' },
}
