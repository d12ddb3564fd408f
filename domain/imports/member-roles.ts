import { foldHeader } from '#domain/imports/columns.ts'
import { type Cell, type Reading, readText } from '#domain/imports/readers.ts'
import type { MemberRole } from '#domain/tenancies/kinds.ts'

const vocabulary: readonly [MemberRole, RegExp][] = [
  [
    'co-leaseholder',
    /\b(co ?titulaire|co ?locataire|colocataire|cotitulaire|titulaire 2|second titulaire)\b/,
  ],
  ['leaseholder', /\b(titulaire|locataire|signataire|chef de famille|principal|preneur|tit)\b/],
  ['partner', /\b(conjointe?|epou(x|se)|partenaire|concubine?|compagn(on|e)|pacse?e?|conj)\b/],
  ['child', /\b(enfants?|fils|fille|enf)\b/],
  ['other-dependant', /\b(a charge|personne a charge|ascendante?|parent|mere|pere)\b/],
  ['other-occupant', /\b(occupante?|autres?|heberge?e?|cohabitante?|tiers)\b/],
]

/** The place of a person in the household, from what the landlord's software prints. */
export function recogniseMemberRole(text: string): MemberRole | undefined {
  const folded = foldHeader(text)
  return vocabulary.find(([, pattern]) => pattern.test(folded))?.[0]
}

export function readMemberRole(cell: Cell): Reading<MemberRole> {
  const told = readText(cell)
  if (told.problem !== undefined) return { problem: told.problem }
  if (told.value === null) return { value: null }
  const role = recogniseMemberRole(told.value)
  return role ? { value: role } : { problem: 'unknown-role' }
}
