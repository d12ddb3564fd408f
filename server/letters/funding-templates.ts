import type { LetterTemplateKey } from '#domain/letters/kinds.ts'
import type { LetterWording } from '#server/letters/default-templates.ts'

type FundingTemplate = Extract<
  LetterTemplateKey,
  | 'missing-papers'
  | 'funding-granted'
  | 'funding-refused'
  | 'credit-information'
  | 'mortgage-information'
  | 'borrower-sheet'
  | 'loan-contract'
  | 'withdrawal-form'
  | 'amortisation-table'
  | 'committee-minutes'
  | 'loan-first-reminder'
  | 'loan-second-reminder'
>

/**
 * The letters and contracts of financing. What the consumer code asks for stands in the tables, which are computed; the
 * words around them are the organisation's, to be read by its lawyer.
 */
export const fundingTemplates: Readonly<Record<FundingTemplate, LetterWording>> = {
  'missing-papers': {
    subject: 'Votre dossier {numéro de dossier} : des documents manquent',
    body: `Bonjour,

Vous nous avez demandé un financement. Pour étudier votre dossier, il nous manque ces documents :

{documents demandés}

Envoyez-les avant le **{réponse attendue}**. Une photo lisible suffit.

Vous n’avez pas un document, ou vous ne comprenez pas ? Appelez {référent}, {téléphone du référent}. Nous cherchons une solution avec vous.

Sans nouvelles de votre part, nous vous appellerons avant de classer le dossier.

{signataire}`,
  },
  'funding-granted': {
    subject: 'Votre demande est acceptée : {produit}',
    body: `Bonjour,

Bonne nouvelle : le {date de la décision}, {qui a décidé} a accepté votre demande.

- Dossier : {numéro de dossier}
- Ce qui est accordé : **{produit}**
- Montant : **{montant accordé}**

{conditions de l’accord}

# Et maintenant
{la suite}

Une question ? Appelez {référent}, {téléphone du référent}.

{signataire}`,
  },
  'funding-refused': {
    subject: 'Votre demande {numéro de dossier} : notre réponse',
    body: `Bonjour,

Le {date de la décision}, {qui a décidé} a étudié votre demande : {produit}, {montant demandé}. Nous ne pouvons pas l’accepter.

# Pourquoi
{raisons du refus}
{explication du refus}

# Ce que vous pouvez faire
- Nous appeler pour en parler et chercher une autre solution : {référent}, {téléphone du référent}.
- Demander que votre dossier soit étudié à nouveau : écrivez-nous dans les **deux mois**, en disant ce qui a changé ou ce qui n’a pas été vu.
- Si vous n’êtes toujours pas d’accord, demander l’aide du médiateur. Nous vous donnons son adresse sur simple appel.
- Rencontrer gratuitement un Point conseil budget, près de chez vous.

Ce refus ne vous empêche pas de faire une autre demande.

{signataire}`,
  },
  'credit-information': {
    subject: 'Fiche d’information avant le prêt',
    body: `**Attention ! Un crédit coûte de l’argent et doit être remboursé !**

Cette fiche vous est remise avant la signature. Elle permet de comparer avec d’autres offres. Elle ne vous engage pas.

Dossier {numéro de dossier}, prêt {numéro de financement}. Fiche du {date de l’offre}.

{informations du prêt}

# Bien comprendre
- Lisez cette fiche avec la personne qui suit votre dossier : {référent}, {téléphone du référent}.
- Vérifiez que vous pourrez payer chaque mois, même si un imprévu arrive.
- En cas de difficulté, appelez **avant** la date de paiement. Un Point conseil budget peut aussi vous aider gratuitement.`,
  },
  'mortgage-information': {
    subject: 'Fiche d’information standardisée : crédit immobilier',
    body: `**Vous êtes engagé par un crédit et devez le rembourser. Vérifiez vos capacités de remboursement avant de vous engager.**

Dossier {numéro de dossier}, prêt {numéro de financement}. Fiche du {date de l’offre}.

{informations du prêt}

# Vos dix jours de réflexion
La loi vous donne **dix jours entiers** pour réfléchir. Ils commencent le lendemain du jour où vous recevez l’offre.
Vous ne pouvez pas accepter avant le onzième jour. Une acceptation plus tôt ne compte pas.
Rien ne peut vous être demandé ni versé avant votre acceptation.

{référent}, {téléphone du référent}`,
  },
  'borrower-sheet': {
    subject: 'Fiche de dialogue',
    body: `Cette fiche dit vos ressources, vos charges et vos crédits. Elle sert à vérifier avec vous que le prêt est supportable. Elle est gardée pendant toute la durée du prêt.

Emprunteur : {destinataire}, {adresse}.
Prêt demandé : {produit}, {montant du prêt}, {durée du prêt}.

{budget du ménage}

{règle des justificatifs}

# Déclaration
Je déclare sur l’honneur que ces renseignements sont exacts. Je sais que je dois payer chaque mois, et que je peux appeler {organisme} en cas de difficulté.

{signatures}`,
  },
  'loan-contract': {
    subject: 'Offre de prêt {numéro de financement}',
    body: `Entre {organisme}, prêteur, et {destinataire}, emprunteur, demeurant {adresse}.

Offre du {date de l’offre}, valable jusqu’au **{validité de l’offre}** inclus.

{encadré}

# Remboursement
{remboursement}
Le tableau d’amortissement est gratuit. Vous pouvez le demander à tout moment.
Vous pouvez rembourser plus tôt, en tout ou en partie, sans frais.

# Accepter l’offre
{délai pour accepter}
{rétractation}

# Versement des fonds
{versement des fonds}
Les fonds sont payés aux entreprises ou au créancier, sur facture acceptée par vous.

# En cas de retard
Appelez-nous dès la première difficulté : nous cherchons une solution avec vous. Aucune indemnité de retard n’est demandée.
Si les retards continuent, le prêteur peut demander le remboursement de tout ce qui reste dû. Les incidents peuvent être déclarés au fichier des incidents de remboursement des crédits aux particuliers (FICP).

# En cas de désaccord
Écrivez d’abord à {organisme}. Si la réponse ne vous convient pas, vous pouvez demander gratuitement l’aide du médiateur. Le contrôle du prêteur relève de l’Autorité de contrôle prudentiel et de résolution, 4 place de Budapest, 75436 Paris.

# Signatures
Fait en deux exemplaires. L’emprunteur reconnaît avoir reçu un exemplaire de cette offre.

{signatures}`,
  },
  'withdrawal-form': {
    subject: 'Formulaire de rétractation',
    body: `À renvoyer au plus tard quatorze jours après votre acceptation, à {organisme}. La date de la poste compte.

Je soussigné(e) ……………………, déclare renoncer à l’offre de prêt {numéro de financement} de {montant du prêt}, que j’avais acceptée le ……………………, auprès de {organisme}.

Vous n’avez pas à dire pourquoi. Votre renonciation n’est inscrite dans aucun fichier.

Date : ……………………

Signature :`,
  },
  'amortisation-table': {
    subject: 'Tableau d’amortissement du prêt {numéro de financement}',
    body: `Emprunteur : {destinataire}.
Montant du prêt : {montant du prêt}. Durée : {durée du prêt}. TAEG : {taeg}.

{échéancier}

Une échéance qui tombe un jour sans banque est prélevée le jour de banque suivant ; sa date ne change pas.
Ce tableau est gratuit. Il est refait à chaque changement.`,
  },
  'committee-minutes': {
    subject: '{commission} : procès-verbal du {date de la séance}',
    body: `Séance tenue {lieu de la séance}.

# Présents
{membres présents}

{quorum}

# Décisions
{décisions de la séance}

# Signature
{signature du procès-verbal}`,
  },
  'loan-first-reminder': {
    subject: 'Votre prêt {numéro de financement} : une échéance n’est pas payée',
    body: `Bonjour,

Il manque **{montant en retard}** sur votre prêt « {produit} ». Le retard a commencé le {en retard depuis}.

{échéances en retard}

Vous avez peut-être déjà payé : dans ce cas, ne tenez pas compte de cette lettre.

# Ce que vous pouvez faire
- Payer cette somme. Nous ne vous demandons aucun frais, aucun intérêt de retard.
- Vous ne pouvez pas tout payer ? Appelez-nous **avant la prochaine échéance** : nous pouvons suspendre ou étaler le remboursement.
- Rencontrer gratuitement un Point conseil budget, près de chez vous.

Appelez {référent}, {téléphone du référent}.

{signataire}`,
  },
  'loan-second-reminder': {
    subject: 'Votre prêt {numéro de financement} : parlons de votre retard',
    body: `Bonjour,

Nous vous avons déjà écrit. Il manque toujours **{montant en retard}** sur votre prêt « {produit} », depuis le {en retard depuis}.

{échéances en retard}

Nous voulons trouver une solution avec vous avant que la situation ne s’aggrave.

# Appelez-nous cette semaine
{référent}, {téléphone du référent}. Nous regarderons ensemble ce que vous pouvez payer : un report, des échéances plus petites, une aide.

# Si vous avez trop de dettes
- Un Point conseil budget vous aide gratuitement.
- La Banque de France peut étudier votre situation : c’est le dossier de surendettement. Prévenez-nous si vous l’avez déposé.

Sans nouvelles de votre part, nous devrons vous envoyer une mise en demeure. Nous ne vous demandons aucun frais.

{signataire}`,
  },
}
