import { volunteers } from '#contract/volunteers.ts'
import { commitmentEdition } from '#domain/volunteers/commitment.ts'
import type { HouseholdTeller } from '#server/demo/household-teller.ts'
import type { Teller } from '#server/demo/teller.ts'

const coordinator = 'jeanne.morel'
const first = 'yves.tanguy'
/** New to the group: she has not read her commitment yet. */
const second = 'odile.marchal'

/** Two local groups; the volunteers of the first are at work, the second is beginning. */
export const formGroups = async (teller: Teller): Promise<string> => {
  const form = async (name: string, place: string, people: readonly [string, number | null][]) => {
    const { groupId } = await teller.did(coordinator, 200, volunteers.addGroup, { name, place })
    for (const [key, capacity] of people)
      await teller.did(coordinator, 200, volunteers.addMember, {
        groupId,
        membershipId: teller.memberId(key),
        fromOn: teller.daysAgo(200),
        capacity,
      })
    return groupId
  }
  await form('Groupe des Lilas', 'Maison de quartier des Lilas', [['amina.diallo', null]])
  await teller.did(first, 199, volunteers.acceptCommitment, { edition: commitmentEdition })
  return form('Groupe du Canal', 'Salle Jacques-Brel', [
    [first, 6],
    [second, 3],
    [coordinator, null],
  ])
}

type Around = { groupId: string; householdId: string; professional: string; rank: number }

/** A pair around a household, at the rhythm it chose; some wish to be met more often than they were. */
export const tellPair = async (
  teller: Teller,
  tell: HouseholdTeller,
  { groupId, householdId, professional, rank }: Around,
): Promise<void> => {
  const isTwo = rank % 2 === 0
  await teller.did(coordinator, 20, volunteers.startPair, {
    householdId,
    groupId,
    volunteerIds: (isTwo ? [first, second] : [first]).map((key) => teller.memberId(key)),
    professionalId: teller.memberId(professional),
    startedOn: teller.daysAgo(20),
    rhythm: { weeks: rank % 3 === 0 ? 1 : 2, agreedOn: teller.daysAgo(20) },
    sharedNote: isTwo ? 'Préfère les rencontres le samedi matin. Aime le jardin partagé.' : null,
  })
  await tell.contact(first, 13, {
    channel: 'visit',
    place: 'home',
    audience: 'referents',
    body: 'Rencontre de la quinzaine : inscription au club de lecture, lettre de la mairie lue ensemble.',
  })
  await tell.task(first, 13, { kind: 'visit', title: 'Rencontre de la quinzaine', inDays: 1 })
}
