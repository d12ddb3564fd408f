import type { TermChanges } from '#domain/conventions/amendments.ts'
import type { ConventionTerms } from '#domain/conventions/terms.ts'
import type { PlainDate } from '#domain/plain-date.ts'

/** Why terms, or what changes them, cannot be kept. */
export const termRefusals = {
  'ends-before-start': 'La fin ne peut pas précéder le début.',
  'renewal-length-missing': 'Dites de combien de mois la convention se renouvelle par tacite reconduction.',
  'start-missing': 'Une convention signée a une date de début.',
} as const
export type TermRefusal = keyof typeof termRefusals

export const decideTerms = (
  { startsOn, endsOn, renewal, renewalMonths }: ConventionTerms,
  signedOn: PlainDate | null,
): TermRefusal | null => {
  if (startsOn && endsOn && endsOn < startsOn) return 'ends-before-start'
  if (renewal === 'tacit' && endsOn && !renewalMonths) return 'renewal-length-missing'
  return signedOn && !startsOn ? 'start-missing' : null
}

export const amendmentRefusals = {
  ...termRefusals,
  'not-signed': 'Une convention qui n’est pas signée se corrige ; on ne l’amende pas.',
  'in-the-future': 'Un avenant est signé au plus tard aujourd’hui ; sa date d’effet peut être à venir.',
  'before-signature': 'Un avenant ne peut pas précéder la signature de la convention.',
  'changes-nothing': 'Dites ce que l’avenant change.',
} as const
export type AmendmentRefusal = keyof typeof amendmentRefusals

export const decideAmendment = (
  { terms, signedOn }: { terms: ConventionTerms; signedOn: PlainDate | null },
  offered: {
    signedOn: PlainDate
    effectiveOn: PlainDate
    changes: TermChanges
    movesMoney: boolean
    next: ConventionTerms
  },
  today: PlainDate,
): AmendmentRefusal | null => {
  if (signedOn === null) return 'not-signed'
  if (offered.signedOn > today) return 'in-the-future'
  if (offered.signedOn < signedOn || offered.effectiveOn < (terms.startsOn ?? signedOn))
    return 'before-signature'
  if (!offered.movesMoney && changesNothing(offered.changes)) return 'changes-nothing'
  return decideTerms(offered.next, signedOn)
}

const changesNothing = (changes: TermChanges): boolean =>
  Object.values(changes).every(
    (change) =>
      change === undefined ||
      (Array.isArray(change) && change.length === 0) ||
      (typeof change === 'object' && change !== null && Object.keys(change).length === 0),
  )
