import { reachOf } from '#domain/access.ts'
import { api } from '#web/client.ts'
import { useApiQuery } from '#web/use-api.ts'

/** Those who may carry a measure, and the volunteers who may stand beside them. */
export const useColleagues = () => {
  const { data } = useApiQuery(api.identity.listColleagues, {})
  const rows = data?.rows ?? []
  const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
  return {
    workers: rows.filter(({ role }) => reachOf(role, 'write-measure') !== 'never').map(choice),
    volunteers: rows.filter(({ role }) => role === 'volunteer').map(choice),
  }
}
