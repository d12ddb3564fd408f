import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { useApiCommand } from '#web/use-api.ts'

/**
 * A command on a file. When someone changed it meanwhile, the page behind the form is read again: what is typed stays,
 * and is sent next over what is now shown.
 */
export const useApplicationCommand: typeof useApiCommand = (call, options) => {
  const organisation = useOrganisationSlug()
  const client = useQueryClient()
  const command = useApiCommand(call, options)
  const isStale = (command.refusal?.reason as string | undefined) === 'stale-version'
  useEffect(() => {
    if (!isStale) return
    for (const { endpointName } of [api.applications.open, api.financingPlans.open])
      void client.invalidateQueries({ queryKey: [organisation, endpointName] })
  }, [isStale, client, organisation])
  return command
}
