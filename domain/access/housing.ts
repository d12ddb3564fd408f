import { type Row, row } from '#domain/access/row.ts'

/** Homes, where households live, and the projects that make them. */
export const housingAccess = {
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
  /** Urban renewal: operations of landlords, no household. */
  'read-urban-renewal': row({
    coordinator: 'all',
    'finance-officer': 'all',
    'project-officer': 'all',
    administrator: 'all',
    auditor: 'all',
  }),
  'edit-urban-renewal': row({ coordinator: 'all', 'finance-officer': 'all', 'project-officer': 'all' }),
} as const satisfies Record<string, Row>
