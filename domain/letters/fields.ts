import { type FieldRow, table, text } from '#domain/letters/field-row.ts'
import { fundingFieldRows } from '#domain/letters/funding-fields.ts'
import { housingFieldRows } from '#domain/letters/housing-fields.ts'

/** Fields of a letter, by the French name written between braces. */
const fieldRows = {
  organisme: text('Nom de l’organisme', 'Habitat des Trois Rives'),
  'date du jour': text('Date de la lettre', '22 novembre 2026'),
  destinataire: text('Titulaires du bail', 'Mme Rosa Delmas'),
  adresse: text('Adresse du logement', '12 rue des Tilleuls, 63000 Clermont-Ferrand'),
  'numéro de locataire': text('Numéro de contrat chez le bailleur', 'L-004512'),
  agence: text('Agence ou secteur', 'Agence Centre'),
  signataire: text('La personne qui écrit', 'Camille Roche'),
  référent: text('La personne qui suit le ménage', 'Camille Roche'),
  'téléphone du référent': text('Téléphone du référent', '04 00 00 00 00'),
  solde: text('Somme due à ce jour', '1 847,53 €'),
  'date du solde': text('Jour où le solde est arrêté', '22 novembre 2026'),
  'montant de la dette': text('Dette au jour du plan', '1 847,53 €'),
  'date de la dette': text('Jour où la dette est arrêtée', '22 novembre 2026'),
  'montant du plan': text('Somme étalée par le plan', '1 847,53 €'),
  'nombre de mensualités': text('Nombre de mensualités', '36'),
  mensualité: text('Montant d’une mensualité', '51,32 €'),
  'dernière mensualité': text('Montant de la dernière mensualité', '51,33 €'),
  'première échéance': text('Date de la première mensualité', '5 janvier 2027'),
  'dernière échéance': text('Date de la dernière mensualité', '5 décembre 2029'),
  'ordre des paiements': text(
    'Ce que vos paiements règlent d’abord',
    'le loyer du mois d’abord, puis la mensualité du plan',
  ),
  'règle d’arrondi': text(
    'Comment les mensualités sont arrondies',
    'Mensualités arrondies au centime le plus proche, la dernière ajuste',
  ),
  'organisme payeur': text('CAF ou MSA', 'CAF'),
  'approbation du plan': text(
    'Si la CAF ou la MSA doit approuver le plan',
    'Ce plan doit être approuvé par la CAF.',
  ),
  'numéro de version': text('Numéro de la version du plan', '2'),
  'date du plan': text('Jour où le plan a été proposé', '22 novembre 2026'),
  'motif du changement': text('Pourquoi le plan change', 'Perte d’emploi'),
  'déjà payé': text('Déjà payé sur le plan', '153,96 €'),
  'dette effacée': text(
    'Ce que le bailleur a effacé de la dette du plan',
    'Le bailleur a effacé 200,00 € de cette dette : vous ne les devez plus.',
  ),
  'reste à payer': text('Ce qui reste à payer sur le plan', '1 693,57 €'),
  'sos loyers impayés': text(
    'Numéro d’aide aux locataires (voir Réglages, Paramètres)',
    'Vous pouvez aussi appeler SOS Loyers Impayés : 0 805 16 00 75.',
  ),
  'ce qui change': table('Tableau : avant, après'),
  échéancier: table('Tableau des mensualités'),
  signatures: table('Cadres de signature de chaque partie'),
  'date du rendez-vous': text('Date du rendez-vous', 'mardi 1er décembre 2026'),
  'heure du rendez-vous': text('Heure du rendez-vous', '14 h 30'),
  'lieu du rendez-vous': text('Lieu du rendez-vous', 'à l’agence Centre'),
  dispositif: text('Nom du dispositif d’accompagnement', 'AVDL, accompagnement vers et dans le logement'),
  'durée de l’accompagnement': text(
    'Durée de l’accompagnement et ses dates, en une phrase',
    'Il commence le 1er décembre 2026 et finit le 31 mai 2027.',
  ),
  'rythme des rencontres': text(
    'Rythme des rencontres, en une phrase',
    'Nous nous voyons au moins une fois toutes les 2 semaines.',
  ),
  'rythme des bilans': text(
    'Rythme des bilans, en une phrase',
    'Nous faisons le point ensemble tous les 3 mois.',
  ),
  bailleur: text('Nom du bailleur', 'Habitat des Trois Rives'),
  objectifs: table('Tableau : objectifs, mots du ménage, ce qui est prévu'),
  prescripteur: text('Qui a demandé l’accompagnement', 'DDETS du Puy-de-Dôme'),
  ménage: text('Nom du ménage', 'Delmas'),
  'période du rapport': text('Période du rapport', 'du 1er juin 2026 au 22 novembre 2026'),
  'situation de la mesure': text(
    'Où en est l’accompagnement, en une phrase',
    'En cours depuis le 1er juin 2026, jusqu’au 30 novembre 2026.',
  ),
  'texte du rapport': text(
    'Texte écrit par la personne qui accompagne',
    'Le ménage a repris le paiement de son loyer.',
  ),
  échanges: table('Tableau : échanges de la période, par lieu'),
  'évaluation des objectifs': table('Tableau : où en est chaque objectif'),
  'reste à faire': table('Tableau : actions encore prévues'),
  ...fundingFieldRows,
  ...housingFieldRows,
} satisfies Record<string, FieldRow>

export type LetterField = keyof typeof fieldRows
export const letterFields = Object.keys(fieldRows) as LetterField[]
export const letterFieldRows: Readonly<Record<LetterField, FieldRow>> = fieldRows

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
