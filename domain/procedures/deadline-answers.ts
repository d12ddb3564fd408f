import type { PlainDate } from '#domain/plain-date.ts'
import type { DeadlineSense } from '#domain/procedures/kinds.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** What is said of a date that passed: it leaves what is late, and stays in sight with who said so. */
const answerRows = {
  'done-outside': 'Fait hors de Palier',
  'no-longer-applies': 'Sans objet',
  'accepted-loss': 'Perte acceptée',
} as const
export type DeadlineAnswer = keyof typeof answerRows
export const deadlineAnswers = Object.keys(answerRows) as DeadlineAnswer[]
export const deadlineAnswerLabels: Labels<DeadlineAnswer> = answerRows
export const deadlineAnswerHelps: Labels<DeadlineAnswer> = {
  'done-outside': 'L’acte a été fait à temps, par un autre canal : dites lequel.',
  'no-longer-applies': 'La situation a changé : dites ce qui la rend sans objet.',
  'accepted-loss': 'La date est manquée et ses effets sont assumés : dites qui en a décidé.',
}

type Awaited = { sense: DeadlineSense; status: string; dueOn: PlainDate }

/** Only a date by which somebody had to act can be missed: a waiting time or a period simply ends. */
export const isOverdue = ({ sense, status, dueOn }: Awaited, today: PlainDate): boolean =>
  sense === 'act-by' && status === 'open' && dueOn < today
