import type { EventDefinition, StateDefinition } from '#domain/procedures/definition.ts'
import { amountField, dayField, monthsField, textField, yesField } from '#domain/procedures/fields.ts'

export const overindebtednessStates: Readonly<Record<string, StateDefinition>> = {
  prepared: {
    label: 'À préparer',
    meaning: 'Le dossier à déposer à la Banque de France se prépare. C’est gratuit.',
  },
  filed: {
    label: 'Déposé',
    meaning: 'La commission a trois mois pour répondre. L’aide au logement continue. Payez le loyer courant.',
  },
  inadmissible: {
    label: 'Irrecevable',
    meaning: 'La commission refuse le dossier. Vous avez quinze jours pour contester.',
  },
  'inadmissibility-appealed': {
    label: 'Irrecevabilité contestée',
    meaning: 'Un juge va dire si le dossier est accepté.',
  },
  rejected: {
    label: 'Rejeté',
    meaning: 'Le dossier n’est pas accepté. Les dettes restent dues.',
    ends: 'badly',
  },
  admissible: {
    label: 'Recevable',
    meaning:
      'Le dossier est accepté. Les saisies s’arrêtent, l’aide au logement revient. Ne payez plus les anciennes dettes, mais payez le loyer courant chaque mois.',
  },
  'plan-negotiated': {
    label: 'Plan en négociation',
    meaning: 'La commission cherche un accord avec les créanciers.',
  },
  'measures-notified': {
    label: 'Mesures notifiées',
    meaning: 'La commission a fixé des mesures. Chacun a trente jours pour les contester.',
  },
  'write-off-notified': {
    label: 'Effacement notifié',
    meaning: 'La commission propose d’effacer les dettes. Chacun a trente jours pour contester.',
  },
  'liquidation-open': {
    label: 'Liquidation en cours',
    meaning: 'Un juge fait vendre les biens de valeur avant d’effacer le reste des dettes.',
  },
  contested: { label: 'Contesté devant le juge', meaning: 'Un juge va décider des mesures.' },
  'plan-in-force': {
    label: 'Plan en cours',
    meaning: 'Payez chaque mois l’échéance du plan et le loyer courant.',
  },
  'measures-in-force': {
    label: 'Mesures en cours',
    meaning: 'Payez chaque mois ce que les mesures prévoient, et le loyer courant.',
  },
  'written-off': {
    label: 'Dettes effacées',
    meaning:
      'Vos dettes, loyers compris, sont effacées. Pendant deux ans, payer chaque loyer protège votre bail.',
  },
  completed: {
    label: 'Terminé',
    meaning: 'Le plan ou les mesures ont été suivis jusqu’au bout.',
    ends: 'well',
  },
  lapsed: {
    label: 'Caduc',
    meaning: 'Les mesures n’ont pas été respectées : les dettes redeviennent exigibles.',
    ends: 'badly',
  },
  refiled: { label: 'Nouveau dossier', meaning: 'Un nouveau dossier remplace celui-ci.', ends: 'neutral' },
  withdrawn: { label: 'Abandonné', meaning: 'Le dossier n’est pas poursuivi.', ends: 'neutral' },
}

const lengthOfMeasures = monthsField('months', 'Durée, en mois', 84, {
  required: true,
  help: 'Sept ans au plus.',
})
const rentMonthly = amountField('rentMonthlyCents', 'Mensualité pour la dette de loyer')
const suspension = monthsField('suspensionMonths', 'Dont suspension des dettes, en mois', 24, {
  help: 'Deux ans au plus.',
})
const rentDebt = amountField('rentDebtCents', 'Dette de loyer effacée')
const decided = dayField('decidedOn', 'Jour de la décision', { help: 'L’effacement vaut à ce jour.' })

export const overindebtednessEvents: Readonly<Record<string, EventDefinition>> = {
  filed: { label: 'Dossier déposé', who: 'household', documents: ['Attestation de dépôt'] },
  inadmissible: { label: 'Dossier déclaré irrecevable', who: 'banque-de-france', documents: ['Décision'] },
  'inadmissibility-appealed': { label: 'Irrecevabilité contestée', who: 'household' },
  'appeal-time-over': { label: 'Délai de recours écoulé', who: 'household', derived: true },
  'appeal-rejected': { label: 'Recours rejeté par le juge', who: 'judge' },
  admissible: {
    label: 'Dossier déclaré recevable',
    who: 'banque-de-france',
    documents: ['Décision de recevabilité'],
  },
  'admissibility-cancelled': { label: 'Recevabilité annulée par le juge', who: 'judge' },
  'eviction-suspension-asked': {
    label: 'Suspension de l’expulsion demandée au juge',
    who: 'banque-de-france',
    fields: [
      textField('askedBy', 'Demandée par', {
        help: 'La commission ; en urgence son président ou le débiteur.',
      }),
    ],
  },
  'eviction-suspension-granted': {
    label: 'Expulsion suspendue par le juge',
    who: 'judge',
    fields: [
      monthsField('months', 'Durée, en mois', 24, { help: 'Deux ans au plus, et jusqu’aux mesures.' }),
    ],
    documents: ['Jugement'],
  },
  'eviction-suspension-refused': { label: 'Suspension de l’expulsion refusée', who: 'judge' },
  'plan-negotiated': { label: 'Orienté vers un plan conventionnel', who: 'banque-de-france' },
  'plan-failed': { label: 'Plan refusé : pas d’accord des créanciers', who: 'banque-de-france' },
  'plan-approved': {
    label: 'Plan conventionnel signé',
    who: 'banque-de-france',
    fields: [lengthOfMeasures, rentMonthly],
    documents: ['Plan conventionnel'],
  },
  'measures-notified': {
    label: 'Mesures imposées notifiées',
    who: 'banque-de-france',
    fields: [lengthOfMeasures, suspension, rentMonthly],
    documents: ['Mesures imposées'],
  },
  'write-off-notified': {
    label: 'Rétablissement personnel sans liquidation notifié',
    who: 'banque-de-france',
    fields: [decided, rentDebt],
    documents: ['Décision'],
  },
  contested: { label: 'Décision contestée', who: 'household' },
  'contest-time-over': { label: 'Délai de contestation écoulé', who: 'household', derived: true },
  'measures-judged': {
    label: 'Mesures fixées par le juge',
    who: 'judge',
    fields: [lengthOfMeasures, suspension, rentMonthly],
    documents: ['Jugement'],
  },
  'write-off-judged': {
    label: 'Effacement prononcé par le juge',
    who: 'judge',
    fields: [rentDebt],
    documents: ['Jugement'],
  },
  'liquidation-opened': {
    label: 'Rétablissement personnel avec liquidation ouvert',
    who: 'judge',
    fields: [yesField('agreed', 'Le ménage est d’accord', { help: 'Son accord est nécessaire.' })],
  },
  'liquidation-closed': {
    label: 'Liquidation clôturée, dettes effacées',
    who: 'judge',
    fields: [rentDebt],
  },
  'write-off-published': { label: 'Effacement publié', who: 'banque-de-france' },
  completed: { label: 'Plan, mesures ou surveillance terminés', who: 'household' },
  lapsed: { label: 'Mesures caduques', who: 'banque-de-france' },
  refiled: { label: 'Nouveau dossier déposé', who: 'household' },
  withdrawn: { label: 'Dossier abandonné', who: 'household' },
}
