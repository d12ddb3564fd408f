import { open } from '#server/financing-plans/open.ts'
import { save } from '#server/financing-plans/save.ts'
import { cancelSubsidyFact, recordSubsidyFact, requestSubsidy } from '#server/financing-plans/subsidies.ts'

export const financingPlanUseCases = [open, save, requestSubsidy, recordSubsidyFact, cancelSubsidyFact]
