import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type pg from 'pg'

const { resolve } = createRequire(import.meta.url)
const read = async <T>(file: string): Promise<T> =>
  JSON.parse(await readFile(resolve(`@etalab/decoupage-administratif/${file}`), 'utf8')) as T

type Commune = {
  code: string
  nom: string
  type: string
  departement?: string
  region?: string
  collectivite?: { code: string; nom: string }
  codesPostaux?: string[]
  population?: number
}
type Grouping = { code: string; nom: string; populationMunicipale: number; membres: { code: string }[] }
type Named = { code: string; nom: string; zone?: string }

export const readTerritoryEdition = async (): Promise<string> =>
  (await read<{ version: string }>('package.json')).version

/**
 * Makes the tables hold the edition of the official division that this version of Palier ships. Run as the owner,
 * under the lock of the migration; nothing is read when the edition is already there.
 */
export const writeCommunes = async (owner: pg.Client): Promise<void> => {
  const edition = await readTerritoryEdition()
  const { rowCount } = await owner.query('select from territory_edition where edition = $1', [edition])
  if (rowCount) return
  const [communes, groupings, departements, regions] = await Promise.all([
    read<Commune[]>('data/communes.json'),
    read<Grouping[]>('data/epci.json'),
    read<Named[]>('data/departements.json'),
    read<Named[]>('data/regions.json'),
  ])
  const present = communes.filter(({ type }) => type === 'commune-actuelle')
  await owner.query('begin')
  try {
    await owner.query('delete from commune; delete from wider_territory; delete from territory_edition')
    await insertCommunes(owner, present, groupings)
    await insertWider(owner, groupings, departements, regions)
    await owner.query('insert into territory_edition (edition) values ($1)', [edition])
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

const insertCommunes = (owner: pg.Client, communes: readonly Commune[], groupings: readonly Grouping[]) => {
  const groupingOf = new Map(
    groupings.flatMap(({ code, membres }) => membres.map((member) => [member.code, code] as const)),
  )
  return owner.query(
    `insert into commune (code, name, post_codes, epci_code, departement_code, region_code, population)
     select code, name, string_to_array(post_codes, ' '), epci, departement, region, population
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[])
       as given (code, name, post_codes, epci, departement, region, population)`,
    [
      communes.map(({ code }) => code),
      communes.map(({ nom }) => nom),
      communes.map(({ codesPostaux = [] }) => codesPostaux.join(' ')),
      communes.map(({ code }) => groupingOf.get(code) ?? null),
      communes.map(
        ({ departement, collectivite, code }) => departement ?? collectivite?.code ?? code.slice(0, 3),
      ),
      communes.map(({ region }) => region ?? null),
      communes.map(({ population }) => population ?? null),
    ],
  )
}

const insertWider = (
  owner: pg.Client,
  groupings: readonly Grouping[],
  departements: readonly Named[],
  regions: readonly Named[],
) => {
  const rows = [
    ...groupings.map(
      ({ code, nom, populationMunicipale }) => ['epci', code, nom, populationMunicipale] as const,
    ),
    ...departements.map(({ code, nom }) => ['departement', code, nom, null] as const),
    ...regions.map(({ code, nom }) => ['region', code, nom, null] as const),
  ]
  return owner.query(
    `insert into wider_territory (kind, code, name, population)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::int[])`,
    [0, 1, 2, 3].map((column) => rows.map((row) => row[column])),
  )
}
