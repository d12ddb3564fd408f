/**
 * Who may do what: role × action × relation to the household. One table, read by the server to decide and by the
 * screen to disable. A reach says how far an action goes for a role.
 */
export const roles = [
  'social-worker',
  'rent-officer',
  'coordinator',
  'finance-officer',
  'project-officer',
  'rights-adviser',
  'volunteer',
  'prescriber',
  'auditor',
  'administrator',
] as const
export type Role = (typeof roles)[number]

export const roleLabels: Readonly<Record<Role, string>> = {
  'social-worker': 'Travailleur social',
  'rent-officer': 'Gestionnaire locatif',
  coordinator: 'Responsable',
  'finance-officer': 'Chargé de financements',
  'project-officer': 'Chargé de mission habitat',
  'rights-adviser': 'Conseiller accès aux droits',
  volunteer: 'Bénévole accompagnant',
  prescriber: 'Prescripteur',
  auditor: 'Auditeur',
  administrator: 'Administrateur',
}

/** How the caller stands towards a household. `team`: followed by someone of the caller's team, or by nobody yet. */
export type Relation = 'referent' | 'team' | 'none'

/** The widest relation for which the action is allowed: everybody's, the team's and one's own, one's own, never. */
export type Reach = 'all' | 'team' | 'own' | 'never'

const nobody = {
  'social-worker': 'never',
  'rent-officer': 'never',
  coordinator: 'never',
  'finance-officer': 'never',
  'project-officer': 'never',
  'rights-adviser': 'never',
  volunteer: 'never',
  prescriber: 'never',
  auditor: 'never',
  administrator: 'never',
} as const satisfies Record<Role, Reach>

const everybody = {
  'social-worker': 'all',
  'rent-officer': 'all',
  coordinator: 'all',
  'finance-officer': 'all',
  'project-officer': 'all',
  'rights-adviser': 'all',
  volunteer: 'all',
  prescriber: 'all',
  auditor: 'all',
  administrator: 'all',
} as const satisfies Record<Role, Reach>

type Row = Readonly<Record<Role, Reach>>
const row = (allowed: Partial<Record<Role, Reach>>): Row => ({ ...nobody, ...allowed })

/**
 * The two compartments of CP 226-13 and the handbook §13.5: rent staff (« gestion ») never read the social side
 * (situation, social write-ups); only flags cross.
 */
