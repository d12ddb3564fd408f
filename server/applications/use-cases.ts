import { answer, derogate } from '#server/applications/answers.ts'
import { create } from '#server/applications/create.ts'
import { edit, setLines } from '#server/applications/edit.ts'
import { file, remove } from '#server/applications/file.ts'
import { count, exportApplications, list } from '#server/applications/list.ts'
import { ofHousehold } from '#server/applications/of-household.ts'
import { open } from '#server/applications/open.ts'
import { notePaper, removePaper } from '#server/applications/papers.ts'

export const applicationUseCases = [
  list,
  count,
  exportApplications,
  ofHousehold,
  open,
  create,
  edit,
  setLines,
  answer,
  derogate,
  notePaper,
  removePaper,
  file,
  remove,
]
