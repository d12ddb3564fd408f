import { daloGroundLabels } from '#domain/dalo/ground-codes.ts'
import type { GroundCheck } from '#domain/dalo/grounds.ts'
import { occupancyKindLabels } from '#domain/housing/kinds.ts'
import type { HousingFileFacts } from '#domain/housing-files/facts.ts'
import type { HousingFileKind, HousingFileSection } from '#domain/housing-files/kinds.ts'
import { formatDecimal, formatEuros } from '#domain/money.ts'
import { formatLongDate, monthsBetween } from '#domain/plain-date.ts'

/** The parts of a file, in their order. */
export const sectionsOf = (kind: HousingFileKind): HousingFileSection[] =>
  kind === 'transfer' ? ['household', 'home', 'resources', 'reasons', 'request'] : allSections
const allSections: HousingFileSection[] = ['household', 'home', 'resources', 'reasons', 'steps', 'request']

/** First words of each part, from the facts: short sentences, one idea each, to complete by hand. */
export const draftSections = (
  kind: HousingFileKind,
  facts: HousingFileFacts,
  grounds: readonly GroundCheck[],
): Partial<Record<HousingFileSection, string>> => {
  const words: Record<HousingFileSection, string[]> = {
    household: householdWords(facts),
    home: homeWords(facts),
    resources: resourceWords(facts),
    reasons: reasonWords(kind, grounds),
    steps: stepWords(facts),
    request: requestWords(kind, facts),
  }
  return Object.fromEntries(sectionsOf(kind).map((section) => [section, words[section].join('\n')]))
}

const ageWords = (
  { onDate }: HousingFileFacts,
  bornOn: HousingFileFacts['persons'][number]['bornOn'],
): string => {
  if (bornOn === null) return ''
  const years = Math.floor(monthsBetween(bornOn, onDate) / 12)
  return years === 0 ? ', moins d’un an' : `, ${years} an${years > 1 ? 's' : ''}`
}

const householdWords = (facts: HousingFileFacts): string[] => {
  const count = facts.persons.length
  if (count === 0) return []
  const opening = count === 1 ? 'Le foyer compte une personne :' : `Le foyer compte ${count} personnes :`
  return [opening, ...facts.persons.map(({ name, bornOn }) => `${name}${ageWords(facts, bornOn)}.`)]
}

const stayWords = ({ stay }: HousingFileFacts): string[] => {
  if (stay === null) return []
  const since = `depuis le ${formatLongDate(stay.since)}`
  if (stay.kind === 'direct-lease')
    return [`Le ménage loue son logement ${since}${stay.landlord ? `, à ${stay.landlord}` : ''}.`]
  if (stay.kind === 'without-home') return [`Le ménage est sans logement ${since}.`]
  if (stay.kind === 'hosted') return [`Le ménage est hébergé par un tiers ${since}.`]
  return [`Situation actuelle : ${occupancyKindLabels[stay.kind].toLowerCase()}, ${since}.`]
}

const homeWords = (facts: HousingFileFacts): string[] => {
  const { stay, areaSquareDecimetres, rentCents, chargesCents, evictionOrderedOn, unfitConfirmedOn } = facts
  const words = stayWords(facts)
  if (stay?.place) words.push(`Adresse : ${stay.place}.`)
  if (areaSquareDecimetres !== null)
    words.push(`La surface est de ${formatDecimal(areaSquareDecimetres)} m².`)
  if (rentCents !== null && stay?.kind === 'direct-lease') {
    const charges = chargesCents ? ` et ${formatEuros(chargesCents)} de charges` : ''
    words.push(`Le loyer est de ${formatEuros(rentCents)}${charges} par mois.`)
  }
  if (evictionOrderedOn !== null)
    words.push(`Le juge a ordonné l’expulsion le ${formatLongDate(evictionOrderedOn)}.`)
  if (unfitConfirmedOn !== null)
    words.push(`L’état du logement a été constaté le ${formatLongDate(unfitConfirmedOn)}.`)
  return words
}

const resourceWords = ({ budget, debtCents }: HousingFileFacts): string[] => {
  const words: string[] = []
  if (budget) {
    words.push(
      `Au ${formatLongDate(budget.onDate)}, le foyer reçoit ${formatEuros(budget.resourcesCents)} par mois et paie ${formatEuros(budget.chargesCents)} de charges.`,
    )
  }
  if (debtCents > 0) words.push(`La dette de loyer est de ${formatEuros(debtCents)}.`)
  return words
}

const reasonWords = (kind: HousingFileKind, grounds: readonly GroundCheck[]): string[] => {
  if (kind !== 'dalo') return []
  return grounds
    .filter(({ verdict }) => verdict === 'yes')
    .map(({ ground, reason }) => `${daloGroundLabels[ground]}. ${reason}`)
}

const stepWords = ({ application, proposals, supportSince }: HousingFileFacts): string[] => {
  const words: string[] = []
  if (application) {
    const number = application.number ? `, numéro unique ${application.number}` : ''
    words.push(`Demande de logement social du ${formatLongDate(application.registeredOn)}${number}.`)
  }
  for (const { on, where, outcome } of proposals)
    words.push(`Le ${formatLongDate(on)} : ${where}. Suite : ${outcome.toLowerCase()}.`)
  if (supportSince !== null) words.push(`Le ménage est accompagné depuis le ${formatLongDate(supportSince)}.`)
  return words
}

const rooms = (persons: number): string =>
  persons <= 1 ? 'un T1 ou un T2' : `un T${persons} ou un T${persons + 1}`

const requestWords = (kind: HousingFileKind, { persons }: HousingFileFacts): string[] => {
  switch (kind) {
    case 'dalo':
      return [
        'Nous demandons que la situation du ménage soit reconnue prioritaire et urgente.',
        `Le logement demandé est ${rooms(persons.length)}.`,
      ]
    case 'daho':
      return [
        'Nous demandons un accueil adapté au ménage : hébergement, logement de transition ou logement-foyer.',
      ]
    case 'allocation':
      return ['Nous soutenons cette candidature et restons présents après l’entrée dans le logement.']
    case 'transfer':
      return [`Nous demandons un autre logement : ${rooms(persons.length)}.`]
  }
}
