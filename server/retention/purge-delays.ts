import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'

type Moment = { tx: Tx; actor: { organisationId: string }; now: Date; today: PlainDate }

const dayMs = 86_400_000
/** What is being sent at this moment is never taken away, whatever the delay. */
const shortestDays = 1

export const readPurgeDelays = async (moment: Moment) => {
  const parameters = await readOrganisationParameters(moment, moment.today)
  const importDays = Math.max(shortestDays, parameters.read('retention.abandoned-import-days'))
  const fileDays = Math.max(shortestDays, parameters.read('retention.unused-file-days'))
  const ago = (days: number) => new Date(moment.now.getTime() - days * dayMs)
  return { importDays, fileDays, importsBefore: ago(importDays), filesBefore: ago(fileDays) }
}
