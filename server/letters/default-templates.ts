import type { LetterTemplateKey } from '#domain/letters/kinds.ts'
import { fundingTemplates } from '#server/letters/funding-templates.ts'
import { housingTemplates } from '#server/letters/housing-templates.ts'

export type LetterWording = { subject: string; body: string }

/** The wordings Palier ships, in plain French: short sentences, one idea each, what happens next, whom to call. */
export const defaultTemplates: Readonly<Record<LetterTemplateKey, LetterWording>> = {
  'plan-agreement': {
    subject: 'Plan d’apurement de votre dette de loyer',
    body: `Ce document est un accord entre {destinataire}, locataire, et {organisme}, bailleur.
Logement : {adresse}. Numéro de locataire : {numéro de locataire}.

# Ce que vous devez
Le {date de la dette}, votre dette de loyer et de charges est de **{montant de la dette}**.
Ce plan porte sur **{montant du plan}**.

# Ce que vous payez chaque mois
- Votre loyer et vos charges du mois, comme d’habitude.
- En plus, une mensualité de **{mensualité}**, pendant **{nombre de mensualités}** mois.
- La dernière mensualité est de {dernière mensualité}.

La première mensualité est à payer le **{première échéance}**. La dernière est à payer le {dernière échéance}.

{échéancier}

Arrondi : {règle d’arrondi}.
Si un mois n’a pas le jour prévu (par exemple le 31), la mensualité est à payer le dernier jour de ce mois.

# Comment vos paiements sont comptés
Vos paiements règlent {ordre des paiements}.

# Ce à quoi chacun s’engage
1. Vous payez le loyer du mois et la mensualité, à la date prévue.
2. {organisme} accepte ce plan et ne demande pas plus chaque mois pour cette dette.
3. Si vous avez une difficulté, vous appelez **avant** la date de paiement : {référent}, {téléphone du référent}. Le plan peut être changé ensemble.

Si une mensualité ou un loyer n’est pas payé, nous vous appelons pour chercher une solution. Si les retards continuent, le plan peut s’arrêter.

{approbation du plan}

# Signatures
{signatures}`,
  },
  'plan-amendment': {
    subject: 'Plan d’apurement : version {numéro de version}',
    body: `Ce document change le plan d’apurement du {date du plan}. C’est un accord entre {destinataire}, locataire, et {organisme}, bailleur.
Logement : {adresse}. Numéro de locataire : {numéro de locataire}.

**Version {numéro de version} du plan.** Elle compte à partir du jour où elle est signée. Jusque-là, la version d’avant continue.

# Pourquoi le plan change
{motif du changement}

# Où vous en êtes
- Vous avez déjà payé **{déjà payé}** sur ce plan. Ces mensualités ne changent plus.
- Il reste **{reste à payer}** à payer.

{dette effacée}

# Ce qui change
{ce qui change}

# Ce que vous payez chaque mois
- Votre loyer et vos charges du mois, comme d’habitude.
- En plus, une mensualité de **{mensualité}**, pendant **{nombre de mensualités}** mois.
- La dernière mensualité est de {dernière mensualité}.

La prochaine mensualité est à payer le **{première échéance}**. La dernière est à payer le {dernière échéance}.

{échéancier}

# Ce qui ne change pas
Vos paiements règlent {ordre des paiements}. Vous et {organisme} gardez les mêmes engagements.

Une difficulté ? Appelez **avant** la date de paiement : {référent}, {téléphone du référent}.

{approbation du plan}

# Signatures
{signatures}`,
  },
  'plan-letter': {
    subject: 'Votre plan pour rembourser votre dette de loyer',
    body: `Bonjour,

Nous avons préparé avec vous un plan pour rembourser votre dette de loyer. Il est joint à cette lettre.

# En résumé
- Votre dette le {date de la dette} : **{montant de la dette}**.
- Chaque mois, en plus de votre loyer : **{mensualité}**.
- Pendant : {nombre de mensualités} mois, à partir du **{première échéance}**.

# Ce que vous avez à faire
1. Lisez le plan.
2. Si vous êtes d’accord, signez-le et rendez-nous un exemplaire. Gardez l’autre.
3. Payez votre loyer et la mensualité, aux dates prévues.

{approbation du plan}

# Une question, une difficulté ?
N’attendez pas : appelez {référent}, {téléphone du référent}.

Bien à vous,
{signataire}`,
  },
  'first-reminder': {
    subject: 'Votre loyer n’est pas entièrement payé',
    body: `Bonjour,

Le {date du solde}, il manque **{solde}** sur votre compte de locataire. C’est peut-être un oubli.

Si vous avez déjà payé, ne tenez pas compte de cette lettre.

# Que faire ?
- Vous pouvez payer : faites-le dès maintenant, par votre moyen habituel.
- Vous ne pouvez pas tout payer : appelez-nous. Nous chercherons une solution avec vous.

Vous pouvez joindre {référent}, {téléphone du référent}.

Bien à vous,
{signataire}`,
  },
  'second-reminder': {
    subject: 'Votre dette de loyer : parlons-en',
    body: `Bonjour,

Nous vous avons déjà écrit. Le {date du solde}, vous devez **{solde}**.

Plus on attend, plus la dette est difficile à rembourser. **Il existe des solutions.**

# Ce que nous pouvons faire ensemble
- Vérifier que vous recevez toutes les aides auxquelles vous avez droit.
- Étaler la dette en petites mensualités.
- Demander une aide du fonds de solidarité pour le logement (FSL).
- Vous faire rencontrer une conseillère sociale. C’est gratuit et confidentiel.

# Appelez-nous
{référent}, {téléphone du référent}.

{sos loyers impayés}

Bien à vous,
{signataire}`,
  },
  'meeting-invitation': {
    subject: 'Invitation à un rendez-vous',
    body: `Bonjour,

Je vous propose un rendez-vous pour parler de votre logement et voir comment vous aider.

**Le {date du rendez-vous} à {heure du rendez-vous}, {lieu du rendez-vous}.**

# À apporter si vous le pouvez
- Vos dernières ressources (salaire, allocations, pension).
- Vos dernières factures et votre dernier avis de loyer.

S’il vous manque des papiers, venez quand même.

La date ne vous convient pas ? Appelez-moi, nous en trouverons une autre : {téléphone du référent}.

À bientôt,
{signataire}`,
  },
  'missed-meeting': {
    subject: 'Nous nous sommes manqués',
    body: `Bonjour,

Nous avions rendez-vous le {date du rendez-vous}. Nous n’avons pas pu nous voir.

Je reste à votre disposition. Appelez-moi pour choisir un autre moment : {téléphone du référent}.

Je peux aussi venir chez vous, si vous le préférez.

Bien à vous,
{signataire}`,
  },
  'support-contract': {
    subject: 'Contrat d’accompagnement',
    body: `Ce contrat est un accord entre {destinataire} et {organisme}.
Adresse : {adresse}.

# L’accompagnement
Dispositif : **{dispositif}**.
{durée de l’accompagnement}
{rythme des rencontres}
La personne qui vous accompagne : {référent}, {téléphone du référent}.

# Ce que nous voulons faire ensemble
{objectifs}

{rythme des bilans}

# Ce à quoi chacun s’engage
1. Vous venez aux rendez-vous. Si vous ne pouvez pas, vous prévenez.
2. Vous nous dites ce qui change : travail, santé, famille, logement.
3. {organisme} vous informe, vous aide dans vos démarches et ne fait rien sans vous.

# Vos droits
- Vous êtes **libre** d’accepter cet accompagnement, ou de le refuser.
- Vous pouvez l’arrêter quand vous voulez. Dites-le à la personne qui vous accompagne.
- Vous pouvez demander à changer un objectif.
- Vous pouvez lire votre dossier et le faire corriger.
- Ce que vous nous dites reste confidentiel. Nous le partageons avec votre accord, ou quand la loi le demande.
- Vous n’êtes pas d’accord avec nous ? Écrivez au responsable de {organisme}.

# Signatures
{signatures}`,
  },
  'three-party-contract': {
    subject: 'Convention tripartite d’accompagnement',
    body: `Cette convention est un accord entre trois parties :
- {destinataire}, qui est accompagné ;
- {bailleur}, bailleur ;
- {organisme}, qui accompagne.

Adresse : {adresse}.

# L’accompagnement
Dispositif : **{dispositif}**.
{durée de l’accompagnement}
{rythme des rencontres}
La personne qui vous accompagne : {référent}, {téléphone du référent}.

# Ce que nous voulons faire ensemble
{objectifs}

{rythme des bilans}

# Ce à quoi chacun s’engage
1. Vous venez aux rendez-vous. Si vous ne pouvez pas, vous prévenez.
2. Vous payez votre loyer et vous prenez soin du logement.
3. {organisme} vous informe, vous aide dans vos démarches et ne fait rien sans vous.
4. {bailleur} entretient le logement, répond à vos demandes et prévient {organisme} avant toute procédure.

Le bailleur ne reçoit que ce qui concerne le logement et le loyer. Le reste est entre vous et {organisme}.

# Vos droits
- Vous êtes **libre** d’accepter cet accompagnement, ou de le refuser.
- Vous pouvez l’arrêter quand vous voulez. Dites-le à la personne qui vous accompagne.
- Vous pouvez demander à changer un objectif.
- Vous pouvez lire votre dossier et le faire corriger.
- Ce que vous nous dites reste confidentiel. Nous le partageons avec votre accord, ou quand la loi le demande.
- Vous n’êtes pas d’accord avec nous ? Écrivez au responsable de {organisme}.

# Signatures
{signatures}`,
  },
  'prescriber-report': {
    subject: 'Rapport d’accompagnement : {ménage}',
    body: `Demande de : {prescripteur}.
Dispositif : {dispositif}.
Période : {période du rapport}.

# Où en est l’accompagnement
{situation de la mesure}

# Les échanges
{échanges}

# Les objectifs
{évaluation des objectifs}

# Ce que nous en disons
{texte du rapport}

# Ce qui reste à faire
{reste à faire}

{référent}, {téléphone du référent}`,
  },
  ...fundingTemplates,
  ...housingTemplates,
}
