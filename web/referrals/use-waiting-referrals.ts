import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { useApiQuery } from '#web/use-api.ts'

/** « 4, dont 1 en retard », for those who triage; undefined when nothing waits. */
export const useWaitingReferrals = (): string | undefined => {
  const { allowed } = useAccess('triage-referrals')
  const { data } = useApiQuery(api.referrals.count, {}, { enabled: allowed })
  if (!data || data.open === 0) return undefined
  return data.late > 0 ? `${data.open}, dont ${data.late} en retard` : String(data.open)
}
