import type { LegalParameter } from '#domain/legal-parameter.ts'
import { arrearsParameters } from '#domain/legal-parameters/arrears.ts'
import { budgetParameters } from '#domain/legal-parameters/budget.ts'
import { communicationParameters } from '#domain/legal-parameters/communications.ts'
import { creditParameters } from '#domain/legal-parameters/credit.ts'
import { energyChequeParameters } from '#domain/legal-parameters/energy-cheque.ts'
import { fslParameters } from '#domain/legal-parameters/fsl.ts'
import { housingParameters } from '#domain/legal-parameters/housing.ts'
import { housingAidParameters } from '#domain/legal-parameters/housing-aid.ts'
import { incomeCeilingParameters } from '#domain/legal-parameters/income-ceilings.ts'
import { letterParameters } from '#domain/legal-parameters/letters.ts'
import { loanParameters } from '#domain/legal-parameters/loans.ts'
import { assessmentParameters } from '#domain/legal-parameters/procedures-assessment.ts'
import { evictionParameters } from '#domain/legal-parameters/procedures-eviction.ts'
import { housingProcedureParameters } from '#domain/legal-parameters/procedures-housing.ts'
import { overindebtednessParameters } from '#domain/legal-parameters/procedures-overindebtedness.ts'
import { protocolParameters } from '#domain/legal-parameters/procedures-protocol.ts'
import { receptionParameters } from '#domain/legal-parameters/reception.ts'
import { referralParameters } from '#domain/legal-parameters/referrals.ts'
import { retentionParameters } from '#domain/legal-parameters/retention.ts'
import { rightsParameters } from '#domain/legal-parameters/rights.ts'
import { sepaParameters } from '#domain/legal-parameters/sepa.ts'
import { subsidyParameters } from '#domain/legal-parameters/subsidies.ts'
import { technicalReportParameters } from '#domain/legal-parameters/technical-reports.ts'
import { urbanRenewalParameters } from '#domain/legal-parameters/urban-renewal.ts'
import { worksAidParameters } from '#domain/legal-parameters/works-aid.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'

export type { LegalParameter }

/** The figures Palier ships; an organisation's own versions and the local ones are added to them as data. */
export const legalParameters: readonly LegalParameter[] = [
  ...arrearsParameters,
  ...budgetParameters,
  ...communicationParameters,
  ...creditParameters,
  ...energyChequeParameters,
  ...letterParameters,
  ...housingParameters,
  ...housingAidParameters,
  ...rightsParameters,
  ...fslParameters,
  ...overindebtednessParameters,
  ...protocolParameters,
  ...loanParameters,
  ...incomeCeilingParameters,
  ...receptionParameters,
  ...referralParameters,
  ...retentionParameters,
  ...sepaParameters,
  ...technicalReportParameters,
  ...worksAidParameters,
  ...urbanRenewalParameters,
  ...subsidyParameters,
  ...evictionParameters,
  ...assessmentParameters,
  ...housingProcedureParameters,
]

/** The trace a result keeps of a figure it was computed with. */
export type ParameterUse = Pick<
  LegalParameter,
  'key' | 'label' | 'value' | 'unit' | 'validFrom' | 'legalRef' | 'confidence'
>

/** Reads the figures in force on a day and remembers which were read. */
export type ParameterReader = {
  readonly onDate: PlainDate
  /** The value in force on the day; throws when no version covers it. */
  read(key: string): number
  /** The value in force, or of the version closest in time: to compare two regimes that never coexist. */
  readNearest(key: string): number
  has(key: string): boolean
  used(): ParameterUse[]
}

export function findParameter(
  set: readonly LegalParameter[],
  key: string,
  date: PlainDate,
): LegalParameter | undefined {
  return set.find((p) => p.key === key && p.validFrom <= date && (p.validTo === null || p.validTo >= date))
}

/** The version of a figure in force on a day; throws when there is none, for a rule without its figure must not answer. */
export function parameterOn(set: readonly LegalParameter[], key: string, date: PlainDate): LegalParameter {
  const found = findParameter(set, key, date)
  if (!found) throw new Error(`Aucune valeur du paramètre « ${key} » n'est connue au ${formatDate(date)}.`)
  return found
}

function nearestParameter(set: readonly LegalParameter[], key: string, date: PlainDate): LegalParameter {
  const versions = set.filter((p) => p.key === key).toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  const inForce = findParameter(versions, key, date)
  const nearest = inForce ?? versions.findLast((p) => p.validFrom <= date) ?? versions[0]
  return nearest ?? parameterOn(set, key, date)
}

export function readParameters(set: readonly LegalParameter[], onDate: PlainDate): ParameterReader {
  const uses = new Map<string, ParameterUse>()
  // A screening reads the same few figures for each tenancy of a portfolio.
  const inForce = new Map<string, number>()
  const nearest = new Map<string, number>()
  const keep = (known: Map<string, number>, key: string, value: number): number => {
    known.set(key, value)
    return value
  }
  const remember = ({ key, label, value, unit, validFrom, legalRef, confidence }: LegalParameter): number => {
    uses.set(key, { key, label, value, unit, validFrom, legalRef, confidence })
    return value
  }
  return {
    onDate,
    read: (key) => inForce.get(key) ?? keep(inForce, key, remember(parameterOn(set, key, onDate))),
    readNearest: (key) =>
      nearest.get(key) ?? keep(nearest, key, remember(nearestParameter(set, key, onDate))),
    has: (key) => findParameter(set, key, onDate) !== undefined,
    used: () => [...uses.values()],
  }
}
