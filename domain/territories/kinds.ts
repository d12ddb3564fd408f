/** From the smallest to the widest. */
export const territoryKinds = ['commune', 'epci', 'departement', 'region', 'france'] as const
export type TerritoryKind = (typeof territoryKinds)[number]

export const territoryKindLabels: Readonly<Record<TerritoryKind, string>> = {
  commune: 'Commune',
  epci: 'Intercommunalité',
  departement: 'Département',
  region: 'Région',
  france: 'France entière',
}

/** `code`: the INSEE code, the SIREN of the intercommunality, or `FR`. */
export type Territory = { kind: TerritoryKind; code: string }
/** As it is kept where its name must stay readable for years: names of communes and groupings change. */
export type NamedTerritory = Territory & { name: string }

export const wholeFrance: NamedTerritory = { kind: 'france', code: 'FR', name: 'France entière' }

/** A commune, and what holds it. An overseas collectivity is in no region. */
export type CommunePlace = {
  communeCode: string
  epciCode: string | null
  departementCode: string
  regionCode: string | null
}

/** `epci:246300701`: one word for lists, keys and addresses. */
export const territoryKey = ({ kind, code }: Territory): string => `${kind}:${code}`

export const isSameTerritory = (one: Territory, other: Territory): boolean =>
  one.kind === other.kind && one.code === other.code

/** `Puy-de-Dôme (63)`, `Clermont Auvergne Métropole`. */
export const tellTerritory = ({ kind, code, name }: NamedTerritory): string =>
  kind === 'departement' ? `${name} (${code})` : name
