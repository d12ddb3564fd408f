import { readGround, screenTenancies } from '#server/arrears/screen-tenancies.ts'
import { tellAccessToHousing } from '#server/demo/access-to-housing.ts'
import { tellEvictions } from '#server/demo/evictions.ts'
import { makePortfolio } from '#server/demo/landlord-portfolio.ts'
import { loadPortfolio } from '#server/demo/load-portfolio.ts'
import { landlordMeasures, listDemoHouseholds, tellMeasureStories } from '#server/demo/measures.ts'
import { tellMessages } from '#server/demo/messages.ts'
import { adoptProgrammes, landlordProgrammes } from '#server/demo/programmes.ts'
import { reportOldArrears } from '#server/demo/report-old-arrears.ts'
import { tellRights } from '#server/demo/rights.ts'
import { tellSocialProcedures } from '#server/demo/social-procedures.ts'
import { tellSupportPlans, tellTechnicalReports } from '#server/demo/support-plan.ts'
import { tellArrearsStories } from '#server/demo/tell-arrears-stories.ts'
import { tellCaseload } from '#server/demo/tell-caseload.ts'
import { tellPlanStories } from '#server/demo/tell-plan-stories.ts'
import type { Teller } from '#server/demo/teller.ts'
import type { House } from '#server/house.ts'

export const loadLandlord = async (teller: Teller, house: House): Promise<void> => {
  const { tx, organisationId, today } = teller
  const programmes = await adoptProgrammes(teller, 'sophie.arnaud', landlordProgrammes)
  const { tenancies, entries } = makePortfolio(today)
  await loadPortfolio(tx, organisationId, tenancies, entries())
  await tellArrearsStories(teller)
  await tellPlanStories(teller)
  await screenAll(teller, house)
  await reportOldArrears(teller)
  await screenAll(teller, house)
  await tellRights(teller)
  await tellEvictions(teller)
  await tellSocialProcedures(teller)
  await tellAccessToHousing(teller)
  await tellCaseload(teller)
  await tellMeasureStories(teller, {
    programmes,
    stories: landlordMeasures,
    workers: ['claire.fontaine', 'hugo.marchand'],
    coordinator: 'sophie.arnaud',
    householdIds: await listDemoHouseholds(teller),
  })
  await tellMessages(teller, { coordinator: 'sophie.arnaud', worker: 'claire.fontaine', sendsLetters: true })
  await tellSupportPlans(teller, ['claire.fontaine', 'hugo.marchand'])
  await tellTechnicalReports(teller, {
    author: 'claire.fontaine',
    manager: 'nadia.benali',
    householdIds: await listDemoHouseholds(teller, teller.memberId('claire.fontaine')),
  })
}

const everyTenancy = {
  after: '00000000-0000-0000-0000-000000000000',
  upTo: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
}

const screenAll = async ({ tx, organisationId, today }: Teller, house: House) => {
  const screener = { tx, actor: { organisationId }, now: house.clock.now() }
  await screenTenancies(screener, everyTenancy, await readGround(screener, today))
}
