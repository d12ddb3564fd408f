import type { NewsKind, ParcelState } from '#domain/parcels/kinds.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** What whoever takes over must know: a colleague, or another service (« passation »). */
export type Handover = {
  done: string
  remains: string
  /** What is coming, the nearest first. */
  dates: { on: PlainDate; what: string }[]
  risks: string | null
  /** Who was told that somebody else takes over: the household first. */
  told: string | null
}

export const handoverLabels = {
  done: 'Ce qui a été fait',
  remains: 'Ce qui reste à faire',
  dates: 'Dates à venir',
  risks: 'Points de vigilance',
  told: 'Qui est prévenu',
} as const satisfies Record<keyof Handover, string>

export const datesInOrder = (dates: Handover['dates']): Handover['dates'] =>
  dates.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))

/** Part by part; one that says nothing is left out. */
export const handoverParts = ({
  done,
  remains,
  dates,
  risks,
  told,
}: Handover): { label: string; text: string }[] =>
  [
    { label: handoverLabels.done, text: done },
    { label: handoverLabels.remains, text: remains },
    {
      label: handoverLabels.dates,
      text: datesInOrder(dates)
        .map(({ on, what }) => `${formatDate(on)} : ${what}`)
        .join('\n'),
    },
    { label: handoverLabels.risks, text: risks ?? '' },
    { label: handoverLabels.told, text: told ?? '' },
  ].filter(({ text }) => text.trim() !== '')

/** The same as one text, for a note of the file. */
export const tellHandover = (handover: Handover): string =>
  handoverParts(handover)
    .map(({ label, text }) => `${label}\n${text}`)
    .join('\n\n')

/** What travels with a measure to another service: where it stood, and the words above. */
export type HandedMeasure = Handover & {
  programme: string
  startedOn: PlainDate | null
  endsOn: PlainDate | null
}

const stateRows = {
  waiting: 'À partir',
  sent: 'Attend la réponse',
  'more-asked': 'Complément demandé',
  accepted: 'Acceptée',
  declined: 'Refusée',
  redirected: 'Réorientée',
  stopped: 'Arrêtée avant de partir',
  withdrawn: 'Retirée',
} as const
export type HandoverState = keyof typeof stateRows
export const handoverStates = Object.keys(stateRows) as HandoverState[]
export const handoverStateLabels: Labels<HandoverState> = stateRows

/** Where a handover stands, told by its parcel and by what came back. */
export const standHandover = (parcel: {
  state: ParcelState
  told: NewsKind | null
  withdrawnOn: PlainDate | null
  acceptedOn: PlainDate | null
}): HandoverState => {
  if (parcel.acceptedOn !== null) return 'accepted'
  if (parcel.state === 'stopped') return 'stopped'
  if (parcel.withdrawnOn !== null) return 'withdrawn'
  if (parcel.state === 'waiting') return 'waiting'
  const { told } = parcel
  return told === 'declined' || told === 'redirected' || told === 'more-asked' ? told : 'sent'
}

/** While it may still be accepted, no other service is asked. */
export const awaitsAnswer = (state: HandoverState): boolean =>
  state === 'waiting' || state === 'sent' || state === 'more-asked'
