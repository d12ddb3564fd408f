import { contract } from '#contract/index.ts'
import {
  changeAppointmentRow,
  currentOf,
  findAppointmentForUpdate,
  isInOrder,
} from '#server/casework/appointment-store.ts'
import { useCase } from '#server/use-case.ts'

export const changeAppointment = useCase(
  contract.appointments.change,
  async (context, { appointmentId, version, ...facts }) => {
    const appointment = await findAppointmentForUpdate(context, appointmentId)
    if (!appointment) return context.refuse('unknown-record')
    if (appointment.version !== version) return context.refuse('stale-version', currentOf(appointment))
    if (appointment.cancelled_at) return context.refuse('already-cancelled')
    if (!isInOrder(facts)) return context.refuse('ends-before')
    return { version: await changeAppointmentRow(context, appointment, facts) }
  },
)
