import { close, reopen } from '#server/programmes/close.ts'
import { create } from '#server/programmes/create.ts'
import { discardDraft, saveDraft } from '#server/programmes/draft.ts'
import { list } from '#server/programmes/list.ts'
import { listShipped } from '#server/programmes/list-shipped.ts'
import { open, openVersion } from '#server/programmes/open.ts'
import { publish } from '#server/programmes/publish.ts'
import { tryHousehold } from '#server/programmes/try-household.ts'

export const programmeUseCases = [
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
  tryHousehold,
]
