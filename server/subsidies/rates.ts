import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'

export type SubsidyRates = {
  silenceMonths: number
  worksMonths: number
  worksReminderDays: number
  maxAidMonths: number
}

/** The figures of subsidies and monthly aids in force today, the organisation's own included. */
export const readRates = async (reading: {
  tx: Tx
  today: PlainDate
  actor: { organisationId: string }
}): Promise<SubsidyRates> => {
  const figures = await readOrganisationParameters(reading, reading.today)
  return {
    silenceMonths: figures.read('subsidies.silence-months'),
    worksMonths: figures.read('subsidies.works-months'),
    worksReminderDays: figures.read('subsidies.works-reminder-days'),
    maxAidMonths: figures.read('monthly-aid.max-months'),
  }
}
