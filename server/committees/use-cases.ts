import { listCommittees, saveCommittee } from '#server/committees/committees.ts'
import { decideAlone, decideInSitting, openLine } from '#server/committees/decide-line.ts'
import { decisionLetter, keepDecisionLetter } from '#server/committees/decision-letter.ts'
import { endDelegation, giveDelegation, listDelegations } from '#server/committees/delegations.ts'
import { downloadMinutes, signMinutes } from '#server/committees/minutes.ts'
import { moveSitting } from '#server/committees/move-sitting.ts'
import { cancelSitting, planSitting, setAgenda, setPresence } from '#server/committees/prepare-sitting.ts'
import { getSitting, listReadyLines, listSittings } from '#server/committees/read-sittings.ts'

export const committeeUseCases = [
  listCommittees,
  saveCommittee,
  listSittings,
  getSitting,
  listReadyLines,
  planSitting,
  moveSitting,
  cancelSitting,
  setAgenda,
  setPresence,
  decideInSitting,
  openLine,
  decideAlone,
  decisionLetter,
  keepDecisionLetter,
  downloadMinutes,
  signMinutes,
  listDelegations,
  giveDelegation,
  endDelegation,
]
