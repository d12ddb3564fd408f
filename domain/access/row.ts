import type { Role } from '#domain/access/roles.ts'

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

export const everybody = {
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

export type Row = Readonly<Record<Role, Reach>>
export const row = (allowed: Partial<Record<Role, Reach>>): Row => ({ ...nobody, ...allowed })
