import type { DaloFacts } from '#domain/dalo/facts.ts'
import type { HousingFileFacts, MissingFact } from '#domain/housing-files/facts.ts'
import type { HousingFileKind } from '#domain/housing-files/kinds.ts'
import { formatDate } from '#domain/plain-date.ts'

export const daloFactsOf = (facts: HousingFileFacts): DaloFacts => ({
  onDate: facts.onDate,
  occupants: facts.persons,
  stay: facts.stay,
  evictionOrderedOn: facts.evictionOrderedOn,
  unfitConfirmedOn: facts.unfitConfirmedOn,
  applicationRegisteredOn: facts.application?.registeredOn ?? null,
  answers: { ...facts.answers, areaSquareDecimetres: facts.areaSquareDecimetres },
})

/** What the file cannot tell, and where it is to be written down. */
export const missingFacts = (kind: HousingFileKind, facts: HousingFileFacts): MissingFact[] => {
  const found: MissingFact[] = []
  const say = (where: MissingFact['where'], what: string, isMissing: boolean) => {
    if (isMissing) found.push({ where, what })
  }
  say('persons', 'Les personnes du ménage', facts.persons.length === 0)
  for (const { name, bornOn } of facts.persons)
    say('persons', `La date de naissance de ${name}`, bornOn === null)
  say('path', 'Où vit le ménage et depuis quand', facts.stay === null)
  say('situation', 'Les ressources et les charges', facts.budget === null)
  say('questions', 'La surface du logement', needsArea(facts))
  const { application, onDate } = facts
  const needsApplication = kind !== 'daho'
  say(
    'procedures',
    'La demande de logement social et son numéro unique',
    needsApplication && application === null,
  )
  say('procedures', 'Le numéro unique de la demande', application !== null && application.number === null)
  const lapsesOn = application?.validUntil ?? null
  say(
    'procedures',
    `Une demande de logement valide : celle-ci est finie depuis le ${lapsesOn === null ? '' : formatDate(lapsesOn)}`,
    lapsesOn !== null && lapsesOn < onDate,
  )
  return found
}

/** Without walls, or in somebody else's, the area of the home is no ground. */
const needsArea = ({ stay, areaSquareDecimetres }: HousingFileFacts): boolean =>
  areaSquareDecimetres === null &&
  stay !== null &&
  !['without-home', 'shelter', 'land', 'hosting-site'].includes(stay.kind)
