import type { Compartment } from '#domain/casework/compartments.ts'
import type { Audience } from '#domain/casework/kinds.ts'
import type { ContactChannel, ContactOutcome, ContactPlace } from '#domain/households/contact-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'

export const noteChoice = 'note'

/** What the box and its choices hold; `channel` is `note` when nothing happened with the household. */
export type WriteUpValues = {
  body: string
  channel: ContactChannel | typeof noteChoice
  outcome: ContactOutcome
  audience: Audience
  compartment: Compartment
  happenedOn: PlainDate | null
  place: ContactPlace | null
  present: string
  nextTitle: string
  nextOn: PlainDate | null
}

export const emptyWriteUp = (today: PlainDate, compartment: Compartment): WriteUpValues => ({
  body: '',
  channel: 'phone',
  outcome: 'met',
  audience: 'team',
  compartment,
  happenedOn: today,
  place: null,
  present: '',
  nextTitle: '',
  nextOn: null,
})

export const namesIn = (present: string): string[] =>
  present
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** Why it cannot be saved yet. */
export const whatIsMissing = (values: WriteUpValues): string | undefined => {
  if (values.body.trim() === '') return 'Écrivez d’abord quelques mots.'
  if (values.channel !== noteChoice && values.happenedOn === null) return 'Dites quel jour c’était.'
  const hasTitle = values.nextTitle.trim() !== ''
  if (hasTitle !== (values.nextOn !== null)) return 'La suite a besoin d’un intitulé et d’une date.'
  return undefined
}
