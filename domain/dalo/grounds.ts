import type { DaloFacts, DaloQuestion } from '#domain/dalo/facts.ts'
import type { DaloGround } from '#domain/dalo/ground-codes.ts'
import { checkOvercrowding } from '#domain/dalo/overcrowding.ts'
import type { Explanation } from '#domain/explanation.ts'
import { occupancyKindLabels } from '#domain/housing/kinds.ts'
import { formatDecimal } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { addMonths, formatDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

export const groundVerdicts = ['yes', 'to-check', 'no'] as const
export type GroundVerdict = (typeof groundVerdicts)[number]
export const groundVerdictLabels: Labels<GroundVerdict> = {
  yes: 'Semble rempli',
  'to-check': 'À vérifier',
  no: 'Non rempli',
}

/** A ground looked at: what the facts say, why, and what to ask to know more. */
export type GroundCheck = {
  ground: DaloGround
  verdict: GroundVerdict
  /** One French sentence. */
  reason: string
  asks: DaloQuestion[]
  explanation: Explanation | null
}

type Told = Omit<GroundCheck, 'ground' | 'asks' | 'explanation'> &
  Partial<Pick<GroundCheck, 'asks' | 'explanation'>>
type Check = (facts: DaloFacts, params: ParameterReader) => Told

const yes = (reason: string): Told => ({ verdict: 'yes', reason })
const no = (reason: string): Told => ({ verdict: 'no', reason })
const toCheck = (reason: string, ...asks: DaloQuestion[]): Told => ({ verdict: 'to-check', reason, asks })

const noHome: Check = ({ stay, answers: { hostedByParents } }) => {
  if (stay === null)
    return toCheck('On ne sait pas où vit le ménage : notez-le dans son parcours de logement.')
  if (stay.kind === 'without-home') return yes(`Sans logement depuis le ${formatDate(stay.since)}.`)
  if (stay.kind !== 'hosted') return no('Le ménage a un logement ou un hébergement.')
  if (hostedByParents === null) return toCheck('Hébergé chez un tiers : dites chez qui.', 'hostedByParents')
  return hostedByParents
    ? toCheck('Hébergé chez ses parents : la commission examine le degré d’autonomie.')
    : yes(`Hébergé chez un tiers depuis le ${formatDate(stay.since)}.`)
}

const evictionOrdered: Check = ({ evictionOrderedOn, answers: { rehousingProvided } }) => {
  if (evictionOrderedOn === null) return no('Aucune décision d’expulsion n’est notée.')
  const ordered = `Expulsion ordonnée le ${formatDate(evictionOrderedOn)}`
  if (rehousingProvided === null)
    return toCheck(`${ordered} : un relogement est-il prévu ?`, 'rehousingProvided')
  return rehousingProvided
    ? no(`${ordered}, mais un relogement est prévu.`)
    : yes(`${ordered}, sans relogement.`)
}

/** Homes let by the month by a body: the commission says whether they are transition homes. */
const perhapsTransition: readonly string[] = ['sub-lease', 'gliding-lease', 'occupancy-agreement']

const temporary: Check = ({ stay, onDate }, params) => {
  if (stay === null)
    return toCheck('On ne sait pas où vit le ménage : notez-le dans son parcours de logement.')
  if (stay.kind === 'direct-lease') return no('Le ménage a un bail.')
  const isShelter = stay.kind === 'shelter'
  const maybe = perhapsTransition.includes(stay.kind)
  if (!isShelter && !maybe && stay.kind !== 'residence')
    return no('Ni hébergement, ni logement de transition, ni logement-foyer.')
  const months = params.read(isShelter ? 'dalo.hostel-months' : 'dalo.transition-months')
  const since = `${occupancyKindLabels[stay.kind]} depuis le ${formatDate(stay.since)}`
  if (addMonths(stay.since, months) >= onDate)
    return no(
      `${since} : il faut plus de ${months} mois, le ${formatDate(addMonths(stay.since, months))} passé.`,
    )
  return maybe
    ? toCheck(`${since}, plus de ${months} mois : vérifiez qu’il s’agit d’un logement de transition.`)
    : yes(`${since}, plus de ${months} mois.`)
}

const unfit: Check = ({ unfitConfirmedOn, answers }) => {
  if (unfitConfirmedOn !== null) return yes(`Constaté par l’autorité le ${formatDate(unfitConfirmedOn)}.`)
  if (answers.unfit === null) return toCheck('L’état du logement n’est pas noté.', 'unfit')
  return answers.unfit
    ? toCheck('Dit par le ménage : il faut un constat, un signalement ou un arrêté.')
    : no('Rien n’indique un logement impropre, insalubre ou dangereux.')
}

/** True, false, or null where a fact is missing. */
type Known = boolean | null
const either = (one: Known, other: Known): Known =>
  one || other ? true : one === null || other === null ? null : false

const hasMinor = ({ occupants, onDate }: DaloFacts): Known => {
  if (occupants.some(({ bornOn }) => bornOn !== null && addMonths(bornOn, 18 * 12) > onDate)) return true
  return occupants.some(({ bornOn }) => bornOn === null) || occupants.length === 0 ? null : false
}

const overcrowdedOrIndecent: Check = (facts, params) => {
  const { answers, occupants, onDate } = facts
  const minor = hasMinor(facts)
  const isProtected = either(minor, answers.disabledPerson)
  if (isProtected === false) return no('Ni enfant mineur, ni personne handicapée dans le foyer.')
  const area = answers.areaSquareDecimetres
  const crowding =
    area === null || occupants.length === 0 ? null : checkOvercrowding(occupants.length, area, params, onDate)
  const explanation = crowding?.explanation ?? null
  const who = minor ? 'Un enfant mineur' : 'Une personne handicapée'
  if (isProtected && crowding?.isOvercrowded)
    return { ...yes(`${who}, et ${areaWords(facts, crowding.leastSquareMetres)}.`), explanation }
  if (isProtected && answers.indecent) return { ...yes(`${who}, et un logement non décent.`), explanation }
  if (crowding && !crowding.isOvercrowded && answers.indecent === false)
    return { ...no('Ni suroccupation, ni non-décence.'), explanation }
  const asks: DaloQuestion[] = [
    ...(isProtected === null ? ['disabledPerson' as const] : []),
    ...(area === null ? ['areaSquareDecimetres' as const] : []),
    ...(answers.indecent === null && !crowding?.isOvercrowded ? ['indecent' as const] : []),
  ]
  return { ...toCheck('Il manque une réponse pour le dire.', ...asks), explanation }
}

const areaWords = ({ answers, occupants }: DaloFacts, leastSquareMetres: number): string =>
  `${formatDecimal(answers.areaSquareDecimetres ?? 0)} m² pour ${occupants.length} personnes (moins de ${leastSquareMetres} m²)`

const unadapted: Check = ({ answers }) => {
  if (answers.disabledPerson === false) return no('Aucune personne handicapée dans le foyer.')
  if (answers.unadapted === null) return toCheck('L’adaptation du logement n’est pas notée.', 'unadapted')
  return answers.unadapted
    ? yes('Le logement n’est pas adapté au handicap.')
    : no('Le logement est adapté, ou personne n’est handicapé.')
}

const longWait: Check = ({ applicationRegisteredOn, onDate, answers }) => {
  const { longWaitMonths, suitableProposal } = answers
  if (applicationRegisteredOn === null)
    return no('Aucune demande de logement social n’est notée : ouvrez-la dans les procédures.')
  if (longWaitMonths === null)
    return toCheck('Le délai anormalement long du département n’est pas connu.', 'longWaitMonths')
  const reachedOn = addMonths(applicationRegisteredOn, longWaitMonths)
  const since = `Demande du ${formatDate(applicationRegisteredOn)}, délai de ${longWaitMonths} mois`
  if (reachedOn > onDate) return no(`${since} : atteint le ${formatDate(reachedOn)}.`)
  if (suitableProposal === null)
    return toCheck(`${since}, dépassé : un logement adapté a-t-il été proposé ?`, 'suitableProposal')
  return suitableProposal ? no(`${since}, mais un logement adapté a été proposé.`) : yes(`${since}, dépassé.`)
}

const checks: readonly (readonly [DaloGround, Check])[] = [
  ['no-home', noHome],
  ['eviction-ordered', evictionOrdered],
  ['temporary', temporary],
  ['unfit', unfit],
  ['overcrowded-or-indecent', overcrowdedOrIndecent],
  ['unadapted-disability', unadapted],
  ['long-wait', longWait],
]

const rank = (verdict: GroundVerdict) => groundVerdicts.indexOf(verdict)

/**
 * The grounds of CCH art. R.441-14-1 one by one (handbook §11), those that seem met first. A commission may still
 * recognise an incomplete situation by a specially reasoned decision: no answer here closes the way.
 */
export const checkDaloGrounds = (facts: DaloFacts, params: ParameterReader): GroundCheck[] =>
  checks
    .map(([ground, check]): GroundCheck => ({ ground, asks: [], explanation: null, ...check(facts, params) }))
    .toSorted((a, b) => rank(a.verdict) - rank(b.verdict))
