import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import {
  consentOfAgreement,
  decideSharing,
  type ParcelAgreement,
  type SharingVerdict,
} from '#domain/parcels/decide-sharing.ts'
import type { FirstParcelKind } from '#domain/parcels/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { record } from '#server/journal.ts'
import { findConsent } from '#server/parcels/grounds.ts'
import { insertParcel } from '#server/parcels/parcel-rows.ts'
import { findPartner, isLandlord, isReachable, type PartnerRow } from '#server/partners/partner-rows.ts'
import { type Acting, useCase } from '#server/use-case.ts'

type Terms = Pick<Sent<typeof contract.parcels.send>, 'categories' | 'legalBasis' | 'partnerId'> & {
  informedOn: PlainDate | null
  consentId: string | null
  agreement?: ParcelAgreement | null
  leavesOn: PlainDate
  expiresOn: PlainDate
}

export type TermsVerdict =
  | { outcome: 'ok'; partner: PartnerRow }
  | { outcome: 'refused'; reason: 'unknown-partner' | 'link-not-agreed' | 'unknown-record' | RefusedSharing }
type RefusedSharing = Extract<SharingVerdict, { allowed: false }>['reason']

const refused = (reason: Extract<TermsVerdict, { outcome: 'refused' }>['reason']): TermsVerdict => ({
  outcome: 'refused',
  reason,
})

/** Whether these terms may be sent today, by this person, about this household (none for what is sent on). */
export const checkTerms = async (
  context: Acting,
  terms: Terms,
  { kind, householdId, termOn }: { kind: FirstParcelKind; householdId?: string; termOn: PlainDate | null },
): Promise<TermsVerdict> => {
  const partner = await findPartner(context, terms.partnerId)
  if (!partner || partner.archived_on !== null) return refused('unknown-partner')
  if (!isReachable(partner)) return refused('link-not-agreed')
  const consent = terms.consentId ? await findConsent(context, terms.consentId) : undefined
  if (terms.consentId && (!consent || consent.householdId !== householdId)) return refused('unknown-record')
  const verdict = decideSharing(
    {
      ...terms,
      kind,
      termOn,
      consent: consent ?? ownConsent(terms, partner),
      partner: { name: partner.name, isLandlord: isLandlord(partner) },
    },
    context.actor.role,
    context.today,
  )
  return verdict.allowed ? { outcome: 'ok', partner } : refused(verdict.reason)
}

const ownConsent = ({ agreement }: Terms, { name }: PartnerRow) =>
  agreement ? consentOfAgreement({ givenOn: agreement.givenOn, revokedOn: null }, name) : null

export const sendParcel = useCase(contract.parcels.send, async (context, input) => {
  const { householdId, kind, motive, message, termOn, reportEveryMonths, ...terms } = input
  const verdict = await checkTerms(context, terms, { kind, householdId, termOn })
  if (verdict.outcome === 'refused') return context.refuse(verdict.reason)
  const { partner } = verdict
  const parcelId = await insertParcel(context, {
    ...terms,
    kind,
    householdId,
    isByHand: partner.linked_organisation_id === null,
    termOn: kind === 'mandate' ? termOn : null,
    reportEveryMonths: kind === 'mandate' ? reportEveryMonths : null,
    words: { motive, ...(message && { message }) },
  })
  await record(context, {
    act: 'parcel-prepared',
    subject: { kind: 'parcel', id: parcelId },
    householdId,
    after: {
      kind,
      partner: partner.name,
      categories: terms.categories,
      purpose: terms.purpose,
      legalBasis: terms.legalBasis,
      leavesOn: terms.leavesOn,
    },
  })
  return { parcelId }
})
