import { fundingAccess } from '#domain/access/funding.ts'
import { householdsAccess } from '#domain/access/households.ts'
import { housingAccess } from '#domain/access/housing.ts'
import { organisationAccess } from '#domain/access/organisation.ts'
import type { Role } from '#domain/access/roles.ts'
import type { Reach, Row } from '#domain/access/row.ts'
import { supportAccess } from '#domain/access/support.ts'

export { type Role, roleLabels, roles } from '#domain/access/roles.ts'
export type { Reach } from '#domain/access/row.ts'

/** How the caller stands towards a household. `team`: followed by someone of the caller's team, or by nobody yet. */
export type Relation = 'referent' | 'team' | 'none'

/**
 * Who may do what: role × action × relation to the household. One table, read by the server to decide and by the
 * screen to disable. A reach says how far an action goes for a role.
 *
 * The two compartments of CP 226-13 and the handbook §13.5: rent staff (« gestion ») never read the social side
 * (situation, social write-ups); only flags cross.
 */
export const access = {
  ...organisationAccess,
  ...householdsAccess,
  ...supportAccess,
  ...housingAccess,
  ...fundingAccess,
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
