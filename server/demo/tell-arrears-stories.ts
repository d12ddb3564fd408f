import { arrears } from '#contract/arrears.ts'
import { budget } from '#contract/budget.ts'
import { households } from '#contract/households.ts'
import { plans } from '#contract/plans.ts'
import type { ArrearsEventKind } from '#domain/arrears/transitions.ts'
import { addMonths, daysBetween, firstOfMonth } from '#domain/plain-date.ts'
import { monthlyBudget } from '#server/demo/budgets.ts'
import { tellOf } from '#server/demo/household-teller.ts'
import { openStoryFile, type StoryFile } from '#server/demo/story-file.ts'
import type { Teller } from '#server/demo/teller.ts'

export const tellArrearsStories = async (teller: Teller): Promise<void> => {
  await tellFreshDefault(teller)
  await tellSlipping(teller)
  await tellReportSoon(teller)
  await tellSplit(teller)
  await tellLargeFamily(teller)
  await tellRegimeChanges(teller)
}

export const recordArrears = (
  teller: Teller,
  { householdId, tenancyId }: StoryFile,
  daysAgo: number,
  ...kinds: ArrearsEventKind[]
) =>
  kinds.reduce<Promise<unknown>>(
    (before, kind) =>
      before.then(() =>
        teller.did('nadia.benali', daysAgo, arrears.recordEvent, {
          householdId,
          tenancyId,
          kind,
          on: teller.daysAgo(daysAgo),
        }),
      ),
    Promise.resolve(),
  )

/** Found at once: a call in the month of the first unpaid rent. */
const tellFreshDefault = async (teller: Teller) => {
  const file = openStoryFile(teller, 'fresh-default')
  const tell = tellOf(teller, file.householdId)
  await tell.follow('nadia.benali', 2)
  await tell.contact('nadia.benali', 2, {
    body: 'Changement de banque ce mois-ci : l’ancien virement n’est pas parti. Elle en programme un nouveau dans la semaine et enverra la preuve.',
  })
  await tell.task('nadia.benali', 2, { kind: 'check', title: 'Vérifier l’arrivée du virement', inDays: 5 })
}

/** Slipping for five months: followed by a social worker, two budgets, an assessment, a plan about to be signed. */
const tellSlipping = async (teller: Teller) => {
  const file = openStoryFile(teller, 'slipping')
  const tell = tellOf(teller, file.householdId)
  await tell.follow('claire.fontaine', 120)
  await tell.contact('claire.fontaine', 118, {
    channel: 'letter',
    outcome: 'message-left',
    body: 'Courrier de prise de contact, avec une proposition de rendez-vous à l’agence.',
  })
  await tell.contact('claire.fontaine', 104, {
    body: 'Il a perdu son emploi à la fin du trimestre. Les indemnités chômage ne sont pas encore versées. D’accord pour une visite.',
  })
  await tell.contact('claire.fontaine', 90, {
    channel: 'visit',
    place: 'home',
    present: ['Monsieur', 'Madame'],
    audience: 'referents',
    body: 'Visite avec les deux parents. Ils ont réduit les dépenses, le loyer passe après la cantine et la voiture. Budget fait ensemble. Droits à revoir : prime d’activité de Madame, APL à recalculer.',
  })
  await tellBudgetsOfSlipping(teller, file)
  await recordArrears(teller, file, 60, 'reported-to-payer')
  await teller.did('claire.fontaine', 20, plans.recordAssessment, {
    householdId: file.householdId,
    firstContactOn: teller.daysAgo(104),
    assessedOn: teller.daysAgo(20),
    summary:
      'Baisse de ressources durable après la perte d’emploi. Le logement reste adapté et payable si les droits sont ouverts. La famille veut rester et peut régler une petite mensualité.',
  })
  for (const kind of ['open-rights', 'budget-support', 'repayment-plan'] as const)
    await teller.did('claire.fontaine', 20, plans.proposeAction, {
      householdId: file.householdId,
      kind,
      note: null,
    })
  await tell.appointment('claire.fontaine', 6, 'Relecture et signature du plan', 2, 'Agence Nord, bureau 3')
  await tell.task('claire.fontaine', 6, {
    kind: 'document-awaited',
    title: 'Attestation de France Travail du mois',
    inDays: -1,
    compartment: 'social',
  })
}