export const access = {
  /** One's own account, sessions, second factor, membership. */
  'use-own-account': everybody,
  'read-colleagues': row({ ...everybody, prescriber: 'never', auditor: 'never' }),
  'manage-organisation': row({ administrator: 'all' }),
  'manage-members': row({ administrator: 'all' }),
  'manage-access-tokens': row({ administrator: 'all' }),
  'read-parameters': row({ ...everybody, prescriber: 'never', volunteer: 'never' }),
  'edit-parameters': row({ administrator: 'all', coordinator: 'all' }),
  /** Never one's own proposal. */
  'check-parameters': row({ administrator: 'all', coordinator: 'all' }),
  'edit-letter-templates': row({ administrator: 'all', coordinator: 'all' }),
  'edit-ladder': row({ administrator: 'all', coordinator: 'all' }),
  'read-journal': row({ administrator: 'all', coordinator: 'all', auditor: 'all' }),

  'import-portfolio': row({ 'rent-officer': 'all', coordinator: 'all', administrator: 'all' }),
  'read-imports': row({ 'rent-officer': 'all', coordinator: 'all', administrator: 'all', auditor: 'all' }),
  'merge-duplicates': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    administrator: 'all',
  }),

  'read-arrears': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'finance-officer': 'all',
    'rights-adviser': 'all',
    administrator: 'all',
    auditor: 'all',
  }),
  'run-screening': row({ 'rent-officer': 'all', coordinator: 'all', administrator: 'all' }),
  'assign-households': row({ coordinator: 'all', 'rent-officer': 'all' }),
  'export-arrears': row({ 'rent-officer': 'all', coordinator: 'all', auditor: 'all', administrator: 'all' }),
  'record-arrears-event': row({ 'social-worker': 'all', 'rent-officer': 'all', coordinator: 'all' }),
  'propose-ladder-letters': row({ 'rent-officer': 'all', coordinator: 'all' }),
  'release-ladder-letters': row({ 'rent-officer': 'all', coordinator: 'all' }),

  /** Who they are, where they live, who follows them. A volunteer has a narrower view, `accompany`. */
  'read-household': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'finance-officer': 'all',
    'project-officer': 'all',
    'rights-adviser': 'all',
    administrator: 'all',
  }),
  'edit-household': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'rights-adviser': 'all',
  }),
  /** Relatives, consents, vulnerabilities, resources and charges: the social side of the file. */
  'read-social-situation': row({ 'social-worker': 'all', coordinator: 'all', 'rights-adviser': 'all' }),
  /** What the portfolio may still receive: the social side of every file within reach. */
  'read-aid-reviews': row({ 'social-worker': 'all', coordinator: 'all', 'rights-adviser': 'all' }),
  'review-aids': row({ coordinator: 'all', 'rights-adviser': 'all' }),
  'edit-social-situation': row({ 'social-worker': 'all', coordinator: 'all', 'rights-adviser': 'all' }),
  /** The tenancy and its rent ledger. */
  'read-tenancy': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'finance-officer': 'all',
    'rights-adviser': 'all',
    administrator: 'all',
  }),
  /** Contacts, visits, notes, documents: each still bounded by its own audience. */
  'read-log': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'rights-adviser': 'all',
    'project-officer': 'all',
  }),
  'write-log': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'rights-adviser': 'all',
    'project-officer': 'all',
    volunteer: 'own',
  }),
  'read-own-day': row({ ...everybody, prescriber: 'never', auditor: 'never' }),
  /** Long work and how it ends: imports, screenings, letters. */
  'watch-work': row({ ...everybody, prescriber: 'never', auditor: 'never', volunteer: 'never' }),
  'read-colleagues-day': row({ coordinator: 'all' }),
  'manage-tasks': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'finance-officer': 'all',
    'project-officer': 'all',
    'rights-adviser': 'all',
    volunteer: 'own',
    administrator: 'all',
  }),

  'read-plan': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'finance-officer': 'all',
    'rights-adviser': 'all',
  }),
  'agree-plan': row({ 'social-worker': 'all', 'rent-officer': 'all', coordinator: 'all' }),

  /** Each procedure stands on one side of the file: a role reads those of its own. */
  'read-procedures': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'rights-adviser': 'all',
    administrator: 'all',
  }),
  'write-procedures': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'rights-adviser': 'all',
  }),

  'read-programmes': row({ ...everybody, prescriber: 'never', volunteer: 'never' }),
  /** What each territory decides for itself: FSL, DALO delays. No household. */
  'read-local-rules': row({ ...everybody, prescriber: 'never', volunteer: 'never' }),
  'edit-local-rules': row({ coordinator: 'all', administrator: 'all' }),
  'edit-programmes': row({ coordinator: 'all', administrator: 'all' }),
  /** The list of measures and its counts: an auditor reads it without names. */
  'list-measures': row({
    'social-worker': 'all',
    coordinator: 'all',
    'rights-adviser': 'all',
    'project-officer': 'all',
    auditor: 'all',
  }),
  /** Objectives, reviews, the household's own words: the social side. */
  'read-measure': row({
    'social-worker': 'all',
    coordinator: 'all',
    'rights-adviser': 'all',
    'project-officer': 'all',
  }),
  'write-measure': row({
    'social-worker': 'all',
    coordinator: 'all',
    'rights-adviser': 'all',
    'project-officer': 'all',
  }),
  /** Assigning, deciding a derogation, transferring, balancing the caseloads. */
  'manage-measures': row({ coordinator: 'all' }),

  /** The inbox of requests: who triages reads what the sender chose to send. */
  'triage-referrals': row({ 'social-worker': 'all', coordinator: 'all', 'rights-adviser': 'all' }),
  'send-referrals': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'rights-adviser': 'all',
    'project-officer': 'all',
  }),
  /** A prescriber sends a household and learns what became of their own requests, and nothing else. */
  prescribe: row({ prescriber: 'all' }),
  'manage-partners': row({ coordinator: 'all', administrator: 'all' }),

  /** The state of a dwelling or a building, told to its manager: no social content. */
  'read-technical-reports': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'rights-adviser': 'all',
    'project-officer': 'all',
  }),
  'write-technical-reports': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'rights-adviser': 'all',
    'project-officer': 'all',
  }),
  'answer-technical-reports': row({ 'rent-officer': 'all', coordinator: 'all' }),

  /** Where the household lived, lives and looks for a home. */
  'read-housing-path': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'rights-adviser': 'all',
    'project-officer': 'all',
  }),
  'write-housing-path': row({
    'social-worker': 'all',
    coordinator: 'all',
    'rights-adviser': 'all',
    'project-officer': 'all',
  }),
  /** Habitat projects with local authorities: where, what for, which families. */
  'read-housing-projects': row({ 'project-officer': 'all', coordinator: 'all', 'social-worker': 'all' }),
  'write-housing-projects': row({ 'project-officer': 'all', coordinator: 'all' }),
  'read-approvals': row({
    coordinator: 'all',
    administrator: 'all',
    'project-officer': 'all',
    auditor: 'all',
  }),
  'edit-approvals': row({ coordinator: 'all', administrator: 'all' }),

  /** The volunteers' own view: the households they accompany, no finance, no one else's notes. */
  accompany: row({ volunteer: 'own' }),
  'manage-volunteers': row({ coordinator: 'all', 'social-worker': 'all' }),

  /** Figures that open on the list behind them. */
  'read-reports': row({
    coordinator: 'all',
    administrator: 'all',
    'finance-officer': 'all',
    'project-officer': 'all',
    auditor: 'all',
  }),
  'edit-reports': row({ coordinator: 'all', administrator: 'all' }),
  /** Dwellings let to associations: the stock, no household. */
  'read-association-leases': row({
    'rent-officer': 'all',
    coordinator: 'all',
    'project-officer': 'all',
    administrator: 'all',
    auditor: 'all',
  }),
  'edit-association-leases': row({
    'rent-officer': 'all',
    coordinator: 'all',
    'project-officer': 'all',
    administrator: 'all',
  }),
  /** Conventions with partners, their envelopes and what was done under them: no household. */
  'read-conventions': row({
    'social-worker': 'all',
    coordinator: 'all',
    'finance-officer': 'all',
    'project-officer': 'all',
    'rights-adviser': 'all',
    administrator: 'all',
    auditor: 'all',
  }),
  'edit-conventions': row({
    coordinator: 'all',
    'finance-officer': 'all',
    'project-officer': 'all',
    administrator: 'all',
  }),
  'read-products': row({ ...everybody, prescriber: 'never', volunteer: 'never' }),
  'edit-products': row({ coordinator: 'all', 'finance-officer': 'all', administrator: 'all' }),
  /** Files of requests for money, loans, advances and aids of a household. */
  'read-funding': row({
    'social-worker': 'all',
    coordinator: 'all',
    'finance-officer': 'all',
    'project-officer': 'all',
    'rights-adviser': 'all',
  }),
  /** Lists and counts of the same: an auditor reads them without names. */
  'list-funding': row({
    'social-worker': 'all',
    coordinator: 'all',
    'finance-officer': 'all',
    'project-officer': 'all',
    'rights-adviser': 'all',
    auditor: 'all',
  }),
  'write-applications': row({
    'social-worker': 'all',
    coordinator: 'all',
    'finance-officer': 'all',
    'project-officer': 'all',
    'rights-adviser': 'all',
  }),
  /** Checking a file, asking for what is missing, putting it before the committee. */
  'review-applications': row({ coordinator: 'all', 'finance-officer': 'all', 'project-officer': 'all' }),
  /** Deciding and committing funds: never on what one proposed oneself (four eyes). */
  'decide-funding': row({ coordinator: 'all', 'finance-officer': 'all' }),
  /** The life of a loan or an advance: payments, new schedules, write-offs. */
  'manage-loans': row({ 'finance-officer': 'all' }),
  'prepare-payments': row({ 'finance-officer': 'all', 'project-officer': 'all' }),
  /** Releasing money: never what one prepared oneself (four eyes). */
  'release-payments': row({ coordinator: 'all', 'finance-officer': 'all' }),
  /** Mandates, direct debits, transfers and bank statements. */
  'manage-bank-files': row({ 'finance-officer': 'all' }),
  'read-ledger': row({
    coordinator: 'all',
    'finance-officer': 'all',
    administrator: 'all',
    auditor: 'all',
  }),
  'keep-ledger': row({ 'finance-officer': 'all', administrator: 'all' }),
  /** Messages to households: each is read like what it speaks of, by side of the house. */
  'read-messages': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'finance-officer': 'all',
    'project-officer': 'all',
    'rights-adviser': 'all',
    administrator: 'all',
  }),
  /** Batches and their counts: an auditor reads them without names. */
  'list-messages': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'finance-officer': 'all',
    'project-officer': 'all',
    'rights-adviser': 'all',
    auditor: 'all',
  }),
  'send-messages': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'finance-officer': 'all',
    'project-officer': 'all',
    'rights-adviser': 'all',
  }),
  /** Urban renewal: operations of landlords, no household. */
  'read-urban-renewal': row({
    coordinator: 'all',
    'finance-officer': 'all',
    'project-officer': 'all',
    administrator: 'all',
    auditor: 'all',
  }),
  'edit-urban-renewal': row({ coordinator: 'all', 'finance-officer': 'all', 'project-officer': 'all' }),
  /** Places, slots, the line of the day, group sessions: who was received, named or not. */
  'work-reception': row({ 'social-worker': 'all', coordinator: 'all', 'rights-adviser': 'all' }),
  'manage-reception': row({ coordinator: 'all', 'rights-adviser': 'all' }),
  /** Counts of receptions, without anybody's name. */
  'read-reception-figures': row({
    'social-worker': 'all',
    coordinator: 'all',
    'rights-adviser': 'all',
    administrator: 'all',
    auditor: 'all',
  }),
  /** What is prepared for a hearing: the social side, with the note for the lawyer. */
  'prepare-hearings': row({ 'social-worker': 'all', coordinator: 'all', 'rights-adviser': 'all' }),
} as const satisfies Record<string, Row>

export type Action = keyof typeof access

export const reachOf = (role: Role, action: Action): Reach => access[action][role]

export type Verdict = { allowed: true } | { allowed: false; reason: 'role' | 'relation' }

/** Decides for one household; `relation` is what ties the caller to it today. */
export const decideAccess = (role: Role, action: Action, relation: Relation): Verdict => {
  const reach = reachOf(role, action)
  if (reach === 'never') return { allowed: false, reason: 'role' }
  if (reach === 'all' || relation === 'referent') return { allowed: true }
  if (reach === 'team' && relation === 'team') return { allowed: true }
  return { allowed: false, reason: 'relation' }
}

export const accessRefusals = {
  role: 'Votre rôle ne permet pas cette action.',
  relation: 'Vous n’accompagnez pas ce ménage.',
} as const

/** Names are hidden from those who read figures and lists without persons. */
export const seesNames = (role: Role): boolean => role !== 'auditor' && role !== 'prescriber'
