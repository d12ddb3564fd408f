import type { PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const sittingStateRows = {
  planned: 'À venir',
  'to-decide': 'Décisions à écrire',
  'to-sign': 'Procès-verbal à signer',
  signed: 'Procès-verbal signé',
  cancelled: 'Annulée',
} as const
export type SittingState = keyof typeof sittingStateRows
export const sittingStates = Object.keys(sittingStateRows) as SittingState[]
export const sittingStateLabels: Labels<SittingState> = sittingStateRows

export type SittingFacts = {
  heldOn: PlainDate
  isCancelled: boolean
  isSigned: boolean
  /** Lines of the agenda that nothing was decided of. */
  pendingItems: number
}

export const sittingStateOf = (
  { heldOn, isCancelled, isSigned, pendingItems }: SittingFacts,
  today: PlainDate,
): SittingState => {
  if (isCancelled) return 'cancelled'
  if (isSigned) return 'signed'
  if (heldOn > today) return 'planned'
  return pendingItems > 0 ? 'to-decide' : 'to-sign'
}

export type CommitteeMember = { id: string; hasVote: boolean; fromOn: PlainDate; untilOn: PlainDate | null }

/** Who sits on a day. */
export const seatedOn = <M extends CommitteeMember>(members: readonly M[], on: PlainDate): M[] =>
  members.filter(({ fromOn, untilOn }) => fromOn <= on && (untilOn === null || on <= untilOn))

/** The quorum counts those who vote; the bound is included. */
export const hasQuorum = (
  quorum: number,
  members: readonly CommitteeMember[],
  presentIds: readonly string[],
): boolean => members.filter(({ id, hasVote }) => hasVote && presentIds.includes(id)).length >= quorum

const sittingRefusalRows = {
  'sitting-not-held': 'Cette séance n’a pas encore eu lieu.',
  'sitting-signed': 'Le procès-verbal est signé : cette séance ne change plus.',
  'sitting-cancelled': 'Cette séance est annulée.',
  'no-quorum': 'Le quorum n’est pas atteint : aucune décision ne peut être prise.',
  'items-pending': 'Il reste des lignes à décider : décidez-les, ajournez-les ou retirez-les.',
  'nobody-presides': 'Notez d’abord qui était présent : le procès-verbal est signé par la présidence.',
} as const
export type SittingRefusal = keyof typeof sittingRefusalRows
export const sittingRefusals: Readonly<Record<SittingRefusal, string>> = sittingRefusalRows

/** Whether decisions of a sitting may be written. Null: they may. */
export const checkSitting = (
  sitting: SittingFacts & {
    quorum: number
    members: readonly CommitteeMember[]
    presentIds: readonly string[]
  },
  today: PlainDate,
): SittingRefusal | null => {
  if (sitting.isSigned) return 'sitting-signed'
  if (sitting.isCancelled) return 'sitting-cancelled'
  if (sitting.heldOn > today) return 'sitting-not-held'
  return hasQuorum(sitting.quorum, seatedOn(sitting.members, sitting.heldOn), sitting.presentIds)
    ? null
    : 'no-quorum'
}

/** Whether its minutes may be signed. A sitting without quorum is told in minutes too: nothing was decided. */
export const checkSignature = (
  sitting: SittingFacts & { presentIds: readonly string[] },
  today: PlainDate,
): SittingRefusal | null => {
  if (sitting.isSigned) return 'sitting-signed'
  if (sitting.isCancelled) return 'sitting-cancelled'
  if (sitting.heldOn > today) return 'sitting-not-held'
  if (sitting.pendingItems > 0) return 'items-pending'
  return sitting.presentIds.length === 0 ? 'nobody-presides' : null
}
