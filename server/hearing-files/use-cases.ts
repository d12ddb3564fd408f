import { decide } from './decide.ts'
import { change, draftNote, list, open, start } from './hearing-files.ts'
import { bundle, choosePieces } from './pieces.ts'

export const hearingFileUseCases = [list, open, start, change, draftNote, choosePieces, bundle, decide]
