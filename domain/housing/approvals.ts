import type { ParameterReader } from '#domain/parameters.ts'
import { addDays, addMonths, type PlainDate, plainDate, yearOf } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const kindRows = {
  isft: 'ISFT : ingénierie sociale, financière et technique (CCH L.365-3)',
  ilgls: 'ILGLS : intermédiation locative et gestion locative sociale (CCH L.365-4)',
  moi: 'MOI : maîtrise d’ouvrage d’insertion (CCH L.365-2)',
} as const
/** The agréments of CCH L.365-1 to L.365-4. */
export type ApprovalKind = keyof typeof kindRows
export const approvalKinds = Object.keys(kindRows) as ApprovalKind[]
export const approvalKindLabels: Labels<ApprovalKind> = kindRows

const statusRows = {
  draft: 'À déposer',
  filed: 'Déposé',
  silent: 'Sans réponse au terme du délai',
  granted: 'Accordé',
  'renewal-due': 'À renouveler',
  expired: 'Expiré',
  refused: 'Refusé',
  withdrawn: 'Retiré',
} as const
export type ApprovalStatus = keyof typeof statusRows
export const approvalStatuses = Object.keys(statusRows) as ApprovalStatus[]
export const approvalStatusLabels: Labels<ApprovalStatus> = statusRows

const eventRows = {
  filed: 'Dossier complet déposé',
  granted: 'Agrément accordé',
  refused: 'Agrément refusé',
  'report-sent': 'Rapport annuel et comptes envoyés',
  'renewal-filed': 'Renouvellement demandé',
  renewed: 'Agrément renouvelé',
  withdrawn: 'Agrément retiré',
} as const
export type ApprovalEventKind = keyof typeof eventRows
export const approvalEventKinds = Object.keys(eventRows) as ApprovalEventKind[]
export const approvalEventLabels: Labels<ApprovalEventKind> = eventRows

/** `year`: of a report sent. `until`: as the decree of the agrément writes it; absent, the length of the law. */
export type ApprovalFact = {
  kind: ApprovalEventKind
  on: PlainDate
  year?: number | undefined
  until?: PlainDate | undefined
}

export type ApprovalDeadline = {
  what: 'decision' | 'renewal-alert' | 'expiry' | 'report'
  on: PlainDate
  label: string
  source: string
}

export type ApprovalStanding = {
  status: ApprovalStatus
  grantedOn: PlainDate | null
  /** Null while not granted, and for one without end. */
  endsOn: PlainDate | null
  deadlines: ApprovalDeadline[]
}

const permitted: Readonly<Record<ApprovalStatus, readonly ApprovalEventKind[]>> = {
  draft: ['filed', 'granted'],
  filed: ['granted', 'refused'],
  silent: ['granted', 'refused', 'filed'],
  granted: ['report-sent', 'renewal-filed', 'renewed', 'withdrawn'],
  'renewal-due': ['report-sent', 'renewal-filed', 'renewed', 'withdrawn'],
  expired: ['report-sent', 'renewed', 'filed', 'granted'],
  refused: ['filed'],
  withdrawn: ['filed'],
}
export const permittedApprovalEvents = (status: ApprovalStatus): readonly ApprovalEventKind[] =>
  permitted[status]

/** SM-17 (handbook §3.8). */
export const deriveApproval = (
  kind: ApprovalKind,
  facts: readonly ApprovalFact[],
  today: PlainDate,
  params: ParameterReader,
): ApprovalStanding => {
  const known = facts
    .filter(({ on }) => on <= today)
    .toSorted((a, b) =>
      a.on === b.on
        ? approvalEventKinds.indexOf(a.kind) - approvalEventKinds.indexOf(b.kind)
        : a.on < b.on
          ? -1
          : 1,
    )
  const last = known.findLast(({ kind: event }) => event !== 'report-sent' && event !== 'renewal-filed')
  const grant = known.findLast(({ kind: event }) => event === 'granted' || event === 'renewed')
  if (!last) return { status: 'draft', grantedOn: null, endsOn: null, deadlines: [] }
  if (last.kind === 'refused' || last.kind === 'withdrawn')
    return { status: last.kind, grantedOn: grant?.on ?? null, endsOn: null, deadlines: [] }
  if (last.kind === 'filed') return filedStanding(last, today, params)
  return grant ? grantedStanding(kind, grant, known, today, params) : filedStanding(last, today, params)
}

const filedStanding = ({ on }: ApprovalFact, today: PlainDate, params: ParameterReader): ApprovalStanding => {
  const decisionOn = addMonths(on, params.readNearest('approval.decision-months'))
  return {
    status: decisionOn < today ? 'silent' : 'filed',
    grantedOn: null,
    endsOn: null,
    deadlines: [{ what: 'decision', on: decisionOn, label: 'Décision de l’autorité', source: 'CCH R.365-6' }],
  }
}

const grantedStanding = (
  kind: ApprovalKind,
  grant: ApprovalFact,
  known: readonly ApprovalFact[],
  today: PlainDate,
  params: ParameterReader,
): ApprovalStanding => {
  const endsOn = grant.until ?? (kind === 'moi' ? null : lastDay(grant.on, params))
  const reports = reportsDue(grant, known, today, params)
  if (endsOn === null) return { status: 'granted', grantedOn: grant.on, endsOn, deadlines: reports }
  const alerts = ['approval.first-alert-months', 'approval.second-alert-months'].map((key) =>
    addMonths(endsOn, -params.readNearest(key)),
  )
  const [firstAlert = endsOn] = alerts.toSorted()
  const running = firstAlert <= today ? 'renewal-due' : 'granted'
  return {
    status: endsOn < today ? 'expired' : running,
    grantedOn: grant.on,
    endsOn,
    deadlines: [
      ...reports,
      ...alerts.map((on) => ({
        what: 'renewal-alert' as const,
        on,
        label: 'Préparer le renouvellement',
        source: 'pratique',
      })),
      {
        what: 'expiry' as const,
        on: endsOn,
        label: 'Fin de l’agrément',
        source: 'CCH L.365-1, R.365-1 à R.365-8',
      },
    ].toSorted((a, b) => (a.on < b.on ? -1 : 1)),
  }
}

/** Granted on 2024-03-01 for five years: the last day is 2029-02-28. */
const lastDay = (grantedOn: PlainDate, params: ParameterReader): PlainDate =>
  addDays(addMonths(grantedOn, 12 * params.readNearest('approval.years')), -1)

/** The report and accounts of each year begun under the agrément and over by now, that were not sent (CCH R.365-7). */
const reportsDue = (
  grant: ApprovalFact,
  known: readonly ApprovalFact[],
  today: PlainDate,
  params: ParameterReader,
): ApprovalDeadline[] => {
  const sent = new Set(known.filter((fact) => fact.kind === 'report-sent').map((fact) => fact.year))
  const firstYear = Math.max(yearOf(grant.on), yearOf(today) - reportedYears)
  const years = Array.from({ length: Math.max(0, yearOf(today) - firstYear + 1) }, (_, i) => firstYear + i)
  return years
    .filter((year) => !sent.has(year))
    .map((year) => ({
      what: 'report',
      on: addMonths(plainDate(year, 12, 31), params.readNearest('approval.report-months')),
      label: `Rapport d’activité et comptes ${year}`,
      source: 'CCH R.365-7',
    }))
}
/** Older reports are no longer asked for: the agrément itself lasts five years. */
const reportedYears = 5
