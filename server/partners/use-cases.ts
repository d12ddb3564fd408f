import {
  addPartner,
  answerLink,
  archivePartner,
  editPartner,
  listPartners,
  proposeLink,
} from '#server/partners/manage.ts'

export const partnerUseCases = [
  listPartners,
  addPartner,
  editPartner,
  archivePartner,
  proposeLink,
  answerLink,
]
