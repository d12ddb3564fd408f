import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useOrganisationSlug } from '#web/organisation.ts'
import { type Command, useApiCommand } from '#web/use-api.ts'

/**
 * A command on a record with versions. When someone changed it meanwhile, what the page read of it (`reads`, the same
 * array each time) is read again: what is typed stays, and is sent next over what is now shown.
 */
export const useRereadingCommand = <I, O, R extends string>(
  reads: readonly { endpointName: string }[],
  ...[call, options]: Parameters<typeof useApiCommand<I, O, R>>
): Command<I, O, R> => {
  const organisation = useOrganisationSlug()
  const client = useQueryClient()
  const command = useApiCommand(call, options)
  const isStale = (command.refusal?.reason as string | undefined) === 'stale-version'
  useEffect(() => {
    if (!isStale) return
    for (const { endpointName } of reads)
      void client.invalidateQueries({ queryKey: [organisation, endpointName] })
  }, [isStale, client, organisation, reads])
  return command
}
