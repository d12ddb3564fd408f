import type { Action } from '#domain/access.ts'
import { paths } from '#web/paths.ts'

/** The pages of Réglages, each for the roles that may use it. */
export const settingsTabs: readonly { label: string; action: Action; to: (slug: string) => string }[] = [
  { label: 'Membres', action: 'manage-members', to: (slug) => paths.settingsMembers({ slug }) },
  { label: 'Paramètres', action: 'read-parameters', to: (slug) => paths.settingsParameters({ slug }) },
  { label: 'Règles locales', action: 'read-local-rules', to: (slug) => paths.settingsLocalRules({ slug }) },
  { label: 'Échelle de relance', action: 'edit-ladder', to: (slug) => paths.settingsLadder({ slug }) },
  {
    label: 'Modèles de lettres',
    action: 'edit-letter-templates',
    to: (slug) => paths.settingsTemplates({ slug }),
  },
  { label: 'Partenaires', action: 'manage-partners', to: (slug) => paths.settingsPartners({ slug }) },
  { label: 'Jetons d’accès', action: 'manage-access-tokens', to: (slug) => paths.settingsTokens({ slug }) },
  { label: 'Agréments', action: 'read-approvals', to: (slug) => paths.approvals({ slug }) },
  { label: 'Conservation', action: 'read-parameters', to: (slug) => paths.settingsRetention({ slug }) },
  { label: 'Journal', action: 'read-journal', to: (slug) => paths.settingsJournal({ slug }) },
]
