import { applicationUseCases } from '#server/applications/use-cases.ts'
import { nightlyScreening, screenPortfolio } from '#server/arrears/screen-portfolio.ts'
import { arrearsUseCases } from '#server/arrears/use-cases.ts'
import { bankFilesUseCases } from '#server/bank-files/use-cases.ts'
import { budgetUseCases } from '#server/budget/use-cases.ts'
import { caseworkUseCases } from '#server/casework/use-cases.ts'
import { committeeUseCases } from '#server/committees/use-cases.ts'
import { sendBatch } from '#server/communications/send-batch.ts'
import { communicationUseCases } from '#server/communications/use-cases.ts'
import { followConventions, nightlyConventions } from '#server/conventions/follow.ts'
import { conventionUseCases } from '#server/conventions/use-cases.ts'
import { deadlineUseCases } from '#server/deadlines/use-cases.ts'
import { nightlyMonthlyAids, prepareMonthlyAids } from '#server/disbursements/prepare-monthly-aids.ts'
import { disbursementUseCases } from '#server/disbursements/use-cases.ts'
import { findDuplicates, nightlyDuplicates } from '#server/duplicates/find-duplicates.ts'
import { duplicateUseCases } from '#server/duplicates/use-cases.ts'
import { envelopeUseCases } from '#server/envelopes/use-cases.ts'
import { financingPlanUseCases } from '#server/financing-plans/use-cases.ts'
import { fundingFigureUseCases } from '#server/funding-figures/figures.ts'
import { eraseSignUps, nightlyErasing } from '#server/group-sessions/erase-sign-ups.ts'
import { hourlyReminders, remindSignedUp } from '#server/group-sessions/remind.ts'
import { tellSignedUp } from '#server/group-sessions/tell.ts'
import { groupSessionUseCases } from '#server/group-sessions/use-cases.ts'
import { hearingFileUseCases } from '#server/hearing-files/use-cases.ts'
import { householdUseCases } from '#server/households/use-cases.ts'
import { followHousing, nightlyHousing } from '#server/housing/follow-housing.ts'
import { housingUseCases } from '#server/housing/use-cases.ts'
import { housingFileUseCases } from '#server/housing-files/use-cases.ts'
import { housingProjectUseCases } from '#server/housing-projects/use-cases.ts'
import { sendInvitation } from '#server/identity/send-invitation.ts'
import { identityUseCases } from '#server/identity/use-cases.ts'
import { applicationJob } from '#server/imports/application-job.ts'
import { cleanUpJob } from '#server/imports/clean-up-job.ts'
import { rehearsalJob } from '#server/imports/rehearsal-job.ts'
import { importUseCases } from '#server/imports/use-cases.ts'
import type { AnyJob, Nightly } from '#server/jobs.ts'
import { ledgerUseCases } from '#server/ledger/use-cases.ts'
import { lettersUseCases } from '#server/letters/use-cases.ts'
import { loanReminderUseCases } from '#server/loan-reminders/use-cases.ts'
import { followLoans, nightlyLoans } from '#server/loans/nightly.ts'
import { loanUseCases } from '#server/loans/use-cases.ts'
import { localRuleUseCases } from '#server/local-rules/use-cases.ts'
import { followMeasures, nightlyMeasures } from '#server/measures/nightly.ts'
import { measuresUseCases } from '#server/measures/use-cases.ts'
import { followOffers, nightlyOffers } from '#server/offers/follow-offers.ts'
import { offerUseCases } from '#server/offers/use-cases.ts'
import { followOverindebtedness } from '#server/overindebtedness/follow.ts'
import { carryParcel, nightlyDepartures } from '#server/parcels/carry.ts'
import { parcelUseCases } from '#server/parcels/use-cases.ts'
import { carryLink } from '#server/partners/carry-link.ts'
import { partnerUseCases } from '#server/partners/use-cases.ts'
import { payeeUseCases } from '#server/payees/use-cases.ts'
import { followPlans, nightlyFollowing } from '#server/plans/follow-plans.ts'
import { plansUseCases } from '#server/plans/use-cases.ts'
import { followProcedures, nightlyProcedures, redrawProcedures } from '#server/procedures/draw-due.ts'
import { addProcedureEffect } from '#server/procedures/effects.ts'
import { procedureUseCases } from '#server/procedures/use-cases.ts'
import { productUseCases } from '#server/products/use-cases.ts'
import { programmeUseCases } from '#server/programmes/use-cases.ts'
import { hourlyAppointmentReminders, remindAppointments, tellAppointment } from '#server/reception/remind.ts'
import { receptionUseCases } from '#server/reception/use-cases.ts'
import { readMailbox, regularMailboxes } from '#server/referrals/read-mailbox.ts'
import { referralUseCases } from '#server/referrals/use-cases.ts'
import { nightlyReferrals, watchReferrals } from '#server/referrals/watch.ts'
import { reportsUseCases } from '#server/reports/use-cases.ts'
import { nightlyPurge, purgeUnused } from '#server/retention/purge-unused.ts'
import { retentionUseCases } from '#server/retention/use-cases.ts'
import { reviewUseCases } from '#server/reviews/use-cases.ts'
import { reviewPortfolio } from '#server/rights/review-portfolio.ts'
import { rightsUseCases } from '#server/rights/use-cases.ts'
import { checkSeals, nightlyCheck } from '#server/settings/check-seals.ts'
import { hourlySealing, sealJournal } from '#server/settings/seal-journal.ts'
import { settingsUseCases } from '#server/settings/use-cases.ts'
import { followSubsidies, nightlySubsidies } from '#server/subsidies/follow.ts'
import { subsidyUseCases } from '#server/subsidies/use-cases.ts'
import { followSupportPlans, nightlySupportPlans } from '#server/support-plan/tell-late-actions.ts'
import { supportPlanUseCases } from '#server/support-plan/use-cases.ts'
import { followTechnicalReports, nightlyTechnicalReports } from '#server/technical-reports/follow.ts'
import { technicalReportUseCases } from '#server/technical-reports/use-cases.ts'
import { tenancyUseCases } from '#server/tenancies/use-cases.ts'
import { territoryUseCases } from '#server/territories/use-cases.ts'
import { urbanRenewalUseCases } from '#server/urban-renewal/use-cases.ts'
import type { UseCase } from '#server/use-case.ts'
import { volunteerUseCases } from '#server/volunteers/use-cases.ts'
import { cancelWork } from '#server/work/cancel-work.ts'
import { getWork } from '#server/work/get-work.ts'
import { listRecentWork } from '#server/work/list-recent-work.ts'

