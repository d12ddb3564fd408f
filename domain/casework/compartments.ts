import type { Role } from '#domain/access.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/**
 * Rent staff do not read social write-ups (handbook §13.5; CP 226-13, CASF L.121-6-2): each write-up, document, task and
 * appointment stands in one compartment, and a role reads only its own.
 */
export const compartments = ['social', 'gestion'] as const
export type Compartment = (typeof compartments)[number]
export const compartmentLabels: Labels<Compartment> = {
  social: 'Côté social',
  gestion: 'Côté gestion locative',
}

type Sides = { reads: readonly Compartment[]; writes: readonly Compartment[] }
const none: Sides = { reads: [], writes: [] }
const both: Sides = { reads: ['social', 'gestion'], writes: ['social', 'gestion'] }
const gestion: Sides = { reads: ['gestion'], writes: ['gestion'] }

const sides: Readonly<Record<Role, Sides>> = {
  'social-worker': both,
  coordinator: both,
  'rights-adviser': both,
  'rent-officer': gestion,
  'project-officer': gestion,
  'finance-officer': gestion,
  administrator: gestion,
  // A volunteer reads what they wrote, and nothing that others wrote on either side.
  volunteer: { reads: [], writes: ['social'] },
  prescriber: none,
  auditor: none,
}

export const compartmentsRead = (role: Role): readonly Compartment[] => sides[role].reads

/** Where a role may write; the first is where it writes when it says nothing. */
export const compartmentsWritten = (role: Role): readonly Compartment[] => sides[role].writes

/** The compartment of what `role` writes; undefined when the one it chose is not its own. */
export const decideCompartment = (role: Role, chosen: Compartment | undefined): Compartment | undefined => {
  const allowed = compartmentsWritten(role)
  return chosen === undefined ? allowed[0] : allowed.find((one) => one === chosen)
}
