import type { DifficultyCause } from '#domain/households/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { MeasureMotive, PrescriberKind } from '#domain/programmes/kinds.ts'

export type Answered = { answer: 'yes' | 'no' | null; reason: string }

/** What the form of a request holds. Answers and derogations are kept by criterion. */
export type RequestValues = {
  programmeId: string | null
  motive: MeasureMotive | null
  triggeringEvent: DifficultyCause | null
  prescriber: PrescriberKind | null
  prescriberName: string
  requestedOn: PlainDate | null
  answers: Record<string, Answered>
  derogations: Record<string, string>
}

export const emptyRequest = (today: PlainDate): RequestValues => ({
  programmeId: null,
  motive: null,
  triggeringEvent: null,
  prescriber: 'own-team',
  prescriberName: '',
  requestedOn: today,
  answers: {},
  derogations: {},
})

/** Only the answers that have their reason. */
export const answersOf = ({ answers }: RequestValues, keys: readonly string[]) =>
  keys.flatMap((testKey) => {
    const given = answers[testKey]
    return given?.answer && given.reason.trim() !== ''
      ? [{ testKey, answer: given.answer, reason: given.reason }]
      : []
  })

export const derogationsOf = ({ derogations }: RequestValues, keys: readonly string[]) =>
  keys.flatMap((testKey) => {
    const reason = derogations[testKey]?.trim()
    return reason ? [{ testKey, reason }] : []
  })
