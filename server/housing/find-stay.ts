import type { OccupancyKind } from '#domain/housing/kinds.ts'
import { compareDates, type PlainDate } from '#domain/plain-date.ts'
import type { Acting } from '#server/use-case.ts'
import { listOccupancies, listTenancyStays } from './stay-store.ts'

export type CurrentStay = {
  kind: OccupancyKind
  place: string
  landlord: string | null
  since: PlainDate
  /** A lease of the stock. */
  tenancyId: string | null
}

/** Where a household lives on a day: the latest of its leases and of its other stays that has not ended. */
export const findCurrentStay = async (
  reading: Pick<Acting, 'tx' | 'actor'>,
  householdId: string,
  on: PlainDate,
): Promise<CurrentStay | null> => {
  const leases = (await listTenancyStays(reading, householdId)).map((lease) => ({
    ...lease,
    landlord: null,
    tenancyId: lease.id,
  }))
  const others = (await listOccupancies(reading, householdId)).map((stay) => ({
    ...stay,
    landlord: stay.landlordName,
    tenancyId: null,
  }))
  const [latest] = [...leases, ...others]
    .filter(({ startedOn, endedOn }) => startedOn <= on && (endedOn === null || endedOn >= on))
    .toSorted((a, b) => compareDates(b.startedOn, a.startedOn))
  if (!latest) return null
  const { kind, place, landlord, startedOn, tenancyId } = latest
  return { kind, place, landlord, since: startedOn, tenancyId }
}