const tellBudgetsOfSlipping = async (teller: Teller, { householdId, members }: StoryFile) => {
  const charges = {
    rent: 47_200,
    'recoverable-charges': 12_300,
    electricity: 9_400,
    gas: 6_100,
    water: 3_200,
    'home-insurance': 1_900,
    'phone-internet': 5_400,
    transport: 16_500,
    'school-canteen': 8_800,
  }
  const budgets = [
    monthlyBudget(
      teller.daysAgo(90),
      members,
      { wages: 112_000, 'family-allowances': 14_100, 'housing-benefit': 18_900 },
      charges,
      'Avant l’ouverture des droits au chômage.',
    ),
    monthlyBudget(
      teller.daysAgo(20),
      members,
      {
        wages: 112_000,
        'unemployment-benefit': 98_000,
        'family-allowances': 14_100,
        'activity-bonus': 9_600,
        'housing-benefit': 18_900,
      },
      { ...charges, transport: 9_500 },
    ),
  ]
  for (const content of budgets)
    await teller.did('claire.fontaine', content.onDate === teller.daysAgo(90) ? 89 : 20, budget.addSnapshot, {
      householdId,
      content,
    })
}

/** A water leak settled with the charges: the report to the paying body is due within days. */
const tellReportSoon = async (teller: Teller) => {
  const file = openStoryFile(teller, 'report-soon')
  const tell = tellOf(teller, file.householdId)
  await tell.follow('nadia.benali', 30)
  await tell.contact('nadia.benali', 28, {
    outcome: 'message-left',
    body: 'Message laissé : la régularisation vient d’une fuite d’eau, un étalement est possible.',
  })
}

/** The partner left: the household is one person and one income less. */
const tellSplit = async (teller: Teller) => {
  const { householdId, members, joinedOn } = openStoryFile(teller, 'split')
  const tell = tellOf(teller, householdId)
  const partner = members[1]
  await tell.follow('hugo.marchand', 75)
  await tell.contact('hugo.marchand', 74, {
    channel: 'appointment',
    place: 'agency',
    body: 'Séparation récente. Elle garde le logement avec l’enfant. Le bail est aux deux noms : congé du conjoint à demander par écrit. Demande d’APL à faire pour elle seule.',
  })
  if (partner?.personId)
    await teller.did('hugo.marchand', 74, households.endMembership, {
      householdId,
      personId: partner.personId,
      joinedOn,
      leftOn: teller.daysAgo(80),
    })
  await tell.task('hugo.marchand', 30, {
    kind: 'file',
    title: 'Demande d’APL en son nom',
    inDays: -4,
    compartment: 'social',
  })
  await tell.task('hugo.marchand', 10, {
    kind: 'call',
    title: 'Point sur la pension alimentaire',
    inDays: 0,
    compartment: 'social',
  })
}

const tellLargeFamily = async (teller: Teller) => {
  const { householdId, members } = openStoryFile(teller, 'large-family')
  const tell = tellOf(teller, householdId)
  await tell.follow('claire.fontaine', 45)
  await tell.contact('claire.fontaine', 44, {
    channel: 'visit',
    place: 'home',
    outcome: 'partly-met',
    present: ['Monsieur', 'la fille aînée'],
    body: 'Monsieur reçoit. Deux demi-loyers à cause d’un trop-perçu retenu par la CAF. Logement propre, une chambre humide : à signaler à la gestion technique.',
  })
  const [mother] = members
  if (mother?.personId)
    await teller.did('claire.fontaine', 44, households.noteVulnerabilities, {
      householdId,
      personId: mother.personId,
      version: 1,
      vulnerabilities: ['french-learner', 'young-children'],
    })
  await tell.task('claire.fontaine', 44, {
    kind: 'visit',
    title: 'Nouvelle visite avec Madame',
    inDays: 3,
    compartment: 'social',
  })
}

const tellRegimeChanges = async (teller: Teller) => {
  const becoming = tellOf(teller, openStoryFile(teller, 'becomes-arrears').householdId)
  await becoming.follow('pierre.lemoine', 18)
  await becoming.contact('pierre.lemoine', 18, {
    body: 'Il conteste une partie de la régularisation. Décompte envoyé, il rappelle avant la fin du mois.',
  })
  const ceasing = tellOf(teller, openStoryFile(teller, 'ceases').householdId)
  await ceasing.contact('nadia.benali', 9, {
    channel: 'text-message',
    outcome: 'message-left',
    body: 'SMS : un rappel de consommation d’eau figure sur l’avis, un étalement est possible sur demande.',
  })
}

/** So many days ago, the nth of a month that many months before the present one. */
export const daysSince = (teller: Teller, monthsAgo: number, dayOfMonth: number): number =>
  daysBetween(addMonths(firstOfMonth(teller.today), -monthsAgo), teller.today) - dayOfMonth + 1
