import { fundingFieldRows } from '#domain/letters/funding-fields.ts'
import { housingFieldRows } from '#domain/letters/housing-fields.ts'

/** Fields of a letter, by the French name written between braces. A `table` stands alone on its line. */
const fieldRows = {
  organisme: { label: 'Nom de l’organisme', sample: 'Habitat des Trois Rives', kind: 'text' },
  'date du jour': { label: 'Date de la lettre', sample: '22 novembre 2026', kind: 'text' },
  destinataire: { label: 'Titulaires du bail', sample: 'Mme Rosa Delmas', kind: 'text' },
  adresse: {
    label: 'Adresse du logement',
    sample: '12 rue des Tilleuls, 63000 Clermont-Ferrand',
    kind: 'text',
  },
  'numéro de locataire': { label: 'Numéro de contrat chez le bailleur', sample: 'L-004512', kind: 'text' },
  agence: { label: 'Agence ou secteur', sample: 'Agence Centre', kind: 'text' },
  signataire: { label: 'La personne qui écrit', sample: 'Camille Roche', kind: 'text' },
  référent: { label: 'La personne qui suit le ménage', sample: 'Camille Roche', kind: 'text' },
  'téléphone du référent': { label: 'Téléphone du référent', sample: '04 00 00 00 00', kind: 'text' },
  solde: { label: 'Somme due à ce jour', sample: '1 847,53 €', kind: 'text' },
  'date du solde': { label: 'Jour où le solde est arrêté', sample: '22 novembre 2026', kind: 'text' },
  'montant de la dette': { label: 'Dette au jour du plan', sample: '1 847,53 €', kind: 'text' },
  'date de la dette': { label: 'Jour où la dette est arrêtée', sample: '22 novembre 2026', kind: 'text' },
  'montant du plan': { label: 'Somme étalée par le plan', sample: '1 847,53 €', kind: 'text' },
  'nombre de mensualités': { label: 'Nombre de mensualités', sample: '36', kind: 'text' },
  mensualité: { label: 'Montant d’une mensualité', sample: '51,32 €', kind: 'text' },
  'dernière mensualité': { label: 'Montant de la dernière mensualité', sample: '51,33 €', kind: 'text' },
  'première échéance': { label: 'Date de la première mensualité', sample: '5 janvier 2027', kind: 'text' },
  'dernière échéance': { label: 'Date de la dernière mensualité', sample: '5 décembre 2029', kind: 'text' },
  'ordre des paiements': {
    label: 'Ce que vos paiements règlent d’abord',
    sample: 'le loyer du mois d’abord, puis la mensualité du plan',
    kind: 'text',
  },
  'règle d’arrondi': {
    label: 'Comment les mensualités sont arrondies',
    sample: 'Mensualités arrondies au centime le plus proche, la dernière ajuste',
    kind: 'text',
  },
  'organisme payeur': { label: 'CAF ou MSA', sample: 'CAF', kind: 'text' },
  'approbation du plan': {
    label: 'Si la CAF ou la MSA doit approuver le plan',
    sample: 'Ce plan doit être approuvé par la CAF.',
    kind: 'text',
  },
  'numéro de version': { label: 'Numéro de la version du plan', sample: '2', kind: 'text' },
  'date du plan': { label: 'Jour où le plan a été proposé', sample: '22 novembre 2026', kind: 'text' },
  'motif du changement': { label: 'Pourquoi le plan change', sample: 'Perte d’emploi', kind: 'text' },
  'déjà payé': { label: 'Déjà payé sur le plan', sample: '153,96 €', kind: 'text' },
  'dette effacée': {
    label: 'Ce que le bailleur a effacé de la dette du plan',
    sample: 'Le bailleur a effacé 200,00 € de cette dette : vous ne les devez plus.',
    kind: 'text',
  },
  'reste à payer': { label: 'Ce qui reste à payer sur le plan', sample: '1 693,57 €', kind: 'text' },
  'sos loyers impayés': {
    label: 'Numéro d’aide aux locataires (voir Réglages, Paramètres)',
    sample: 'Vous pouvez aussi appeler SOS Loyers Impayés : 0 805 16 00 75.',
    kind: 'text',
  },
  'ce qui change': { label: 'Tableau : avant, après', sample: '', kind: 'table' },
  échéancier: { label: 'Tableau des mensualités', sample: '', kind: 'table' },
  signatures: { label: 'Cadres de signature de chaque partie', sample: '', kind: 'table' },
  'date du rendez-vous': { label: 'Date du rendez-vous', sample: 'mardi 1er décembre 2026', kind: 'text' },
  'heure du rendez-vous': { label: 'Heure du rendez-vous', sample: '14 h 30', kind: 'text' },
  'lieu du rendez-vous': { label: 'Lieu du rendez-vous', sample: 'à l’agence Centre', kind: 'text' },
  dispositif: {
    label: 'Nom du dispositif d’accompagnement',
    sample: 'AVDL, accompagnement vers et dans le logement',
    kind: 'text',
  },
  'durée de l’accompagnement': {
    label: 'Durée de l’accompagnement et ses dates, en une phrase',
    sample: 'Il commence le 1er décembre 2026 et finit le 31 mai 2027.',
    kind: 'text',
  },
  'rythme des rencontres': {
    label: 'Rythme des rencontres, en une phrase',
    sample: 'Nous nous voyons au moins une fois toutes les 2 semaines.',
    kind: 'text',
  },
  'rythme des bilans': {
    label: 'Rythme des bilans, en une phrase',
    sample: 'Nous faisons le point ensemble tous les 3 mois.',
    kind: 'text',
  },
  bailleur: { label: 'Nom du bailleur', sample: 'Habitat des Trois Rives', kind: 'text' },
  objectifs: { label: 'Tableau : objectifs, mots du ménage, ce qui est prévu', sample: '', kind: 'table' },
  prescripteur: { label: 'Qui a demandé l’accompagnement', sample: 'DDETS du Puy-de-Dôme', kind: 'text' },
  ménage: { label: 'Nom du ménage', sample: 'Delmas', kind: 'text' },
  'période du rapport': {
    label: 'Période du rapport',
    sample: 'du 1er juin 2026 au 22 novembre 2026',
    kind: 'text',
  },
  'situation de la mesure': {
    label: 'Où en est l’accompagnement, en une phrase',
    sample: 'En cours depuis le 1er juin 2026, jusqu’au 30 novembre 2026.',
    kind: 'text',
  },
  'texte du rapport': {
    label: 'Texte écrit par la personne qui accompagne',
    sample: 'Le ménage a repris le paiement de son loyer.',
    kind: 'text',
  },
  échanges: { label: 'Tableau : échanges de la période, par lieu', sample: '', kind: 'table' },
  'évaluation des objectifs': { label: 'Tableau : où en est chaque objectif', sample: '', kind: 'table' },
  'reste à faire': { label: 'Tableau : actions encore prévues', sample: '', kind: 'table' },
  ...fundingFieldRows,
  ...housingFieldRows,
} as const satisfies Record<string, { label: string; sample: string; kind: 'text' | 'table' }>

export type LetterField = keyof typeof fieldRows
export const letterFields = Object.keys(fieldRows) as LetterField[]
export const letterFieldRows: Readonly<
  Record<LetterField, { label: string; sample: string; kind: 'text' | 'table' }>
> = fieldRows

export const isLetterField = (name: string): name is LetterField => Object.hasOwn(fieldRows, name)

/** A typed apostrophe, upper case and doubled spaces are forgiven in a field's name. */
export const readLetterField = (written: string): LetterField | undefined => {
  const name = written
    .trim()
    .replace(/\s+/g, ' ')
    .replaceAll("'", '’')
    .toLocaleLowerCase('fr')
    .normalize('NFC')
  return isLetterField(name) ? name : undefined
}
