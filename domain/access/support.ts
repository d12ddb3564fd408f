import { everybody, type Row, row } from '#domain/access/row.ts'

/** Measures, requests, volunteers, reception: accompanying a household. */
export const supportAccess = {
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
  /** The volunteers' own view: the households they accompany, no finance, no one else's notes. */
  accompany: row({ volunteer: 'own' }),
  'manage-volunteers': row({ coordinator: 'all', 'social-worker': 'all' }),
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
