import type { Action } from '#domain/access.ts'
import { lockStored, type StoredApplication } from '#server/applications/application-store.ts'
import { mayReach } from '#server/reach.ts'
import type { Acting } from '#server/use-case.ts'

/** A file to change, within the caller's reach, held until the end; what is out of reach does not exist. */
export const hold = async (
  context: Acting,
  applicationId: string,
  action: Action = 'write-applications',
): Promise<StoredApplication | undefined> => {
  const application = await lockStored(context, applicationId)
  return application && (await mayReach(context, action, application.householdId)) ? application : undefined
}
