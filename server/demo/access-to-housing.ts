import { housing } from '#contract/housing.ts'
import { housingFiles } from '#contract/housing-files.ts'
import { noDaloAnswers } from '#domain/dalo/facts.ts'
import { addDays } from '#domain/plain-date.ts'
import { openStoryFile } from '#server/demo/story-file.ts'
import { tellProcedure } from '#server/demo/tell-procedure.ts'
import type { Teller } from '#server/demo/teller.ts'

/** A family owed a home that the préfet did not offer, and a candidature before the commission d'attribution. */
export const tellAccessToHousing = async (teller: Teller): Promise<void> => {
  await tellOwedHome(teller)
  await tellCandidature(teller)
}

/** Recognised a priority; the préfet's three months have passed, the judge may be seized. */
const tellOwedHome = async (teller: Teller) => {
  const { householdId, tenancyId } = openStoryFile(teller, 'large-family')
  const member = 'hugo.marchand'
  await tellProcedure(teller, {
    ...{ householdId, tenancyId, member, kind: 'housing-application', openedDaysAgo: 930 },
    circumstances: { department: '54', longWaitMonths: 24, transfer: true },
    facts: [
      ['registered', 930, { number: '054124050012345001' }],
      ['renewed', 570],
      ['renewed', 215],
    ],
  })
  const file = { householdId, fileId: '' }
  file.fileId = (await teller.did(member, 290, housingFiles.start, { householdId, kind: 'dalo' })).fileId
  await teller.did(member, 290, housingFiles.answer, {
    ...{ ...file, version: 1 },
    answers: { ...noDaloAnswers, suitableProposal: false, indecent: false, disabledPerson: false },
  })
  await teller.did(member, 288, housingFiles.write, {
    ...{ ...file, version: 2 },
    texts: {
      request: 'Nous demandons un T5 ou un T6 dans la même commune : les enfants y sont scolarisés.',
      steps: 'Trois renouvellements de la demande, deux propositions trop petites.',
    },
  })
  for (const [paper, state] of [
    ['form', 'there'],
    ['application-certificate', 'there'],
    ['family-record', 'there'],
    ['tax-notice', 'asked'],
  ] as const)
    await teller.did(member, 286, housingFiles.notePaper, { ...file, paper, state })
  await tellProcedure(teller, {
    ...{ householdId, tenancyId, member, kind: 'dalo', openedDaysAgo: 285 },
    circumstances: { ground: 'overcrowded-or-indecent', department: '54', overseas: false, largeTown: false },
    facts: [
      ['filed', 285],
      ['acknowledged', 276, { number: '54-2026-0117' }],
      ['papers-asked', 262, { papers: 'Dernier avis d’imposition', answerBy: teller.daysAgo(240) }],
      ['papers-received', 248],
      ['priority', 182, { needs: 'Un logement pour neuf personnes, dans la même commune' }],
    ],
  })
}

/** Examined in nine days: the note of the social worker is to leave before. */
const tellCandidature = async (teller: Teller) => {
  const { householdId, tenancyId } = openStoryFile(teller, 'split')
  const member = 'hugo.marchand'
  const home = 'T3, 14 rue des Glycines, 2e étage'
  await tellProcedure(teller, {
    ...{ householdId, tenancyId, member, kind: 'allocation', openedDaysAgo: 6 },
    circumstances: { home, landlord: 'Habitat des Trois Rives', daloDesignated: false },
    facts: [['listed', 3, { sitsOn: addDays(teller.today, 9), home }]],
  })
  const { fileId } = await teller.did(member, 2, housingFiles.start, { householdId, kind: 'allocation' })
  await teller.did(member, 2, housingFiles.write, {
    ...{ householdId, fileId, version: 1 },
    texts: {
      reasons:
        'Après la séparation, le logement est trop grand et trop cher. Le loyer du T3 est dans ses moyens.',
    },
  })
}

/** Without a home since the end of a stay: six weeks for the commission. */
export const tellShelterClaim = async (
  teller: Teller,
  member: string,
  householdId: string,
): Promise<void> => {
  await teller.did(member, 18, housing.addOccupancy, {
    ...{ householdId, kind: 'without-home', place: 'Clermont-Ferrand, 115 appelé chaque soir' },
    startedOn: teller.daysAgo(40),
  })
  await teller.did(member, 18, housingFiles.start, { householdId, kind: 'daho' })
  await tellProcedure(teller, {
    ...{ householdId, tenancyId: null, member, kind: 'daho', openedDaysAgo: 16 },
    circumstances: { department: '63', sleepsNow: 'À la rue, parfois chez une amie' },
    facts: [
      ['filed', 16],
      ['acknowledged', 12, { number: '63-H-2026-0042' }],
    ],
  })
}

/** A private home with damp and bare wires: the landlord was told, then the town hall. */
export const tellUnfitHome = async (teller: Teller, member: string, householdId: string): Promise<void> => {
  await teller.did(member, 20, housing.addOccupancy, {
    ...{ householdId, kind: 'direct-lease', place: '3, rue Basse, Thiers', landlordName: 'SCI du Viaduc' },
    startedOn: teller.daysAgo(900),
  })
  await tellProcedure(teller, {
    ...{ householdId, tenancyId: null, member, kind: 'unfit-housing', openedDaysAgo: 20 },
    circumstances: { nature: 'unsanitary', children: true, owner: 'SCI du Viaduc' },
    facts: [
      ['landlord-told', 20],
      ['reported', 8, { to: 'commune' }],
    ],
  })
}
