import { contract } from '#contract/index.ts'
import {
  cancelAppointmentRow,
  currentOf,
  findAppointmentForUpdate,
} from '#server/casework/appointment-store.ts'
import { useCase } from '#server/use-case.ts'

export const cancelAppointment = useCase(
  contract.appointments.cancel,
  async (context, { appointmentId, version, reason }) => {
    const appointment = await findAppointmentForUpdate(context, appointmentId)
    if (!appointment) return context.refuse('unknown-record')
    if (appointment.cancelled_at) return context.refuse('already-cancelled')
    if (appointment.version !== version) return context.refuse('stale-version', currentOf(appointment))
    return { version: await cancelAppointmentRow(context, appointment, reason) }
  },
)
