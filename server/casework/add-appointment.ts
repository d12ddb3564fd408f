import { contract } from '#contract/index.ts'
import { decideCompartment } from '#domain/casework/compartments.ts'
import { insertAppointment, isInOrder } from '#server/casework/appointment-store.ts'
import { findColleague } from '#server/casework/find-colleague.ts'
import { useCase } from '#server/use-case.ts'

export const addAppointment = useCase(
  contract.appointments.add,
  async (context, { memberId = context.actor.membershipId, compartment: chosen, ...facts }) => {
    if (!isInOrder(facts)) return context.refuse('ends-before')
    const compartment = decideCompartment(context.actor.role, chosen)
    if (!compartment) return context.refuse('compartment-not-yours')
    if (!(await findColleague(context, memberId))) return context.refuse('unknown-colleague')
    return { appointmentId: await insertAppointment(context, { ...facts, memberId, compartment }) }
  },
)
