import { everybody, type Row, row } from '#domain/access/row.ts'

/** The file of a household: its situation, its log, its arrears and procedures, what it is written. */
export const householdsAccess = {
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
  /** What another holiday, figure or day of a reform would do to the dates of all. */
  'rehearse-deadlines': row({ coordinator: 'all' }),
  'write-procedures': row({
    'social-worker': 'all',
    'rent-officer': 'all',
    coordinator: 'all',
    'rights-adviser': 'all',
  }),
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
} as const satisfies Record<string, Row>
