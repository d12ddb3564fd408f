import { approvalEventKinds, approvalEventLabels } from '#domain/housing/approvals.ts'
import { glidingEventKinds, glidingEventLabels } from '#domain/housing/gliding-lease.ts'
import { measureEventKinds, measureEventLabels } from '#domain/measures/kinds.ts'
import { planEventKinds, planStateLabels, planStates } from '#domain/plans/plan-states.ts'
import { planEventLabels } from '#domain/plans/plan-words.ts'
import { versionEventKinds, versionEventLabels } from '#domain/plans/schedule-versions.ts'

const lowered = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

const versionActLabels = Object.fromEntries(
  versionEventKinds.map((kind) => [
    `repayment-plan-version-${kind}`,
    `Plan renégocié : ${lowered(versionEventLabels[kind])}`,
  ]),
)

const planActLabels = Object.fromEntries([
  ...planStates.map((state) => [
    `repayment-plan-${state}`,
    `Plan d’apurement : ${lowered(planStateLabels[state])}`,
  ]),
  ...planEventKinds.map((kind) => [
    `repayment-plan-${kind}`,
    `Plan d’apurement : ${lowered(planEventLabels[kind])}`,
  ]),
])

const glidingActLabels = Object.fromEntries(
  glidingEventKinds.map((kind) => [
    `gliding-lease-${kind}`,
    `Bail glissant : ${lowered(glidingEventLabels[kind])}`,
  ]),
)

const approvalActLabels = Object.fromEntries(
  approvalEventKinds.map((kind) => [`approval-${kind}`, approvalEventLabels[kind]]),
)

const measureActLabels = Object.fromEntries(
  measureEventKinds.map((kind) => [`measure-${kind}`, `Mesure : ${lowered(measureEventLabels[kind])}`]),
)

