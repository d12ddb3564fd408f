import { type Role, reachOf } from '#domain/access.ts'
import { type Compartment, compartmentActions, compartments } from '#domain/communications/kinds.ts'

/** The sides whose messages a role reads. */
export const readableCompartments = (role: Role): Compartment[] =>
  compartments.filter((one) => reachOf(role, compartmentActions[one]) !== 'never')

/** Who counts without names counts every side; who edits the wordings reads those of every side. */
export const countedCompartments = (role: Role): Compartment[] =>
  role === 'auditor' ? [...compartments] : readableCompartments(role)

export const editedCompartments = (role: Role): Compartment[] =>
  reachOf(role, 'edit-letter-templates') !== 'never' ? [...compartments] : readableCompartments(role)
