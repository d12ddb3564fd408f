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
  ...planActLabels,
  ...versionActLabels,
  'repayment-plan-proposed': 'Plan d’apurement proposé',
  'repayment-plan-agreed': 'Plan d’apurement conclu',
  'repayment-plan-renegotiated': 'Plan d’apurement renégocié',
  'safety-net-stated': 'Maintien de l’aide : situation notée',
  'safety-net-decided': 'Maintien de l’aide : décision notée',
}

/** An act without a label reads as its own name. */
export const journalActLabel = (act: string): string => {
  const words = act.replaceAll('-', ' ')
  return journalActLabels[act] ?? words.charAt(0).toUpperCase() + words.slice(1)
}