/** What the journal keeps, in the words of the field: past tense, no name. */
export const journalActLabels: Readonly<Record<string, string>> = {
  'organisation-opened': 'Organisation créée',
  'demo-loaded': 'Démonstration chargée',
  'demo-followed': 'Démonstration mise à jour',
  'member-invited': 'Membre invité',
  'invitation-sent-again': 'Invitation renvoyée',
  'invitation-revoked': 'Invitation annulée',
  'invitation-accepted': 'Invitation acceptée',
  'member-changed': 'Membre modifié',
  'member-deactivated': 'Accès retiré à un membre',
  'team-created': 'Équipe créée',
  'team-renamed': 'Équipe renommée',
  'team-removed': 'Équipe supprimée',
  'access-token-created': 'Jeton d’accès créé',
  'access-token-revoked': 'Jeton d’accès révoqué',
  'parameter-overridden': 'Valeur propre donnée à un paramètre',
  'parameter-override-withdrawn': 'Valeur propre retirée',
  'letter-template-edited': 'Modèle de courrier modifié',
  'letter-template-restored': 'Modèle de courrier rétabli',
  'journal-check-asked': 'Vérification du journal demandée',
  'ladder-changed': 'Échelle de relance modifiée',
  'feed-renewed': 'Agenda partagé : nouvelle adresse',
  'feed-stopped': 'Agenda partagé arrêté',
  'feed-detail-set': 'Agenda partagé : détail réglé',

  'import-started': 'Import commencé',
  'import-columns-chosen': 'Import : colonnes choisies',
  'import-rehearsed': 'Import répété à blanc',
  'import-application-asked': 'Import demandé',
  'import-applied': 'Import appliqué',
  'unused-purged': 'Imports abandonnés et fichiers inutilisés effacés',
  'tenancy-changed-by-import': 'Location modifiée par un import',
  'work-cancelled': 'Traitement annulé',
  'screening-requested': 'Repérage demandé',
  'file-downloaded': 'Fichier téléchargé',

  'household-opened': 'Dossier ouvert',
  'log-read': 'Fil du dossier lu',
  'household-created': 'Dossier créé',
  'household-changed': 'Dossier modifié',
  'member-joined': 'Personne ajoutée au ménage',
  'member-left': 'Départ d’une personne du ménage',
  'person-changed': 'Fiche d’une personne modifiée',
  'vulnerabilities-noted': 'Fragilités notées',
  'referent-assigned': 'Référent désigné',
  'referent-ended': 'Fin de suivi par un référent',
  'relative-added': 'Proche ajouté',
  'relative-changed': 'Proche modifié',
  'relative-removed': 'Proche retiré',
  'consent-given': 'Accord donné',
  'consent-revoked': 'Accord retiré',
  'budget-added': 'Situation ajoutée',
  'budget-changed': 'Situation modifiée',
  'persons-merged': 'Fiches d’une même personne réunies',
  'households-merged': 'Dossiers réunis',
  'merge-undone': 'Fusion annulée',
  'duplicate-dismissed': 'Doublon écarté',

  'contact-recorded': 'Contact noté',
  'contact-written': 'Contact noté',
  'note-written': 'Note écrite',
  'entry-corrected': 'Écrit corrigé',
  'entry-withdrawn': 'Écrit retiré',
  'task-added': 'Tâche ajoutée',
  'task-changed': 'Tâche modifiée',
  'task-done': 'Tâche faite',
  'task-dropped': 'Tâche abandonnée',
  'task-postponed': 'Tâche reportée',
  'task-reopened': 'Tâche rouverte',
  'appointment-added': 'Rendez-vous pris',
  'appointment-changed': 'Rendez-vous modifié',
  'appointment-cancelled': 'Rendez-vous annulé',
  'document-awaited': 'Document attendu',
  'document-added': 'Document ajouté',
  'document-changed': 'Document modifié',
  'document-removed': 'Document retiré',

  'arrears-event-recorded': 'Étape de l’impayé notée',
  'arrears-event-cancelled': 'Étape de l’impayé annulée',
  'ladder-step-done': 'Relance faite',
  'ladder-letter-released': 'Courrier de relance envoyé',
  'letter-released': 'Courrier envoyé',
  'support-assessed': 'Évaluation faite',
  'support-action-proposed': 'Action proposée',
  'support-action-started': 'Action commencée',
  'support-action-done': 'Action terminée',
  'support-action-refused': 'Action refusée',
  'support-action-dropped': 'Action abandonnée',
  'occupancy-added': 'Séjour noté',
  'occupancy-changed': 'Séjour corrigé',
  'occupancy-ended': 'Fin d’un séjour notée',
  'move-noted': 'Parcours de logement noté',
  ...glidingActLabels,
  'gliding-lease-fact-cancelled': 'Bail glissant : étape annulée',
  'home-search-opened': 'Recherche de logement ouverte',
  'home-search-changed': 'Recherche de logement modifiée',
  'home-search-closed': 'Recherche de logement close',
  'home-proposed': 'Logement proposé',
  'home-proposal-answered': 'Réponse à une proposition de logement',
  'report-gap-stated': 'Rapport : chiffre non communiqué',
  'report-gap-withdrawn': 'Rapport : chiffre communiqué de nouveau',
  'association-lease-added': 'Location à une association notée',
  'association-lease-changed': 'Location à une association modifiée',
  'approval-added': 'Agrément ajouté',
  'approval-changed': 'Agrément modifié',
  ...approvalActLabels,
  'approval-fact-cancelled': 'Agrément : étape annulée',
  ...measureActLabels,
  'measure-fact-cancelled': 'Mesure : fait annulé',
  'measure-check-answered': 'Mesure : critère vérifié',
  'measure-check-derogated': 'Mesure : dérogation sur un critère',
  'measure-paper-received': 'Mesure : pièce reçue',
  'measure-paper-removed': 'Mesure : pièce retirée',
  'measure-rhythm-agreed': 'Mesure : rythme des rencontres convenu',
  'measure-assigned': 'Mesure confiée',
  'measure-worker-ended': 'Mesure : fin de participation',
  'measure-transferred': 'Mesure transférée',
  'worker-capacity-set': 'Capacité d’une personne fixée',
  ...planActLabels,
  ...versionActLabels,
  'repayment-plan-proposed': 'Plan d’apurement proposé',
  'repayment-plan-agreed': 'Plan d’apurement conclu',
  'repayment-plan-renegotiated': 'Plan d’apurement renégocié',
  'safety-net-stated': 'Maintien de l’aide : situation notée',
  'safety-net-decided': 'Maintien de l’aide : décision notée',

  'programme-prepared': 'Dispositif mis en préparation',
  'programme-draft-saved': 'Brouillon de dispositif gardé',
  'programme-draft-discarded': 'Brouillon de dispositif abandonné',
  'programme-published': 'Dispositif publié',
  'programme-closed': 'Dispositif fermé',
  'programme-reopened': 'Dispositif rouvert',

  'partner-added': 'Partenaire ajouté',
  'partner-changed': 'Partenaire modifié',
  'partner-archived': 'Partenaire retiré des choix ou remis',
  'link-proposed': 'Lien proposé à une organisation',
  'link-asked': 'Lien demandé par une organisation',
  'link-agreed': 'Lien accepté avec une organisation',
  'link-declined': 'Lien refusé avec une organisation',
  'link-ended': 'Lien terminé avec une organisation',
  'parcel-prepared': 'Envoi préparé pour un partenaire',
  'parcel-left': 'Envoi parti vers un partenaire',
  'parcel-stopped': 'Envoi arrêté avant de partir',
  'parcel-withdrawn': 'Envoi retiré : le partenaire est prévenu',
  'parcel-received': 'Envoi reçu d’un partenaire',
  'parcel-erased': 'Copie arrivée à son terme, effacée',
  'partner-answer-noted': 'Réponse d’un partenaire notée',
  'mandate-ended': 'Mission terminée',
  'report-sent': 'Rapport de mission remis',
  'referral-received': 'Demande reçue',
  'referral-opened': 'Demande lue',
  'referral-assigned': 'Demande confiée à un collègue',
  'referral-accepted': 'Demande acceptée',
  'referral-declined': 'Demande déclinée',
  'referral-redirected': 'Demande réorientée',
  'referral-more-asked': 'Complément demandé',
  'referral-completed': 'Complément reçu',
  'referral-withdrawn': 'Demande retirée',
  'referral-news-given': 'Nouvelles données à l’expéditeur',
  'referral-settings-changed': 'Réglages des demandes modifiés',
  'webhook-secret-renewed': 'Secret de transfert des courriels renouvelé',
}

/** An act without a label reads as its own name. */
export const journalActLabel = (act: string): string => {
  const words = act.replaceAll('-', ' ')
  return journalActLabels[act] ?? words.charAt(0).toUpperCase() + words.slice(1)
}
