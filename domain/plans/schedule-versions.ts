import { type Cents, formatEuros } from '#domain/money.ts'
import { compareDates, formatDate, type PlainDate } from '#domain/plain-date.ts'
import { agreedOn } from '#domain/plans/plan-states.ts'
import { type Instalment, totalOf } from '#domain/plans/schedule.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** A renegotiated schedule is agreed like the plan itself (handbook §1.4); until then the version before it runs. */
const stateRows = {
  proposed: 'À signer',
  'signed-by-tenant': 'Signée par le locataire',
  'signed-by-landlord': 'Signée par le bailleur',
  'submitted-to-payer': 'Soumise à l’organisme payeur',
  'in-force': 'En vigueur',
  superseded: 'Remplacée par une version suivante',
  rejected: 'Refusée par l’organisme payeur',
  withdrawn: 'Abandonnée',
} as const
export type VersionState = keyof typeof stateRows
export const versionStates = Object.keys(stateRows) as VersionState[]
export const versionStateLabels: Labels<VersionState> = stateRows

export const versionEventKinds = [
  'signed-by-tenant',
  'signed-by-landlord',
  'submitted-to-payer',
  'approved',
  'rejected',
  'withdrawn',
] as const
export type VersionEventKind = (typeof versionEventKinds)[number]
export const versionEventLabels: Labels<VersionEventKind> = {
  'signed-by-tenant': 'Signature du locataire',
  'signed-by-landlord': 'Signature du bailleur',
  'submitted-to-payer': 'Envoi à la CAF ou à la MSA',
  approved: 'Approbation par la CAF ou la MSA',
  rejected: 'Refus de la CAF ou de la MSA',
  withdrawn: 'Version abandonnée',
}

/** What may be recorded of a version in each state, for the screen to offer. */
export const permittedVersionEvents: Readonly<Record<VersionState, readonly VersionEventKind[]>> = {
  proposed: ['signed-by-tenant', 'withdrawn'],
  'signed-by-tenant': ['signed-by-landlord', 'withdrawn'],
  'signed-by-landlord': ['submitted-to-payer', 'withdrawn'],
  'submitted-to-payer': ['approved', 'rejected', 'withdrawn'],
  'in-force': [],
  superseded: [],
  rejected: [],
  withdrawn: [],
}

export type VersionFacts = {
  number: number
  effectiveOn: PlainDate
  /** The first version is agreed with the plan itself, and waits for nothing. */
  awaitsAgreement: boolean
  needsPayerApproval: boolean
  events: readonly { kind: VersionEventKind; on: PlainDate }[]
}
export type VersionStanding = { state: VersionState; since: PlainDate; inForceOn: PlainDate | null }

const waiting: readonly VersionState[] = [
  'proposed',
  'signed-by-tenant',
  'signed-by-landlord',
  'submitted-to-payer',
]
export const isVersionWaiting = (state: VersionState): boolean => waiting.includes(state)

/** Where each version stands on a day, by number: the last one agreed is in force, the agreed ones before it are superseded. */
export function standingOfVersions(
  versions: readonly VersionFacts[],
  today: PlainDate,
): Map<number, VersionStanding> {
  const standings = versions.map((version) => ({ version, standing: standingOf(version, today) }))
  const inForce = Math.max(
    ...standings.filter(({ standing }) => standing.state === 'in-force').map(({ version }) => version.number),
  )
  return new Map(
    standings.map(({ version: { number }, standing }) => [
      number,
      standing.state === 'in-force' && number < inForce ? { ...standing, state: 'superseded' } : standing,
    ]),
  )
}

function standingOf(version: VersionFacts, today: PlainDate): VersionStanding {
  const { effectiveOn, needsPayerApproval } = version
  if (!version.awaitsAgreement) return { state: 'in-force', since: effectiveOn, inForceOn: effectiveOn }
  const known = version.events.filter(({ on }) => on <= today).toSorted((a, b) => compareDates(a.on, b.on))
  const dayOf = (kind: VersionEventKind) => known.find((event) => event.kind === kind)?.on
  const inForceOn = agreedOn(dayOf, needsPayerApproval)
  if (inForceOn !== undefined) return { state: 'in-force', since: inForceOn, inForceOn }
  const closed = known.findLast(({ kind }) => kind === 'rejected' || kind === 'withdrawn')
  if (closed) return { state: closed.kind as 'rejected' | 'withdrawn', since: closed.on, inForceOn: null }
  const step = waiting.findLast((state) => state !== 'proposed' && dayOf(state as VersionEventKind))
  return {
    state: step ?? 'proposed',
    since: (step && dayOf(step as VersionEventKind)) ?? effectiveOn,
    inForceOn: null,
  }
}

export type ScheduleChange = { label: string; before: string; after: string }

type DrawnUp = { rows: readonly Instalment[]; frozenCount: number; writtenOffCents: Cents }

/** What a version changes for the tenant: the instalments still to be paid that day, under the version before it and under itself. */
export function scheduleChanges(before: DrawnUp, after: DrawnUp): ScheduleChange[] {
  const paidCents = totalOf(after.rows.slice(0, after.frozenCount))
  const old = described(stillToPay(before.rows, paidCents, after.writtenOffCents - before.writtenOffCents))
  const fresh = described(after.rows.slice(after.frozenCount))
  return [
    { label: 'Mensualités restant à payer', before: String(old.count), after: String(fresh.count) },
    {
      label: 'Montant d’une mensualité',
      before: formatEuros(old.regular),
      after: formatEuros(fresh.regular),
    },
    { label: 'Dernière mensualité', before: formatEuros(old.last), after: formatEuros(fresh.last) },
    { label: 'Prochaine échéance', before: dayIn(old.firstDueOn), after: dayIn(fresh.firstDueOn) },
    { label: 'Dernière échéance', before: dayIn(old.lastDueOn), after: dayIn(fresh.lastDueOn) },
  ].filter((change) => change.before !== change.after)
}

/** Payments fill a schedule from its first row, write-offs from its last. */
function stillToPay(rows: readonly Instalment[], paidCents: Cents, writtenOffCents: Cents): Instalment[] {
  const afterPayments = lessened(rows, paidCents)
  return lessened(afterPayments.toReversed(), writtenOffCents).toReversed()
}

function lessened(rows: readonly Instalment[], byCents: Cents): Instalment[] {
  let left = byCents
  return rows.flatMap((row) => {
    const share = Math.min(left, row.amountCents)
    left -= share
    return share === row.amountCents ? [] : [{ ...row, amountCents: row.amountCents - share }]
  })
}

function described(rows: readonly Instalment[]) {
  return {
    count: rows.length,
    regular: Math.max(0, ...rows.map(({ amountCents }) => amountCents)),
    last: rows.at(-1)?.amountCents ?? 0,
    firstDueOn: rows[0]?.dueOn,
    lastDueOn: rows.at(-1)?.dueOn,
  }
}

const dayIn = (day: PlainDate | undefined): string => (day ? formatDate(day) : 'aucune')
