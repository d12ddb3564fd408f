import { sql } from 'kysely'
import type { CommunePlace, Territory } from '#domain/territories/kinds.ts'
import type { Tx } from '#server/db.ts'

type Place = CommunePlace & { name: string }
type Asked = { town: string | null; postCode: string | null }

const asPlace = sql`c.name, c.code as "communeCode", c.epci_code as "epciCode",
  c.departement_code as "departementCode", c.region_code as "regionCode"`

export const findCommuneByCode = async (tx: Tx, code: string): Promise<Place | undefined> =>
  (await sql<Place>`select ${asPlace} from commune c where c.code = ${code}`.execute(tx)).rows[0]

/**
 * The commune of an address, when it is sure: the one of that post code and name; the only one of the post code, when
 * no other commune bears the name told (a former commune, a hamlet, an abbreviation); without a post code, the only one
 * of that name in France.
 */
export const findCommuneOfAddress = async (tx: Tx, { town, postCode }: Asked): Promise<Place | undefined> => {
  if (!town && !postCode) return undefined
  const { rows } = await sql<Place & { isNamed: boolean; isNameTaken: boolean }>`
    select ${asPlace}, coalesce(c.folded = fold_place(${town}::text), false) as "isNamed",
      exists (select from commune n where n.folded = fold_place(${town}::text)) as "isNameTaken"
    from commune c
    where ${
      postCode
        ? sql`c.post_codes @> array[${postCode.replaceAll(' ', '')}]`
        : sql`c.folded = fold_place(${town}::text)`
    }
    limit 60`.execute(tx)
  const named = rows.filter(({ isNamed }) => isNamed)
  const [found] = named.length === 1 ? named : rows
  if (!found || (named.length !== 1 && (rows.length > 1 || found.isNameTaken))) return undefined
  const { isNamed: _, isNameTaken: __, ...place } = found
  return place
}

export const findTerritoryName = async (tx: Tx, { kind, code }: Territory): Promise<string | undefined> => {
  if (kind === 'commune') return (await findCommuneByCode(tx, code))?.name
  const row = await tx
    .selectFrom('wider_territory')
    .where('kind', '=', kind)
    .where('code', '=', code)
    .select('name')
    .executeTakeFirst()
  return row?.name
}
