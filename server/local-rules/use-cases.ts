import { assessFsl } from '#server/local-rules/assess-fsl.ts'
import { close, create, discardDraft, publish, saveDraft, startDraft } from '#server/local-rules/edit.ts'
import { list, open } from '#server/local-rules/read.ts'

export const localRuleUseCases = [
  list,
  open,
  create,
  saveDraft,
  startDraft,
  discardDraft,
  publish,
  close,
  assessFsl,
]
