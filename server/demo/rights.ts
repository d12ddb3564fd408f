import { contract } from '#contract/index.ts'
import { addDays, yearOf } from '#domain/plain-date.ts'
import { monthlyBudget } from '#server/demo/budgets.ts'
import { openStoryFile } from '#server/demo/story-file.ts'
import type { Teller } from '#server/demo/teller.ts'

const { rights, budget } = contract
const adviser = 'nora.haddad'

/** Rights of two families: one asks for its housing aid after a separation, the other opened its activity bonus. */
export const tellRights = async (teller: Teller): Promise<void> => {
  await tellAfterSeparation(teller)
  await tellOpenedBonus(teller)
}

const tellAfterSeparation = async (teller: Teller) => {
  const { householdId, members } = openStoryFile(teller, 'split')
  const staying = members.filter((_, order) => order !== 1)
  const member = 'hugo.marchand'
  await teller.did(member, 40, budget.addSnapshot, {
    householdId,
    content: monthlyBudget(
      teller.daysAgo(40),
      staying,
      { wages: 62_000, 'alimony-received': 12_000 },
      { rent: 44_900, 'recoverable-charges': 11_800, electricity: 7_900, 'phone-internet': 3_400 },
      'Depuis la séparation : temps partiel, pension versée de façon irrégulière.',
    ),
  })
  const year = yearOf(teller.daysAgo(40))
  for (const [income, rfrCents] of [
    [year - 2, 1_890_000],
    [year - 1, 1_720_000],
  ] as const)
    await teller.did(member, 40, budget.addTaxIncome, {
      householdId,
      noticeYear: income + 1,
      incomeYear: income,
      rfrCents,
      occupants: 3,
      source: 'document-seen',
    })
  await teller.did(member, 40, rights.answer, {
    ...{ householdId, version: 0, tenure: 'tenant', zone: 'ii' },
    isUnderConvention: true,
    isSocialLandlord: true,
    hasDisability: false,
    supplementZone: 'large',
    isExemptArea: false,
  })
  const aid = { householdId, right: 'housing-aid' } as const
  await teller.did(member, 40, rights.recordFact, {
    ...{ ...aid, version: 0, kind: 'spotted', on: teller.daysAgo(40) },
    awaited: 'Attestation de loyer',
    nextOn: teller.daysAgo(30),
  })
  await teller.did(member, 26, rights.recordFact, {
    ...{ ...aid, version: 1, kind: 'asked', on: teller.daysAgo(26) },
    nextOn: addDays(teller.today, 4),
    note: 'Demande faite en ligne avec elle à l’agence, attestation de loyer transmise.',
  })
}

const tellOpenedBonus = async (teller: Teller) => {
  const { householdId } = openStoryFile(teller, 'slipping')
  const member = 'claire.fontaine'
  const bonus = { householdId, right: 'activity-bonus' } as const
  await teller.did(member, 88, rights.recordFact, {
    ...{ ...bonus, version: 0, kind: 'spotted', on: teller.daysAgo(90) },
    awaited: 'Bulletins de paie des trois derniers mois',
    nextOn: teller.daysAgo(75),
  })
  await teller.did(member, 74, rights.recordFact, {
    ...{ ...bonus, version: 1, kind: 'asked', on: teller.daysAgo(74) },
    nextOn: teller.daysAgo(40),
  })
  await teller.did(member, 30, rights.recordFact, {
    ...{ ...bonus, version: 2, kind: 'opened', on: teller.daysAgo(30) },
    amountCents: 9_600,
  })
  await teller.did(member, 15, rights.answer, {
    ...{ householdId, version: 0, tenure: 'tenant', zone: 'iii' },
    isUnderConvention: true,
    isSocialLandlord: true,
    hasDisability: false,
  })
  await teller.did(member, 15, rights.keepSimulation, {
    householdId,
    label: 'Fin des indemnités chômage',
    change: { resources: [{ kind: 'unemployment-benefit', monthlyCents: 0 }] },
  })
}

/** The association's adviser told the home of a few families; one right is followed since. */
export const tellAssociationRights = async (teller: Teller): Promise<void> => {
  const [first, ...others] = await listWithSituation(teller, 7)
  if (!first) return
  for (const [order, householdId] of [first, ...others].entries())
    await teller.did(adviser, 12, rights.answer, {
      ...{ householdId, version: 0, tenure: 'tenant', zone: order % 3 === 2 ? 'iii' : 'ii' },
      isUnderConvention: true,
      isSocialLandlord: order % 2 === 0,
    })
  const bonus = { householdId: first, right: 'activity-bonus' } as const
  await teller.did(adviser, 12, rights.recordFact, {
    ...{ ...bonus, version: 0, kind: 'spotted', on: teller.daysAgo(12) },
    awaited: 'Premier bulletin de paie du temps partiel',
    nextOn: teller.daysAgo(5),
  })
  await teller.did(adviser, 6, rights.recordFact, {
    ...{ ...bonus, version: 1, kind: 'asked', on: teller.daysAgo(6) },
    nextOn: addDays(teller.today, 9),
    note: 'Demande faite en ligne à la permanence, après la reprise d’un temps partiel.',
  })
}

const listWithSituation = async ({ tx, organisationId }: Teller, limit: number): Promise<string[]> => {
  const rows = await tx
    .selectFrom('budget_snapshot')
    .where('organisation_id', '=', organisationId)
    .groupBy('household_id')
    .select('household_id')
    .orderBy('household_id')
    .limit(limit)
    .execute()
  return rows.map(({ household_id }) => household_id)
}
