import { contract } from '#contract/index.ts'
import type { ConsentKind, RelativeKind } from '#domain/households/kinds.ts'
import {
  findRunningConsent,
  findStoredFile,
  insertConsent,
  insertRelative,
  listConsents,
  listRelatives,
  lockConsent,
  lockRelative,
  revokeConsentRow,
  updateRelative,
} from '#server/households/circle-store.ts'
import { lockPersonOf } from '#server/households/household-store.ts'
import { record } from '#server/journal.ts'
import { stopParcelsOfConsent } from '#server/parcels/stop.ts'
import { useCase } from '#server/use-case.ts'

export const listCircle = useCase(contract.households.listCircle, async (context, { householdId }) => {
  const { today } = context
  const relatives = await listRelatives(context, householdId)
  const consents = await listConsents(context, householdId)
  return {
    relatives: relatives.map((row) => ({ ...row, kind: row.kind as RelativeKind })),
    consents: consents.map((row) => ({
      ...row,
      kind: row.kind as ConsentKind,
      proof: row.proof as 'signed' | 'oral' | 'electronic',
      isRunning:
        (row.revokedOn === null || row.revokedOn > today) && (row.endsOn === null || row.endsOn >= today),
    })),
  }
})

export const addRelative = useCase(
  contract.households.addRelative,
  async (context, { householdId, ...details }) => {
    const id = await insertRelative(context, householdId, details)
    await record(context, {
      act: 'relative-added',
      subject: { kind: 'relative', id },
      householdId,
      after: { name: details.name, kind: details.kind },
    })
    return { id }
  },
)

export const editRelative = useCase(
  contract.households.editRelative,
  async (context, { householdId, relativeId, version, ...details }) => {
    const relative = await lockRelative(context, householdId, relativeId)
    if (!relative) return context.refuse('unknown-record')
    const { id, version: current, ...before } = relative
    if (current !== version) return context.refuse('stale-version', relative)
    await updateRelative(context, relativeId, details)
    await record(context, {
      act: 'relative-changed',
      subject: { kind: 'relative', id },
      householdId,
      before,
      after: details,
    })
    return { version: version + 1 }
  },
)

export const removeRelative = useCase(
  contract.households.removeRelative,
  async (context, { householdId, relativeId, version }) => {
    const relative = await lockRelative(context, householdId, relativeId)
    if (!relative) return context.refuse('unknown-record')
    if (relative.version !== version) return context.refuse('stale-version', relative)
    await updateRelative(context, relativeId, { removedOn: context.today })
    await record(context, {
      act: 'relative-removed',
      subject: { kind: 'relative', id: relativeId },
      householdId,
      before: { name: relative.name, kind: relative.kind },
    })
    return {}
  },
)

export const giveConsent = useCase(contract.households.giveConsent, async (context, consent) => {
  const { householdId, personId, kind, partner, givenOn, endsOn, proofFileId } = consent
  if (!(await lockPersonOf(context, householdId, personId))) return context.refuse('unknown-record')
  if (proofFileId && !(await findStoredFile(context, proofFileId))) return context.refuse('unknown-record')
  if (kind === 'share-with-partner' && partner === null) return context.refuse('partner-missing')
  if (givenOn > context.today) return context.refuse('in-the-future')
  if (endsOn !== null && endsOn < givenOn) return context.refuse('ends-before-given')
  if (await findRunningConsent(context, consent)) return context.refuse('already-given')

  const id = await insertConsent(context, consent)
  await record(context, {
    act: 'consent-given',
    subject: { kind: 'consent', id },
    householdId,
    after: { kind, partner, givenOn, endsOn, proof: consent.proof },
  })
  return { id }
})

export const revokeConsent = useCase(
  contract.households.revokeConsent,
  async (context, { householdId, consentId, version, revokedOn }) => {
    const consent = await lockConsent(context, householdId, consentId)
    if (!consent) return context.refuse('unknown-record')
    if (consent.revokedOn !== null) return context.refuse('already-revoked')
    if (consent.version !== version) return context.refuse('stale-version', consent)
    if (revokedOn < consent.givenOn) return context.refuse('revoked-before-given')

    await revokeConsentRow(context, consentId, revokedOn)
    if (revokedOn <= context.today) await stopParcelsOfConsent(context, consentId)
    await record(context, {
      act: 'consent-revoked',
      subject: { kind: 'consent', id: consentId },
      householdId,
      before: { kind: consent.kind },
      after: { revokedOn },
    })
    return { version: version + 1 }
  },
)
