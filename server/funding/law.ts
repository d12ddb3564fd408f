import type { Law } from '#domain/offers/walk-offer.ts'
import { readParameters } from '#domain/parameters.ts'
import type { Tx } from '#server/db.ts'
import { holidaysAround } from '#server/parameters/holidays.ts'
import { listOrganisationParameters } from '#server/parameters/read-parameters.ts'

/** The law on any day: an offer keeps the figures of the day it was sent. */
export const readLaw = async (reading: { tx: Tx; actor: { organisationId: string } }): Promise<Law> => {
  const all = await listOrganisationParameters(reading)
  return { on: (day) => readParameters(all, day), holidays: holidaysAround }
}
