import { assess } from '#server/budget/assess.ts'
import { openSituation } from '#server/budget/open-situation.ts'
import { addSnapshot, editSnapshot } from '#server/budget/snapshots.ts'

export const budgetUseCases = [openSituation, assess, addSnapshot, editSnapshot]
