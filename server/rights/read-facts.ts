import type { PlainDate } from '#domain/plain-date.ts'
import type { RightsFacts } from '#domain/rights/facts.ts'
import { findSituationOn, findTaxIncomes } from '#server/budget/find-situation.ts'
import { findZoneOfCommune, readAnswers } from '#server/rights/answer-store.ts'
import { findHome } from '#server/rights/find-home.ts'
import type { Acting } from '#server/use-case.ts'

type Reading = Pick<Acting, 'tx' | 'actor' | 'today'>
export type ReadFacts = {
  facts: RightsFacts
  answersVersion: number
  communeName: string | null
}

/** What the file says of a household on a day, the zone and the area completed by its home. */
export const readRightsFacts = async (
  reading: Reading,
  householdId: string,
  on: PlainDate,
): Promise<ReadFacts> => {
  const { answers, version } = await readAnswers(reading, householdId)
  const home = await findHome(reading, householdId)
  const commune = home?.commune ?? null
  return {
    facts: {
      situation: await findSituationOn(reading, householdId, on),
      tenancy: home?.tenancy ?? null,
      taxIncomes: await findTaxIncomes(reading, householdId),
      commune,
      answers: {
        ...answers,
        zone: answers.zone ?? (commune ? await findZoneOfCommune(reading, commune.communeCode) : null),
        areaSquareDecimetres: answers.areaSquareDecimetres ?? home?.areaSquareDecimetres ?? null,
      },
    },
    answersVersion: version,
    communeName: commune?.name ?? null,
  }
}
