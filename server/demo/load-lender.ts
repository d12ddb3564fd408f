import { makeTenancy } from '#db/seed/portfolio.ts'
import { tellApplications } from '#server/demo/applications.ts'
import { openBank, tellBank } from '#server/demo/bank-files.ts'
import { tellConventions } from '#server/demo/conventions.ts'
import { tellDecisions } from '#server/demo/funding-decisions.ts'
import { tellOf } from '#server/demo/household-teller.ts'
import { tellLoans } from '#server/demo/loan-histories.ts'
import { type OpenedHousehold, openHousehold } from '#server/demo/open-household.ts'
import { tellPayments } from '#server/demo/payments.ts'
import { adoptProducts } from '#server/demo/products.ts'
import type { Teller } from '#server/demo/teller.ts'
import { tellUrbanRenewal } from '#server/demo/urban-renewal.ts'

/** A household that the lender knows; its file was opened `since` days ago. */
export type LenderHousehold = OpenedHousehold & { size: number; since: number }

const householdsKnown = 24
const socialWorker = 'anne.petitjean'

/** A cooperative that lends without interest: the households sent to it and their files. */
export const loadLender = async (teller: Teller): Promise<void> => {
  await tellConventions(teller)
  const households = await openFiles(teller)
  await tellApplications(teller, await adoptProducts(teller), households)
  await tellDecisions(teller)
  await tellPayments(teller)
  await tellUrbanRenewal(teller)
  await tellLoans(teller)
  await openBank(teller)
  await tellBank(teller)
}

const openFiles = async (teller: Teller): Promise<LenderHousehold[]> => {
  const options = { tenancies: householdsKnown, months: 1, today: teller.today, seed: 6_363 }
  const known: LenderHousehold[] = []
  for (let rank = 0; rank < householdsKnown; rank++) {
    const since = 800 - rank * 30
    const { occupants } = makeTenancy(options, rank)
    const opened = await openHousehold(teller, socialWorker, since, occupants)
    if (!opened) continue
    await meet(teller, opened, since)
    known.push({ ...opened, size: occupants.length, since })
  }
  return known
}

const meet = async (teller: Teller, { householdId }: OpenedHousehold, since: number) => {
  const tell = tellOf(teller, householdId)
  await tell.contact(socialWorker, since - 1, {
    channel: 'appointment',
    place: 'agency',
    body: 'Premier entretien : le projet, les devis reçus, ce que le ménage peut rembourser chaque mois.',
  })
}
