import { choices, count, list, ofHousehold, open } from '#server/housing-projects/read.ts'
import {
  add,
  change,
  linkPartner,
  noteStage,
  putHousehold,
  unlinkPartner,
} from '#server/housing-projects/write.ts'

export const housingProjectUseCases = [
  list,
  count,
  open,
  ofHousehold,
  choices,
  add,
  change,
  noteStage,
  linkPartner,
  unlinkPartner,
  putHousehold,
]
