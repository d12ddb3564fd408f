import { answerDeadline, withdrawAnswer } from '#server/deadlines/answer.ts'
import { countByDay, listDeadlines } from '#server/deadlines/list.ts'
import { ofDay } from '#server/deadlines/of-day.ts'
import { rehearse } from '#server/deadlines/rehearse.ts'

export const deadlineUseCases = [listDeadlines, countByDay, ofDay, rehearse, answerDeadline, withdrawAnswer]
