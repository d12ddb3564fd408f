import { contract } from '#contract/index.ts'
import { findStored } from '#server/applications/application-store.ts'
import { viewApplication } from '#server/applications/view-application.ts'
import { mayReach } from '#server/reach.ts'
import { useCase } from '#server/use-case.ts'

export const open = useCase(contract.applications.open, async (context, { applicationId }) => {
  const application = await findStored(context, applicationId)
  if (!application || !(await mayReach(context, 'read-funding', application.householdId)))
    return context.refuse('unknown-record')
  return viewApplication(context, application)
})
