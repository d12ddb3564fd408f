import { approvals } from '#contract/approvals.ts'
import { housing } from '#contract/housing.ts'
import { addMonths, earlierOf, plainDate, yearOf } from '#domain/plain-date.ts'
import { tellShelterClaim, tellUnfitHome } from '#server/demo/access-to-housing.ts'
import type { Teller } from '#server/demo/teller.ts'

/** A residence, then a sub-lease that is to slide: the second examination comes soon, the préfet must be told. */
const tellGlidingLease = async (teller: Teller, member: string, householdId: string) => {
  const subleaseOn = addMonths(teller.daysAgo(-45), -12)
  const residence = {
    kind: 'residence' as const,
    place: 'Résidence sociale des Acacias, Riom',
    landlordName: 'Résidences du Volcan',
    startedOn: addMonths(subleaseOn, -30),
  }
  await teller.did(member, 1, housing.addOccupancy, {
    householdId,
    ...residence,
    end: { on: subleaseOn, move: 'other' },
  })
  const place = '8, rue du Moulin, Châtel-Guyon'
  await teller.did(member, 1, housing.addOccupancy, {
    householdId,
    kind: 'gliding-lease',
    place,
    landlordName: 'Habitat des Trois Rives',
    mainTenantName: 'Association Le Pas',
    startedOn: subleaseOn,
  })
  const { glidingLeaseId } = await teller.did(member, 1, housing.signConvention, {
    householdId,
    place,
    landlordName: 'Habitat des Trois Rives',
    mainTenantName: 'Association Le Pas',
    conventionMonths: 18,
    signedOn: subleaseOn,
  })
  const fact = { householdId, glidingLeaseId }
  await teller.did(member, 1, housing.recordGlidingFact, {
    ...fact,
    version: 1,
    kind: 'sublease-signed',
    on: subleaseOn,
  })
  await teller.did(member, 1, housing.recordGlidingFact, {
    ...fact,
    version: 2,
    kind: 'prefect-told',
    on: addMonths(subleaseOn, 4),
    offersLease: false,
    reasons: 'Trois mois de paiement régulier sont attendus avant de proposer un bail.',
  })
  await teller.did(member, 1, housing.recordGlidingFact, {
    ...fact,
    version: 3,
    kind: 'review-held',
    on: addMonths(subleaseOn, 6),
    present: ['Bailleur', 'Association Le Pas', 'Occupante'],
  })
}

/** A home too dear, then one within reach that is awaited. */
const tellSearch = async (teller: Teller, member: string, householdId: string) => {
  const { searchId } = await teller.did(member, 20, housing.openSearch, {
    householdId,
    sought: 'dwelling',
    places: ['Riom', 'Mozac'],
    minRooms: 3,
    maxCostCents: 42_000,
    needsLiftOrGroundFloor: true,
    needsAdapted: false,
    wishes: 'Rester près de l’école et de la gare.',
  })
  const { proposalId } = await teller.did(member, 15, housing.addProposal, {
    householdId,
    searchId,
    proposedOn: teller.daysAgo(16),
    place: 'Clermont-Ferrand, T4, 2e étage',
    landlordName: 'Habitat des Trois Rives',
    rooms: 4,
    rentCents: 61_200,
    chargesCents: 11_000,
    energyCents: 9_500,
    benefitCents: 28_000,
  })
  await teller.did(member, 12, housing.answerProposal, {
    householdId,
    proposalId,
    version: 1,
    outcome: 'refused',
    on: teller.daysAgo(12),
    refusal: 'too-expensive',
  })
  await teller.did(member, 4, housing.addProposal, {
    householdId,
    searchId,
    proposedOn: teller.daysAgo(4),
    place: 'Mozac, T3, rez-de-chaussée',
    landlordName: 'Habitat des Trois Rives',
    rooms: 3,
    rentCents: 38_500,
    chargesCents: 6_200,
    energyCents: 6_900,
    benefitCents: 31_000,
  })
}

/** A family that lives in a caravan and looks for land. */
const tellLand = async (teller: Teller, member: string, householdId: string) => {
  await teller.did(member, 18, housing.addOccupancy, {
    householdId,
    kind: 'hosting-site',
    place: 'Aire d’accueil de Gerzat',
    caravanPlaces: 2,
    startedOn: addMonths(teller.daysAgo(18), -14),
  })
  await teller.did(member, 18, housing.openSearch, {
    householdId,
    sought: 'land',
    places: ['Gerzat', 'Cébazat'],
    needsLiftOrGroundFloor: false,
    needsAdapted: false,
    caravanPlaces: 3,
    wishes: 'Un terrain familial avec une pièce de vie, près de la grand-mère.',
  })
}

/** Housing paths of the association, by the rank of the household. */
export const housingStories: ReadonlyMap<number, typeof tellSearch> = new Map([
  [3, tellShelterClaim],
  [6, tellSearch],
  [9, tellGlidingLease],
  [11, tellUnfitHome],
  [13, tellLand],
])

/** The association's own agréments: one whose renewal is to be prepared. */
export const tellApprovals = async (teller: Teller, member: string): Promise<void> => {
  const responsibleId = teller.memberId(member)
  for (const [kind, monthsAgo] of [
    ['isft', 51],
    ['ilgls', 20],
  ] as const) {
    const grantedOn = addMonths(teller.today, -monthsAgo)
    const { approvalId } = await teller.did(member, 1, approvals.add, {
      kind,
      responsibleId,
      authority: 'Préfet du Puy-de-Dôme',
      territory: 'Puy-de-Dôme',
      reference: `AP-63-${kind.toUpperCase()}`,
      activities:
        kind === 'isft'
          ? 'Accompagnement social vers et dans le logement'
          : 'Location pour sous-louer, bail glissant',
    })
    await teller.did(member, 1, approvals.recordFact, {
      approvalId,
      version: 1,
      kind: 'granted',
      on: grantedOn,
    })
    let version = 2
    for (let year = yearOf(grantedOn); year < yearOf(teller.today); year++)
      await teller.did(member, 1, approvals.recordFact, {
        approvalId,
        version: version++,
        kind: 'report-sent',
        year,
        on: earlierOf(plainDate(year + 1, 4, 15), teller.daysAgo(1)),
      })
  }
}
