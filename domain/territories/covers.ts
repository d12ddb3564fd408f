import { type CommunePlace, type Territory, territoryKinds } from '#domain/territories/kinds.ts'

const codeAt: Readonly<Record<Territory['kind'], (place: CommunePlace) => string | null>> = {
  commune: ({ communeCode }) => communeCode,
  epci: ({ epciCode }) => epciCode,
  departement: ({ departementCode }) => departementCode,
  region: ({ regionCode }) => regionCode,
  france: () => 'FR',
}

/** Whether a commune lies in a territory. */
export const territoryCovers = ({ kind, code }: Territory, place: CommunePlace): boolean =>
  codeAt[kind](place) === code

/** The narrowest of these territories that holds the commune. */
export const findCovering = <T extends Territory>(
  territories: readonly T[],
  place: CommunePlace,
): T | undefined => {
  for (const kind of territoryKinds) {
    const found = territories.find((one) => one.kind === kind && territoryCovers(one, place))
    if (found) return found
  }
  return undefined
}
