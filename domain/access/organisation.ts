import { everybody, type Row, row } from '#domain/access/row.ts'

/** Its members, its settings, its journal; what it imports and reports. */
export const organisationAccess = {
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
  /** Long work and how it ends: imports, screenings, letters. */
  'watch-work': row({ ...everybody, prescriber: 'never', auditor: 'never', volunteer: 'never' }),
  /** Figures that open on the list behind them. */
  'read-reports': row({
    coordinator: 'all',
    administrator: 'all',
    'finance-officer': 'all',
    'project-officer': 'all',
    auditor: 'all',
  }),
  'edit-reports': row({ coordinator: 'all', administrator: 'all' }),
} as const satisfies Record<string, Row>
