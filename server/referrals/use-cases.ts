import { acceptReferral } from '#server/referrals/accept.ts'
import { askOwnTeam } from '#server/referrals/ask-own-team.ts'
import {
  countReferrals,
  listOpenProgrammes,
  listRedirections,
  listReferrals,
} from '#server/referrals/list.ts'
import { openReferral, openReferralFile } from '#server/referrals/open.ts'
import { completeOwn, listOwn, openOwn, prescribe, withdrawOwn } from '#server/referrals/prescribe.ts'
import { redirectReferral } from '#server/referrals/redirect.ts'
import { readSettings, renewWebhookSecret, saveMailbox, saveSettings } from '#server/referrals/settings.ts'
import {
  askMore,
  assignReferral,
  declineReferral,
  endMandate,
  giveNews,
  sendReport,
} from '#server/referrals/triage.ts'

export const referralUseCases = [
  listReferrals,
  countReferrals,
  openReferral,
  openReferralFile,
  assignReferral,
  acceptReferral,
  askMore,
  declineReferral,
  redirectReferral,
  giveNews,
  sendReport,
  endMandate,
  listRedirections,
  listOpenProgrammes,
  askOwnTeam,
  prescribe,
  listOwn,
  openOwn,
  completeOwn,
  withdrawOwn,
  readSettings,
  saveSettings,
  renewWebhookSecret,
  saveMailbox,
]
