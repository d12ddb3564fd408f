import type { OccupancyKind } from '#domain/housing/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'

/** What no dated fact of the file tells: a person answers; null where nobody did. */
export type DaloAnswers = {
  /** In the home of the parents, the commission looks at the degree of autonomy. */
  hostedByParents: boolean | null
  /** The court that ordered the eviction, or anybody since, provides another home. */
  rehousingProvided: boolean | null
  /** An occupant is disabled, or a dependant of theirs. */
  disabledPerson: boolean | null
  unfit: boolean | null
  indecent: boolean | null
  unadapted: boolean | null
  /** A home fit for the household was proposed since the application. */
  suitableProposal: boolean | null
  areaSquareDecimetres: number | null
  /** Set by the préfet of the département. */
  longWaitMonths: number | null
}

export const noDaloAnswers: DaloAnswers = {
  hostedByParents: null,
  rehousingProvided: null,
  disabledPerson: null,
  unfit: null,
  indecent: null,
  unadapted: null,
  suitableProposal: null,
  areaSquareDecimetres: null,
  longWaitMonths: null,
}

export type DaloQuestion = keyof DaloAnswers

/** Asked as the household would be asked. */
export const daloQuestionLabels: Readonly<Record<DaloQuestion, string>> = {
  hostedByParents: 'Le ménage est-il hébergé chez ses parents ?',
  rehousingProvided: 'Un relogement est-il prévu après l’expulsion ?',
  disabledPerson: 'Une personne du foyer est-elle handicapée, ou une personne à charge ?',
  unfit: 'Le logement est-il impropre à l’habitation, insalubre ou dangereux ?',
  indecent:
    'Le logement est-il non décent : un risque pour la santé ou la sécurité, ou deux équipements manquants ?',
  unadapted: 'Une personne du foyer est-elle handicapée dans un logement non adapté à son handicap ?',
  suitableProposal: 'Un logement adapté a-t-il été proposé depuis la demande de logement social ?',
  areaSquareDecimetres: 'Quelle est la surface habitable ?',
  longWaitMonths: 'Quel est le délai anormalement long du département, en mois ?',
}

export type Stay = { kind: OccupancyKind; since: PlainDate }

/** What the grounds are checked on, on a day. */
export type DaloFacts = {
  onDate: PlainDate
  occupants: readonly { bornOn: PlainDate | null }[]
  stay: Stay | null
  /** The day of the decision that ordered the eviction. */
  evictionOrderedOn: PlainDate | null
  /** An order of the authority or a visit confirmed that the home is unfit. */
  unfitConfirmedOn: PlainDate | null
  applicationRegisteredOn: PlainDate | null
  answers: DaloAnswers
}
