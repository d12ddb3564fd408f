import { closeHousingFile, listHousingFiles, startHousingFile } from '#server/housing-files/files.ts'
import { getHousingFile } from '#server/housing-files/get-file.ts'
import { draftHousingLetter, keepHousingLetter } from '#server/housing-files/letters.ts'
import { noteHousingPaper } from '#server/housing-files/papers.ts'
import { answerHousingFile, writeHousingFile } from '#server/housing-files/write-file.ts'

export const housingFileUseCases = [
  listHousingFiles,
  startHousingFile,
  getHousingFile,
  answerHousingFile,
  writeHousingFile,
  noteHousingPaper,
  draftHousingLetter,
  keepHousingLetter,
  closeHousingFile,
]
