import {
  addRelative,
  editRelative,
  giveConsent,
  listCircle,
  removeRelative,
  revokeConsent,
} from '#server/households/circle.ts'
import { create } from '#server/households/create.ts'
import { edit } from '#server/households/edit.ts'
import { list } from '#server/households/list.ts'
import { listJournal } from '#server/households/list-journal.ts'
import { addMember, editPerson, endMembership, noteVulnerabilities } from '#server/households/members.ts'
import { open } from '#server/households/open.ts'
import { assignReferent, endReferent } from '#server/households/referents.ts'
import { search } from '#server/households/search.ts'

export const householdUseCases = [
  search,
  list,
  open,
  create,
  edit,
  addMember,
  endMembership,
  editPerson,
  noteVulnerabilities,
  assignReferent,
  endReferent,
  listCircle,
  addRelative,
  editRelative,
  removeRelative,
  giveConsent,
  revokeConsent,
  listJournal,
]
