import {
  type Emergency,
  emergencies,
  emergencyLabels,
  type ReceptionForm,
  type ReceptionSubject,
  receptionFormLabels,
  receptionForms,
  receptionOutcomeLabels,
  receptionOutcomes,
  receptionSubjectLabels,
  receptionSubjects,
} from '#domain/reception/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'

export const subjectChoices = choicesOf(receptionSubjects, receptionSubjectLabels)
export const emergencyChoices = choicesOf(emergencies, emergencyLabels)
export const formChoices = choicesOf(receptionForms, receptionFormLabels)
export const outcomeChoices = choicesOf(receptionOutcomes, receptionOutcomeLabels)

/** Whom one receives, and for what: the household may be nobody's. */
export type WhoValues = {
  householdId: string | null
  subject: ReceptionSubject
  form: ReceptionForm
  emergency: Emergency | null
}
export const nobodyYet: WhoValues = {
  householdId: null,
  subject: 'housing-search',
  form: 'one-off',
  emergency: null,
}
