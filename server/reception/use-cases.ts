import { figures } from './figures.ts'
import { line, list } from './line.ts'
import { addPlace, changePlace, listPlaces } from './places.ts'
import { act, book, change, end, welcome } from './receive.ts'
import { addSlot, agenda, changeSlot, dropException, listSlots, setException } from './slots.ts'

export const receptionUseCases = [
  listPlaces,
  addPlace,
  changePlace,
  listSlots,
  addSlot,
  changeSlot,
  setException,
  dropException,
  agenda,
  line,
  welcome,
  book,
  act,
  end,
  change,
  list,
  figures,
]
