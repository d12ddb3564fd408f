import type { Action } from '#domain/access.ts'
import { type Role, reachOf } from '#domain/access.ts'

/**
 * The acts of the journal that belong in the line of a household, and what one must be allowed to read to see each.
 * An act that is not here (readings, drafts, searches) stays in the journal alone.
 */
const events: Readonly<Record<string, { label: string; action: Action }>> = {
  'household-added': { label: 'Ménage créé', action: 'read-household' },
  'household-merged': { label: 'Dossier réuni avec un doublon', action: 'read-household' },
  'merge-undone': { label: 'Réunion de dossiers annulée', action: 'read-household' },
  'referent-assigned': { label: 'Référent désigné', action: 'read-household' },
  'referent-ended': { label: 'Fin de suivi d’un référent', action: 'read-household' },
  'member-joined': { label: 'Arrivée d’une personne dans le ménage', action: 'read-household' },
  'member-left': { label: 'Départ d’une personne du ménage', action: 'read-household' },
  'consent-recorded': { label: 'Consentement recueilli', action: 'read-social-situation' },
  'consent-revoked': { label: 'Consentement retiré', action: 'read-social-situation' },
  'budget-recorded': { label: 'Situation budgétaire enregistrée', action: 'read-social-situation' },
  'task-done': { label: 'Tâche faite', action: 'manage-tasks' },
  'appointment-added': { label: 'Rendez-vous pris', action: 'manage-tasks' },
  'appointment-cancelled': { label: 'Rendez-vous annulé', action: 'manage-tasks' },
  'document-removed': { label: 'Document retiré', action: 'read-log' },
}

export const eventLabel = (act: string): string => events[act]?.label ?? act

export const eventActs = (role: Role): string[] =>
  Object.entries(events)
    .filter(([, { action }]) => reachOf(role, action) !== 'never')
    .map(([act]) => act)
