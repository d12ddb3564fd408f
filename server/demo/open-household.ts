import { households } from '#contract/households.ts'
import type { Occupant } from '#db/seed/portfolio.ts'
import type { Teller } from '#server/demo/teller.ts'

export type OpenedHousehold = { householdId: string; personId: string }

/** Opens the file of a household by hand: whoever holds it first, then those who live there. */
export const openHousehold = async (
  teller: Teller,
  member: string,
  daysAgo: number,
  [holder, ...others]: readonly Occupant[],
): Promise<OpenedHousehold | undefined> => {
  if (!holder) return undefined
  const opened = await teller.did(member, daysAgo, households.create, { person: detailsOf(holder) })
  for (const other of others)
    await teller.did(member, daysAgo, households.addMember, {
      householdId: opened.householdId,
      person: detailsOf(other),
      memberRole: other.bond,
      joinedOn: teller.daysAgo(daysAgo),
    })
  return opened
}

const detailsOf = ({ civility, lastName, firstName, birthOn, phone, email }: Occupant) => ({
  civility,
  lastName,
  firstName,
  birthOn,
  phone,
  email,
})
