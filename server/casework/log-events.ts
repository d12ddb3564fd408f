import type { Action } from '#domain/access.ts'
import { type Role, reachOf } from '#domain/access.ts'
import { journalActLabel } from '#domain/journal.ts'
import { measureEventKinds } from '#domain/measures/kinds.ts'
import { procedureActs } from '#domain/procedures/journal-words.ts'

/**
 * The acts of the journal that belong in the line of a household, and what one must be allowed to read to see each.
 * An act that is not here (readings, drafts, searches) stays in the journal alone.
 */
const seen =
  (action: Action) =>
  (label: string): Event => ({ label, action })
type Event = { label: string; action: Action }

const household = seen('read-household')
const social = seen('read-social-situation')
const work = seen('manage-tasks')
const arrears = seen('read-arrears')
const plan = seen('read-plan')

const measure = seen('read-measure')

const measureEvents = Object.fromEntries(
  measureEventKinds.map((kind) => [`measure-${kind}`, measure(journalActLabel(`measure-${kind}`))]),
)

/** Each procedure is seen from its side of the file. */
const procedureEvents = Object.fromEntries(
  procedureActs.map(({ act, label, compartment }) => [
    act,
    seen(compartment === 'social' ? 'read-social-situation' : 'read-procedures')(label),
  ]),
)

const events: Readonly<Record<string, Event>> = {
  'household-created': household('Dossier créé'),
  'households-merged': household('Dossiers réunis'),
  'merge-undone': household('Réunion de dossiers annulée'),
  'referent-assigned': household('Référent désigné'),
  'referent-ended': household('Fin de suivi par un référent'),
  'member-joined': household('Arrivée d’une personne dans le ménage'),
  'member-left': household('Départ d’une personne du ménage'),
  'consent-given': social('Accord donné'),
  'consent-revoked': social('Accord retiré'),
  'budget-added': social('Situation budgétaire établie'),
  'support-assessed': social('Évaluation sociale faite'),
  'support-action-proposed': social('Action proposée'),
  'support-action-started': social('Action commencée'),
  'task-done': work('Tâche faite'),
  'appointment-added': work('Rendez-vous pris'),
  'appointment-cancelled': work('Rendez-vous annulé'),
  'arrears-event-recorded': arrears('Fait de procédure consigné'),
  'arrears-event-cancelled': arrears('Fait de procédure annulé'),
  'ladder-letter-released': arrears('Courrier de relance envoyé'),
  'repayment-plan-proposed': plan('Plan d’apurement proposé'),
  'repayment-plan-renegotiated': plan('Plan d’apurement renégocié'),
  'repayment-plan-version-signed-by-tenant': plan('Plan renégocié signé par le locataire'),
  'repayment-plan-version-signed-by-landlord': plan('Plan renégocié signé par le bailleur'),
  'repayment-plan-version-submitted-to-payer': plan('Plan renégocié transmis à l’organisme payeur'),
  'repayment-plan-version-approved': plan('Plan renégocié approuvé'),
  'repayment-plan-version-rejected': plan('Plan renégocié refusé'),
  'repayment-plan-version-withdrawn': plan('Plan renégocié abandonné'),
  'repayment-plan-signed-by-tenant': plan('Plan d’apurement signé par le locataire'),
  'repayment-plan-signed-by-landlord': plan('Plan d’apurement signé par le bailleur'),
  'repayment-plan-submitted-to-payer': plan('Plan d’apurement transmis à l’organisme payeur'),
  'repayment-plan-approved': plan('Plan d’apurement approuvé'),
  'repayment-plan-rejected': plan('Plan d’apurement refusé'),
  'repayment-plan-declared-lapsed': plan('Plan d’apurement déclaré caduc'),
  'repayment-plan-missed': plan('Échéance du plan d’apurement manquée'),
  'repayment-plan-caught-up': plan('Retard du plan d’apurement rattrapé'),
  'repayment-plan-lapsed': plan('Plan d’apurement caduc'),
  'repayment-plan-paid-off': plan('Plan d’apurement soldé'),
  ...measureEvents,
  ...procedureEvents,
  'social-assessment-written': social('Diagnostic social et financier écrit'),
  'measure-fact-cancelled': measure('Mesure : fait annulé'),
  'measure-assigned': measure('Mesure confiée'),
  'measure-transferred': measure('Mesure transférée'),
  'safety-net-stated': plan('Maintien de l’aide au logement : faits exposés'),
  'safety-net-decided': plan('Maintien de l’aide au logement : décision'),
}

export const eventLabel = (act: string): string => events[act]?.label ?? act

export const eventActs = (role: Role): string[] =>
  Object.entries(events)
    .filter(([, { action }]) => reachOf(role, action) !== 'never')
    .map(([act]) => act)
