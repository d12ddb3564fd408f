import { attendanceSheet } from './attendance-sheet.ts'
import { publication, setPublication } from './publication.ts'
import { add, cancel, change, list, ofHousehold, open } from './sessions.ts'
import { cancelSignUp, recordAttendance, signUp } from './sign-ups.ts'

export const groupSessionUseCases = [
  list,
  open,
  ofHousehold,
  add,
  change,
  cancel,
  signUp,
  cancelSignUp,
  recordAttendance,
  attendanceSheet,
  publication,
  setPublication,
]
