import type { Holidays } from '#domain/calendar.ts'
import { type ParameterReader, readParameters } from '#domain/parameters.ts'
import { type PlainDate, yearOf } from '#domain/plain-date.ts'
import type { Law } from '#domain/procedures/definition.ts'
import type { Tx } from '#server/db.ts'
import { holidaysAround } from '#server/parameters/holidays.ts'
import { listOrganisationParameters } from '#server/parameters/read-parameters.ts'

const byYear = new Map<number, Holidays>()

export const holidaysOf = (day: PlainDate): Holidays => {
  const year = yearOf(day)
  const known = byYear.get(year) ?? holidaysAround(day)
  byYear.set(year, known)
  return known
}

/** The organisation's figures on any day; a line reads the same few again and again. */
export const readProcedureLaw = async (reading: {
  tx: Tx
  actor: { organisationId: string }
}): Promise<Law> => {
  const all = await listOrganisationParameters(reading)
  const readers = new Map<PlainDate, ParameterReader>()
  const on = (day: PlainDate): ParameterReader => {
    const known = readers.get(day) ?? readParameters(all, day)
    readers.set(day, known)
    return known
  }
  return { on, holidays: holidaysOf }
}
