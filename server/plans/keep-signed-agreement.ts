import { readFile } from 'node:fs/promises'
import { contract } from '#contract/index.ts'
import { formatDate } from '#domain/plain-date.ts'
import { discardUpload } from '#server/documents/discard-upload.ts'
import { keepDocument } from '#server/documents/keep-document.ts'
import { sniffDocument } from '#server/documents/sniff.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { type PlanFact, writePlanEvents } from '#server/plans/record-plan-event.ts'
import { useCase } from '#server/use-case.ts'
import { followOne } from './follow-one.ts'
import { findPlanForUpdate } from './plan-store.ts'

const signable = ['application/pdf', 'image/jpeg', 'image/png']

export const keepSignedAgreement = useCase(
  contract.plans.keepSignedAgreement,
  async (context, { householdId, planId, signedByTenantOn, signedByLandlordOn }) => {
    const { tx, actor, house, today, upload } = context
    const refuse: typeof context.refuse = (...why) => context.refuse(...why)
    const turnAway = async (...why: Parameters<typeof refuse>) => {
      await discardUpload(context, upload)
      return refuse(...why)
    }
    const plan = await findPlanForUpdate(tx, actor.organisationId, householdId, planId)
    if (!plan) return turnAway('unknown-record')
    if (signedByTenantOn > today || signedByLandlordOn > today) return turnAway('in-the-future')
    if (signedByTenantOn < plan.proposedOn || signedByLandlordOn < plan.proposedOn)
      return turnAway('before-plan')
    const type = await sniffDocument(house.files.localPath(upload.storageKey))
    if (typeof type === 'string' || !signable.includes(type.contentType)) return turnAway('not-a-document')
    const params = await readOrganisationParameters(context, today)
    const before = await followOne(context, plan, params)
    const recorded = new Set(before.events.map(({ kind }) => kind))
    const signatures = [
      { kind: 'signed-by-tenant', on: signedByTenantOn },
      { kind: 'signed-by-landlord', on: signedByLandlordOn },
    ] as const
    const missing = signatures.filter(({ kind }) => !recorded.has(kind))
    if (missing.length === 0) return turnAway('not-permitted')

    const { storedFileId } = await keepDocument(context, {
      householdId,
      kind: 'agreement',
      title: `Plan d’apurement signé du ${formatDate(plan.proposedOn)}`,
      datedOn: signedByTenantOn,
      audience: 'team',
      compartment: 'gestion',
      fileName: `plan-signe-${plan.proposedOn}.${type.extension}`,
      contentType: type.contentType,
      content: await readFile(house.files.localPath(upload.storageKey)),
    })
    await discardUpload(context, upload)
    const facts = missing.map((fact): PlanFact => ({ ...fact, note: null, fileId: storedFileId }))
    return { state: await writePlanEvents(context, before, facts, params) }
  },
)
