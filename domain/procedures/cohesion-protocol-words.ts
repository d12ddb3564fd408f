import type { EventDefinition, StateDefinition } from '#domain/procedures/definition.ts'
import { monthsField, textField } from '#domain/procedures/fields.ts'

/** SM-4 (handbook §1.5). */
export const cohesionProtocolStates: Readonly<Record<string, StateDefinition>> = {
  draft: {
    label: 'À préparer',
    meaning:
      'Le bail est résilié. Le bailleur et le ménage préparent un accord pour rester dans le logement.',
  },
  'plan-submitted': {
    label: 'Plan soumis à la CAF ou à la MSA',
    meaning:
      'Le plan pour payer la dette est chez la CAF ou la MSA, qui doit l’approuver avant la signature.',
  },
  'plan-approved': {
    label: 'Plan approuvé',
    meaning: 'La CAF ou la MSA est d’accord avec le plan. Le protocole peut être signé.',
  },
  signed: {
    label: 'Signé, en cours',
    meaning: 'Vous restez chez vous. Payez chaque mois l’indemnité, les charges et l’échéance du plan.',
  },
  amended: {
    label: 'Prolongé par avenant',
    meaning: 'Le plan a été renégocié. Vous restez chez vous en payant les nouvelles échéances.',
  },
  breached: {
    label: 'Non respecté',
    meaning:
      'Une échéance ou le loyer courant n’a pas été payé. Appelez vite : un nouveau plan est possible.',
  },
  renegotiation: {
    label: 'En renégociation',
    meaning: 'L’aide au logement continue quelques mois, le temps de trouver un nouveau plan.',
  },
  'default-plan': {
    label: 'Plan par défaut',
    meaning: 'La CAF ou la MSA impose un plan en 36 mensualités égales.',
  },
  'aid-suspended': {
    label: 'Aide suspendue',
    meaning: 'L’aide au logement n’est plus versée, car le plan n’est pas respecté.',
  },
  'payments-suspended': {
    label: 'Dette suspendue (surendettement)',
    meaning: 'Le dossier de surendettement est recevable : la dette attend, le loyer courant reste à payer.',
  },
  measures: {
    label: 'Mesures de surendettement',
    meaning: 'Les mesures de la commission de surendettement remplacent le plan.',
  },
  honoured: {
    label: 'Engagements tenus',
    meaning: 'Vous avez tenu vos engagements. Le bailleur doit vous proposer un nouveau bail.',
  },
  'new-lease': { label: 'Nouveau bail signé', meaning: 'Vous êtes de nouveau locataire.', ends: 'well' },
  terminated: {
    label: 'Résilié, expulsion reprise',
    meaning: 'Le protocole est rompu : le bailleur peut reprendre l’expulsion.',
    ends: 'badly',
  },
  abandoned: { label: 'Sans suite', meaning: 'Le protocole n’a pas été signé.', ends: 'neutral' },
  left: { label: 'Départ du ménage', meaning: 'Le ménage a quitté le logement.', ends: 'neutral' },
}

export const cohesionProtocolEvents: Readonly<Record<string, EventDefinition>> = {
  'plan-submitted': {
    label: 'Plan envoyé à la CAF ou à la MSA',
    who: 'landlord',
    documents: ['Plan d’apurement'],
  },
  'plan-rejected': { label: 'Plan refusé par la CAF ou la MSA', who: 'payer' },
  'plan-approved': { label: 'Plan approuvé par la CAF ou la MSA', who: 'payer' },
  signed: {
    label: 'Protocole signé',
    who: 'landlord',
    fields: [
      monthsField('months', 'Durée, en mois', 60, { required: true, help: 'Deux ans au plus.' }),
      monthsField('leaseMonths', 'Nouveau bail, en mois après le respect des engagements', 12, {
        help: 'Trois mois au plus.',
      }),
      textField('support', 'Accompagnement social prévu'),
    ],
    documents: ['Protocole signé', 'Plan d’apurement annexé'],
  },
  checked: { label: 'Respect du protocole contrôlé', who: 'payer' },
  breached: {
    label: 'Échéance ou loyer courant manqué',
    who: 'household',
    fields: [textField('what', 'Ce qui n’a pas été payé')],
  },
  'payer-told': { label: 'CAF ou MSA prévenue', who: 'landlord' },
  amended: {
    label: 'Avenant signé',
    who: 'landlord',
    fields: [
      monthsField('months', 'Mois ajoutés', 60, { required: true, help: 'Trois ans au plus, en tout.' }),
    ],
    documents: ['Avenant'],
  },
  'default-plan-imposed': { label: 'Plan par défaut notifié', who: 'payer' },
  'aid-suspended': { label: 'Aide suspendue', who: 'payer' },
  'overindebtedness-admissible': {
    label: 'Surendettement recevable',
    who: 'banque-de-france',
  },
  'measures-set': {
    label: 'Mesures de surendettement en vigueur',
    who: 'banque-de-france',
    fields: [monthsField('months', 'Durée des mesures, en mois', 84, { required: true })],
  },
  'debt-written-off': { label: 'Dette effacée', who: 'banque-de-france' },
  'overindebtedness-ended': { label: 'Surendettement terminé sans mesures', who: 'banque-de-france' },
  honoured: { label: 'Engagements tenus', who: 'household' },
  'lease-signed': { label: 'Nouveau bail signé', who: 'landlord', documents: ['Bail'] },
  terminated: { label: 'Protocole résilié', who: 'landlord' },
  'household-left': { label: 'Départ du ménage', who: 'household' },
  abandoned: { label: 'Abandon avant la signature', who: 'landlord' },
}
