import { addGroup, addGroupMember, changeGroup, endMember, listGroups } from '#server/volunteers/groups.ts'
import { listPairs, openPair } from '#server/volunteers/list-pairs.ts'
import { acceptCommitment, listMeetings, listOwn, openOwn, writeMeeting } from '#server/volunteers/own.ts'
import {
  addVolunteer,
  agreeRhythm,
  endPair,
  endVolunteer,
  startPair,
  tellVolunteers,
} from '#server/volunteers/pairs.ts'

export const volunteerUseCases = [
  listGroups,
  addGroup,
  changeGroup,
  addGroupMember,
  endMember,
  listPairs,
  openPair,
  startPair,
  addVolunteer,
  endVolunteer,
  agreeRhythm,
  tellVolunteers,
  endPair,
  listOwn,
  openOwn,
  listMeetings,
  writeMeeting,
  acceptCommitment,
]
