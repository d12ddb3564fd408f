import type { Circumstances } from '#domain/measures/decide.ts'
import type { MeasureFact } from '#domain/measures/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'

/** A programme of six months renewable once, twelve at most, reviewed every three months. */
export const sixMonthsTwice: ProgrammeDefinition = {
  name: 'Mesure d’essai',
  family: 'avdl',
  summary: '',
  operator: null,
  funder: null,
  convention: null,
  from: null,
  to: null,
  territory: [],
  prescribers: [],
  publics: [],
  eligibility: [],
  phases: [
    { key: 'towards-home', label: 'Vers le logement' },
    { key: 'in-home', label: 'Dans le logement' },
  ],
  length: {
    firstMonths: 6,
    renewals: 1,
    renewalMonths: 6,
    totalMonths: 12,
    limit: 'fixed',
    alertMonths: [],
  },
  documents: [{ kind: 'support-contract', moment: 'before-start' }],
  rhythm: { kind: 'fixed', everyWeeks: 2 },
  objectives: [],
  reviewEveryMonths: 3,
  exits: ['objective-reached', 'death'],
  evaluationMonths: [6, 12],
  capacity: null,
  overlap: 'same-family',
  indicators: [],
  weightTenths: 10,
  supportedBy: 'professionals',
  source: 'Convention d’essai',
}

export const withLength = (
  length: Partial<ProgrammeDefinition['length']>,
  rest: Partial<ProgrammeDefinition> = {},
): ProgrammeDefinition => ({
  ...sixMonthsTwice,
  ...rest,
  length: { ...sixMonthsTwice.length, ...length },
})

export const settled: Circumstances = {
  programmeId: 'p',
  others: [],
  documents: ['support-contract'],
  eligibility: 'settled',
  runningInProgramme: 0,
}

/** A fact whose identifier is its kind and its day. */
export const fact = (kind: MeasureFact['kind'], on: PlainDate, detail: object = {}): MeasureFact =>
  ({ id: `${kind}/${on}`, kind, on, ...detail }) as MeasureFact

/** Asked, signed and begun on the same day. */
export const startedOn = (on: PlainDate): MeasureFact[] => [
  fact('requested', on, { prescriber: 'landlord' }),
  fact('diagnosis-started', on),
  fact('contract-signed', on),
  fact('started', on),
]
