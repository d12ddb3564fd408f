import { readFile } from 'node:fs/promises'
import { contract } from '#contract/index.ts'
import { formatDate } from '#domain/plain-date.ts'
import { discardUpload } from '#server/documents/discard-upload.ts'
import { keepDocument } from '#server/documents/keep-document.ts'
import { sniffDocument } from '#server/documents/sniff.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { writePlanEvents } from '#server/plans/record-plan-event.ts'
import { permittedEventsOf, writeVersionEvents } from '#server/plans/record-version-event.ts'
import { useCase } from '#server/use-case.ts'
import { followOne, type StandingPlan } from './follow-one.ts'
import { findPlanForUpdate } from './plan-store.ts'

const signable = ['application/pdf', 'image/jpeg', 'image/png']

export const keepSignedAgreement = useCase(
  contract.plans.keepSignedAgreement,
  async (context, { householdId, planId, scheduleNumber, signedByTenantOn, signedByLandlordOn }) => {
    const { tx, actor, house, today, upload } = context
    const refuse: typeof context.refuse = (...why) => context.refuse(...why)
    const turnAway = async (...why: Parameters<typeof refuse>) => {
      await discardUpload(context, upload)
      return refuse(...why)
    }
    const plan = await findPlanForUpdate(tx, actor.organisationId, householdId, planId)
    if (!plan) return turnAway('unknown-record')
    if (signedByTenantOn > today || signedByLandlordOn > today) return turnAway('in-the-future')
    const type = await sniffDocument(house.files.localPath(upload.storageKey))
    if (typeof type === 'string' || !signable.includes(type.contentType)) return turnAway('not-a-document')
    const params = await readOrganisationParameters(context, today)
    const before = await followOne(context, plan, params)
    const version = versionToSign(before, scheduleNumber)
    if (!version) return turnAway('unknown-record')
    const { awaitsAgreement, number, effectiveOn } = version.made
    const from = awaitsAgreement ? effectiveOn : plan.proposedOn
    if (signedByTenantOn < from || signedByLandlordOn < from) return turnAway('before-plan')
    const recorded = new Set<string>((awaitsAgreement ? version.made : before).events.map(({ kind }) => kind))
    const signatures = [
      { kind: 'signed-by-tenant', on: signedByTenantOn },
      { kind: 'signed-by-landlord', on: signedByLandlordOn },
    ] as const
    const missing = signatures.filter(({ kind }) => !recorded.has(kind))
    const isClosed = awaitsAgreement && permittedEventsOf(before, version).length === 0
    if (missing.length === 0 || isClosed) return turnAway('not-permitted')

    const { storedFileId } = await keepDocument(context, {
      householdId,
      kind: 'agreement',
      title: awaitsAgreement
        ? `Plan d’apurement, version ${number} signée, du ${formatDate(effectiveOn)}`
        : `Plan d’apurement signé du ${formatDate(plan.proposedOn)}`,
      datedOn: signedByTenantOn,
      audience: 'team',
      compartment: 'gestion',
      fileName: `plan-signe-${from}.${type.extension}`,
      contentType: type.contentType,
      content: await readFile(house.files.localPath(upload.storageKey)),
    })
    await discardUpload(context, upload)
    const facts = missing.map((fact) => ({ ...fact, note: null, fileId: storedFileId }))
    const state = awaitsAgreement
      ? await writeVersionEvents(context, before, version, facts)
      : await writePlanEvents(context, before, facts, params)
    return { state }
  },
)

/** The version asked for; by default the one that waits to be signed, else the first, signed with the plan itself. */
const versionToSign = ({ versions, pending }: StandingPlan, number: number | undefined) =>
  number === undefined ? (pending ?? versions[0]) : versions.find(({ made }) => made.number === number)
