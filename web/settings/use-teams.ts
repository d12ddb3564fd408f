import { api } from '#web/client.ts'
import { useApiQuery } from '#web/use-api.ts'

/** The teams, and the choices of a field that names one. */
export const useTeams = () => {
  const query = useApiQuery(api.identity.listTeams, {})
  const teams = query.data?.rows ?? []
  return { ...query, teams, choices: teams.map(({ id, name }) => ({ value: id, label: name })) }
}
