import { close, reopen } from '#server/products/close.ts'
import { create } from '#server/products/create.ts'
import { discardDraft, saveDraft } from '#server/products/draft.ts'
import { publish } from '#server/products/publish.ts'
import { list, listShipped, open, openVersion } from '#server/products/read.ts'

export const productUseCases = [
  list,
  open,
  openVersion,
  listShipped,
  create,
  saveDraft,
  discardDraft,
  publish,
  close,
  reopen,
]
