import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { useApiCommand } from '#web/use-api.ts'

/** A command on a loan: when someone changed it meanwhile, the page behind the form is read again and nothing typed is lost. */
export const useLoanCommand: typeof useApiCommand = (call, options) => {
  const organisation = useOrganisationSlug()
  const client = useQueryClient()
  const command = useApiCommand(call, options)
  const isStale = (command.refusal?.reason as string | undefined) === 'stale-version'
  useEffect(() => {
    if (isStale) void client.invalidateQueries({ queryKey: [organisation, api.loans.open.endpointName] })
  }, [isStale, client, organisation])
  return command
}
