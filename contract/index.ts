import { aidReviews } from '#contract/aid-reviews.ts'
import { applications } from '#contract/applications.ts'
import { appointments } from '#contract/appointments.ts'
import { approvals } from '#contract/approvals.ts'
import { arrears } from '#contract/arrears.ts'
import { bankFiles } from '#contract/bank-files.ts'
import { budget } from '#contract/budget.ts'
import { casework } from '#contract/casework.ts'
import { committees } from '#contract/committees.ts'
import { communications } from '#contract/communications.ts'
import { conventions } from '#contract/conventions.ts'
import { deadlines } from '#contract/deadlines.ts'
import { disbursements } from '#contract/disbursements.ts'
import { documents } from '#contract/documents.ts'
import { duplicates } from '#contract/duplicates.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { envelopes } from '#contract/envelopes.ts'
import { financingPlans } from '#contract/financing-plans.ts'
import { fundingFigures } from '#contract/funding-figures.ts'
import { groupSessions } from '#contract/group-sessions.ts'
import { hearingFiles } from '#contract/hearing-files.ts'
import { households } from '#contract/households.ts'
import { housing } from '#contract/housing.ts'
import { housingFiles } from '#contract/housing-files.ts'
import { housingProjects } from '#contract/housing-projects.ts'
import { identity } from '#contract/identity.ts'
import { imports } from '#contract/imports.ts'
import { ledger } from '#contract/ledger.ts'
import { letters } from '#contract/letters.ts'
import { loanReminders } from '#contract/loan-reminders.ts'
import { loans } from '#contract/loans.ts'
import { localRules } from '#contract/local-rules.ts'
import { measures } from '#contract/measures.ts'
import { myDay } from '#contract/my-day.ts'
import { offers } from '#contract/offers.ts'
import { parcels } from '#contract/parcels.ts'
import { partners, referralSettings } from '#contract/partners.ts'
import { payees } from '#contract/payees.ts'
import { plans } from '#contract/plans.ts'
import { procedures } from '#contract/procedures.ts'
import { products } from '#contract/products.ts'
import { programmes } from '#contract/programmes.ts'
import { reception } from '#contract/reception.ts'
import { referrals } from '#contract/referrals.ts'
import { associationLeases, reports } from '#contract/reports.ts'
import { retention } from '#contract/retention.ts'
import { reviews } from '#contract/reviews.ts'
import { rights } from '#contract/rights.ts'
import { settings } from '#contract/settings.ts'
import { subsidies } from '#contract/subsidies.ts'
import { supportPlan } from '#contract/support-plan.ts'
import { tasks } from '#contract/tasks.ts'
import { technicalReports } from '#contract/technical-reports.ts'
import { tenancies } from '#contract/tenancies.ts'
import { territories } from '#contract/territories.ts'
import { urbanRenewal } from '#contract/urban-renewal.ts'
import { volunteers } from '#contract/volunteers.ts'
import { work } from '#contract/work.ts'

/** The whole API on one screen. */
export const contract = {
  bankFiles,
  identity,
  imports,
  settings,
  retention,
  work,
  letters,
  arrears,
  casework,
  tasks,
  appointments,
  documents,
  myDay,
  households,
  duplicates,
  budget,
  rights,
  aidReviews,
  tenancies,
  territories,
  plans,
  procedures,
  measures,
  supportPlan,
  technicalReports,
  programmes,
  housing,
  housingFiles,
  housingProjects,
  reports,
  associationLeases,
  approvals,
  partners,
  referralSettings,
  parcels,
  referrals,
  volunteers,
  reception,
  groupSessions,
  hearingFiles,
  subsidies,
  deadlines,
  disbursements,
  payees,
  ledger,
  fundingFigures,
  localRules,
  loans,
  loanReminders,
  urbanRenewal,
  products,
  applications,
  financingPlans,
  conventions,
  envelopes,
  reviews,
  committees,
  communications,
  offers,
} as const

export const endpoints: readonly Endpoint[] = Object.values(contract).flatMap((capability) =>
  Object.values(capability as Record<string, Endpoint>),
)
