import { addMonths, type PlainDate } from '#domain/plain-date.ts'

/** Without an express decision by this day, the request is rejected (RGA art. 1: four months of silence). */
export const silentRejectionOn = (completeOn: PlainDate, months: number): PlainDate =>
  addMonths(completeOn, months)

export const isRejectedBySilence = (completeOn: PlainDate, months: number, today: PlainDate): boolean =>
  today > silentRejectionOn(completeOn, months)

/** The day the works must be done: the one notified, or so many months after the notification. */
export const worksDeadlineOn = (
  notifiedOn: PlainDate,
  deadlineOn: PlainDate | null,
  months: number,
): PlainDate => deadlineOn ?? addMonths(notifiedOn, months)
