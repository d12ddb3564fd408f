import { approvalEventKinds, approvalEventLabels } from '#domain/housing/approvals.ts'
import { glidingEventKinds, glidingEventLabels } from '#domain/housing/gliding-lease.ts'
import { lowered } from '#domain/journal/lowered.ts'
import { planEventKinds, planStateLabels, planStates } from '#domain/plans/plan-states.ts'
import { planEventLabels } from '#domain/plans/plan-words.ts'
import { versionEventKinds, versionEventLabels } from '#domain/plans/schedule-versions.ts'
import { procedureActs } from '#domain/procedures/journal-words.ts'

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

export const housingActs: Readonly<Record<string, string>> = {
  ...Object.fromEntries(procedureActs.map(({ act, label }) => [act, label])),
  'arrears-event-recorded': 'Étape de l’impayé notée',
  'arrears-event-cancelled': 'Étape de l’impayé annulée',
  'ladder-step-done': 'Relance faite',
  'ladder-letter-released': 'Courrier de relance envoyé',
  'letter-released': 'Courrier envoyé',
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
  'association-lease-added': 'Location à une association notée',
  'association-lease-changed': 'Location à une association modifiée',
  'approval-added': 'Agrément ajouté',
  'approval-changed': 'Agrément modifié',
  ...approvalActLabels,
  'approval-fact-cancelled': 'Agrément : étape annulée',
  ...planActLabels,
  ...versionActLabels,
  'repayment-plan-proposed': 'Plan d’apurement proposé',
  'repayment-plan-agreed': 'Plan d’apurement conclu',
  'repayment-plan-renegotiated': 'Plan d’apurement renégocié',
  'safety-net-stated': 'Maintien de l’aide : situation notée',
  'safety-net-decided': 'Maintien de l’aide : décision notée',
  'housing-file-started': 'Dossier préparé : commencé',
  'housing-file-answered': 'Dossier préparé : réponses notées',
  'housing-file-written': 'Dossier préparé : textes écrits',
  'housing-file-paper-noted': 'Dossier préparé : pièce notée',
  'housing-file-letter-kept': 'Dossier préparé : lettre gardée',
  'housing-file-closed': 'Dossier préparé : fermé',
  'housing-project-added': 'Projet d’habitat ouvert',
  'housing-project-changed': 'Projet d’habitat modifié',
  'housing-project-stage': 'Projet d’habitat : étape datée',
  'housing-project-partner-linked': 'Projet d’habitat : partenaire ajouté',
  'housing-project-partner-unlinked': 'Projet d’habitat : partenaire retiré',
  'housing-project-family': 'Famille inscrite à un projet d’habitat',
  'technical-report-written': 'Signalement technique écrit',
  'technical-report-changed': 'Signalement technique corrigé',
  'technical-report-answered': 'Signalement technique : réponse',
  'technical-report-work-done': 'Signalement technique : travaux faits',
  'technical-report-photo-added': 'Photo jointe à un signalement',
}
