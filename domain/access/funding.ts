import { everybody, type Row, row } from '#domain/access/row.ts'

/** Money: conventions, requests, loans, payments and accounts. */
export const fundingAccess = {
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
} as const satisfies Record<string, Row>
