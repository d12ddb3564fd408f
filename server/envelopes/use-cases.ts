import { allotToEnvelope, changeEnvelope, createEnvelope } from '#server/envelopes/manage.ts'
import { listEnvelopeChoices, listEnvelopes, openEnvelope } from '#server/envelopes/read.ts'
import {
  decideTransfer,
  listTransfers,
  proposeTransfer,
  withdrawTransfer,
} from '#server/envelopes/transfers.ts'

export const envelopeUseCases = [
  listEnvelopes,
  openEnvelope,
  listEnvelopeChoices,
  createEnvelope,
  changeEnvelope,
  allotToEnvelope,
  listTransfers,
  proposeTransfer,
  decideTransfer,
  withdrawTransfer,
]
