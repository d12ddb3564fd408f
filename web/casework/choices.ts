import type { Compartment } from '#domain/casework/compartments.ts'
import { type Audience, audienceLabels, audiences } from '#domain/casework/kinds.ts'

/** A closed list as a `Select` shows it. */
export const choicesOf = <K extends string>(keys: readonly K[], labels: Readonly<Record<K, string>>) =>
  keys.map((value) => ({ value, label: labels[value] }))

export const audienceChoices = choicesOf(audiences, audienceLabels)

const audienceMeanings: Readonly<Record<Audience, string>> = {
  me: 'Vous seul ou vous seule.',
  referents: 'Les professionnels qui suivent ce ménage.',
  team: 'Votre équipe et celle des référents. Les bénévoles ne le lisent pas.',
}

/** Who will read, said before writing. */
export const sayReaders = (audience: Audience, compartment: Compartment): string =>
  audience === 'me'
    ? audienceMeanings.me
    : `${audienceMeanings[audience]} ${compartment === 'social' ? 'La gestion locative ne le lit pas.' : 'La gestion locative le lit aussi.'}`

/** The same in a few words, beside what is written. */
export const nameReaders = (audience: Audience, compartment: Compartment): string =>
  audience === 'me'
    ? 'pour moi seulement'
    : `pour ${audienceLabels[audience].toLowerCase()}, ${compartment === 'social' ? 'sans' : 'avec'} la gestion locative`
