import { budget } from '#contract/budget.ts'
import type { Sent } from '#contract/endpoint.ts'
import { type Dice, throwDice } from '#db/seed/dice.ts'
import { makeTenancy, type SeedTenancy } from '#db/seed/portfolio.ts'
import { monthlyBudget } from '#server/demo/budgets.ts'
import { tellOf } from '#server/demo/household-teller.ts'
import { housingStories, tellApprovals } from '#server/demo/housing.ts'
import { tellHousingProjects } from '#server/demo/housing-projects.ts'
import { associationMeasures, listDemoHouseholds, tellMeasureStories } from '#server/demo/measures.ts'
import { tellMessages } from '#server/demo/messages.ts'
import { openHousehold } from '#server/demo/open-household.ts'
import { adoptProgrammes, associationProgrammes } from '#server/demo/programmes.ts'
import { tellReception } from '#server/demo/reception.ts'
import { tellAssociationRights } from '#server/demo/rights.ts'
import { tellSupportPlans } from '#server/demo/support-plan.ts'
import type { Teller } from '#server/demo/teller.ts'
import { formGroups, tellPair } from '#server/demo/volunteers.ts'

const householdsFollowed = 42
const professionals = ['amina.diallo', 'lucas.petit', 'jeanne.morel'] as const
const coordinator = 'jeanne.morel'

const contacts = [
  {
    channel: 'visit',
    place: 'home',
    body: 'Visite de suivi. Les courriers sont classés, la prochaine échéance est connue.',
  },
  {
    channel: 'appointment',
    place: 'agency',
    body: 'Permanence : dossier de demande de logement social relu et complété.',
  },
  { channel: 'phone', body: 'Appel pour préparer le rendez-vous avec la CAF : liste des pièces donnée.' },
  {
    channel: 'appointment',
    place: 'partner-office',
    body: 'Rendez-vous à trois avec le bailleur : calendrier convenu, chacun sait qui rappelle qui.',
  },
  { channel: 'phone', outcome: 'message-left', body: 'Message laissé, rappel prévu en fin de semaine.' },
] as const

const tasks = [
  { kind: 'file', title: 'Recours DALO : pièces à réunir' },
  { kind: 'call', title: 'Appeler la CAF avec le ménage' },
  { kind: 'visit', title: 'Visite à domicile' },
  { kind: 'document-awaited', title: 'Attestation d’hébergement' },
  { kind: 'check', title: 'Bilan à six mois' },
] as const

/** The households an association supports: its own files, opened by hand, without any rent ledger. */
export const loadAssociation = async (teller: Teller): Promise<void> => {
  const programmes = await adoptProgrammes(teller, coordinator, associationProgrammes)
  const groupId = await formGroups(teller)
  const dice = throwDice(42)
  const options = { tenancies: householdsFollowed, months: 1, today: teller.today, seed: 4_242 }
  for (let rank = 0; rank < householdsFollowed; rank++)
    await supportHousehold(teller, dice, makeTenancy(options, rank), { rank, groupId })
  await tellMeasureStories(teller, {
    programmes,
    stories: associationMeasures,
    workers: ['amina.diallo', 'lucas.petit'],
    coordinator,
    householdIds: await listDemoHouseholds(teller),
  })
  await tellReception(teller, await listDemoHouseholds(teller))
  await tellAssociationRights(teller)
  await tellMessages(teller, { coordinator, worker: 'amina.diallo', sendsLetters: false })
  await tellSupportPlans(teller, ['amina.diallo', 'lucas.petit'])
  await tellApprovals(teller, coordinator)
  await tellHousingProjects(teller, coordinator)
}

type Place = { rank: number; groupId: string }

const supportHousehold = async (teller: Teller, dice: Dice, seed: SeedTenancy, { rank, groupId }: Place) => {
  const member = professionals[rank % professionals.length] ?? professionals[0]
  const since = dice.between(25, 320)
  const opened = await openHousehold(teller, member, since, seed.occupants)
  if (!opened) return
  const { householdId, personId } = opened
  const tell = tellOf(teller, householdId)
  for (let ago = since - 2; ago > 0; ago -= dice.between(20, 70))
    await tell.contact(member, ago, dice.pick(contacts))
  if (rank % 3 === 0) await noteBudget(teller, member, since, { householdId, personId, seed })
  if (rank % 2 === 0) await tell.task(member, 10, { ...dice.pick(tasks), inDays: dice.between(-5, 18) })
  await housingStories.get(rank)?.(teller, member, householdId)
  if (rank % 7 === 0) await tellPair(teller, tell, { groupId, householdId, professional: member, rank })
}

type Opened = { householdId: string; personId: string; seed: SeedTenancy }

const noteBudget = (
  teller: Teller,
  member: string,
  daysAgo: number,
  { householdId, personId, seed }: Opened,
) => {
  const content: Sent<typeof budget.addSnapshot>['content'] = monthlyBudget(
    teller.daysAgo(daysAgo),
    [{ personId, bornOn: seed.occupants[0]?.birthOn ?? null }],
    { rsa: 56_000, 'housing-benefit': seed.benefitCents },
    {
      rent: seed.rentCents,
      'recoverable-charges': seed.chargesCents,
      electricity: 7_800,
      'phone-internet': 3_900,
    },
  )
  return teller.did(member, daysAgo, budget.addSnapshot, { householdId, content })
}
