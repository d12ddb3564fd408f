import { contract } from '#contract/index.ts'
import { blankProject } from '#domain/funding/project.ts'
import { insertApplication } from '#server/applications/application-store.ts'
import { checkLinks } from '#server/applications/check-links.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

export const create = useCase(contract.applications.create, async (context, { householdId, ...given }) => {
  const content = {
    ...given,
    project: given.project ?? blankProject,
    summary: given.summary ?? null,
    officerId: given.officerId ?? context.actor.membershipId,
  }
  const problem = await checkLinks(context, householdId, content)
  if (problem) return context.refuse(problem)
  const opened = await insertApplication(context, householdId, content)
  await record(context, {
    act: 'application-opened',
    subject: { kind: 'application', id: opened.applicationId },
    householdId,
    after: { number: opened.number, field: content.field, purpose: content.purpose },
  })
  return opened
})