addProcedureEffect(followOverindebtedness)

/** Every use case of the house; a test proves that each endpoint of the contract has exactly one. */
export const useCases = [
  ...bankFilesUseCases,
  ...identityUseCases,
  ...settingsUseCases,
  ...retentionUseCases,
  cancelWork,
  getWork,
  listRecentWork,
  ...importUseCases,
  ...lettersUseCases,
  ...caseworkUseCases,
  ...arrearsUseCases,
  ...householdUseCases,
  ...duplicateUseCases,
  ...budgetUseCases,
  ...rightsUseCases,
  ...tenancyUseCases,
  ...territoryUseCases,
  ...plansUseCases,
  ...procedureUseCases,
  ...deadlineUseCases,
  ...partnerUseCases,
  ...parcelUseCases,
  ...referralUseCases,
  ...measuresUseCases,
  ...programmeUseCases,
  ...supportPlanUseCases,
  ...technicalReportUseCases,
  ...housingUseCases,
  ...housingFileUseCases,
  ...housingProjectUseCases,
  ...reportsUseCases,
  ...volunteerUseCases,
  ...receptionUseCases,
  ...groupSessionUseCases,
  ...hearingFileUseCases,
  ...subsidyUseCases,
  ...conventionUseCases,
  ...envelopeUseCases,
  ...disbursementUseCases,
  ...payeeUseCases,
  ...ledgerUseCases,
  ...fundingFigureUseCases,
  ...localRuleUseCases,
  ...loanUseCases,
  ...loanReminderUseCases,
  ...urbanRenewalUseCases,
  ...productUseCases,
  ...applicationUseCases,
  ...financingPlanUseCases,
  ...reviewUseCases,
  ...committeeUseCases,
  ...communicationUseCases,
  ...offerUseCases,
] as unknown as readonly UseCase[]

export const jobs: readonly AnyJob[] = [
  rehearsalJob,
  applicationJob,
  cleanUpJob,
  purgeUnused,
  sendInvitation,
  sendBatch,
  screenPortfolio,
  reviewPortfolio,
  findDuplicates,
  followPlans,
  followProcedures,
  redrawProcedures,
  carryLink,
  carryParcel,
  watchReferrals,
  readMailbox,
  followMeasures,
  followLoans,
  followHousing,
  followSupportPlans,
  followTechnicalReports,
  followConventions,
  prepareMonthlyAids,
  followSubsidies,
  followOffers,
  tellSignedUp,
  remindSignedUp,
  tellAppointment,
  remindAppointments,
  eraseSignUps,
  sealJournal,
  checkSeals,
]

export const nightly: readonly Nightly[] = [
  nightlyScreening,
  nightlyDuplicates,
  nightlyPurge,
  nightlyFollowing,
  nightlyProcedures,
  nightlyMeasures,
  nightlyLoans,
  nightlyHousing,
  nightlySupportPlans,
  nightlyTechnicalReports,
  nightlyConventions,
  nightlyMonthlyAids,
  nightlySubsidies,
  nightlyOffers,
  hourlyReminders,
  hourlyAppointmentReminders,
  nightlyErasing,
  hourlySealing,
  nightlyCheck,
  nightlyDepartures,
  nightlyReferrals,
  regularMailboxes,
]
