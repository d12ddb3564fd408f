import {
  endSentMandate,
  noteAnswer,
  replyToPartner,
  revokeAgreement,
  withdrawParcel,
} from '#server/parcels/act-on-sent.ts'
import { listSent, listShared, openSent } from '#server/parcels/follow-sent.ts'
import { listOptions, previewParcel } from '#server/parcels/prepare.ts'
import { sendParcel } from '#server/parcels/send.ts'

export const parcelUseCases = [
  listOptions,
  previewParcel,
  sendParcel,
  listShared,
  listSent,
  openSent,
  withdrawParcel,
  replyToPartner,
  revokeAgreement,
  noteAnswer,
  endSentMandate,
]
