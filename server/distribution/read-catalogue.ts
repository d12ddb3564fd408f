import type pg from 'pg'

export type Table = {
  schema: string
  name: string
  /** Holds the rows of organisations. */
  isOwned: boolean
  triggers: string[]
  /** Columns fed by a sequence. */
  sequenced: string[]
}
export type UniqueKey = { table: string; name: string; hasOrganisation: boolean }
export type ForeignKey = {
  name: string
  from: string
  to: string
  /** Both sides hold `organisation_id`, in the same place. */
  hasOrganisation: boolean
  /** Sets to null or to its default the organisation with the rest. */
  erasesOrganisation: boolean
  definition: string
}
export type Catalogue = {
  database: string
  tables: Table[]
  uniqueKeys: UniqueKey[]
  foreignKeys: ForeignKey[]
}

const tables = `select n.nspname as schema, c.relname as name,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped)
      and n.nspname = 'public' as "isOwned",
    array(select t.tgname::text from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal order by 1) as triggers,
    array(select a.attname::text from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and (a.attidentity <> '' or exists (select from pg_depend p join pg_class s on s.oid = p.refobjid and s.relkind = 'S'
          where p.classid = 'pg_attrdef'::regclass and p.objid = d.oid)) order by 1) as sequenced
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  order by 1, 2`

const uniqueKeys = `select c.relname as table, i.indexrelid::regclass::text as name,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id'
      and a.attnum = any (i.indkey::int2[])) as "hasOrganisation"
  from pg_index i join pg_class c on c.oid = i.indrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and (i.indisunique or i.indisexclusion)
  order by 1, 2`

const foreignKeys = `select k.conname as name, k.conrelid::regclass::text as from, k.confrelid::regclass::text as to,
    coalesce(mine.place = theirs.place, false) as "hasOrganisation",
    k.confdeltype in ('n', 'd') and mine.place is not null
      and (k.confdelsetcols is null or k.conkey[mine.place] = any (k.confdelsetcols)) as "erasesOrganisation",
    pg_get_constraintdef(k.oid) as definition
  from pg_constraint k
  left join lateral (select u.place from unnest(k.conkey) with ordinality u (attnum, place)
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum and a.attname = 'organisation_id') mine on true
  left join lateral (select u.place from unnest(k.confkey) with ordinality u (attnum, place)
    join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.attnum and a.attname = 'organisation_id') theirs on true
  where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conparentid = 0
  order by 2, 1`

/** What the database says of itself: tables, keys, triggers, sequences. */
export const readCatalogue = async (owner: pg.Client): Promise<Catalogue> => {
  const { rows } = await owner.query<{ name: string }>('select current_database() as name')
  return {
    database: rows[0]?.name ?? '',
    tables: (await owner.query<Table>(tables)).rows,
    uniqueKeys: (await owner.query<UniqueKey>(uniqueKeys)).rows,
    foreignKeys: (await owner.query<ForeignKey>(foreignKeys)).rows,
  }
}

export type Cluster = { state: 'absent' | 'not-created' | 'ready'; distributed: ReadonlySet<string> }

/** Whether Citus is there, and what it already holds. */
export const readCluster = async (owner: pg.Client): Promise<Cluster> => {
  const { rows } = await owner.query<{ created: boolean; available: boolean }>(
    `select exists (select from pg_extension where extname = 'citus') as created,
       exists (select from pg_available_extensions where name = 'citus') as available`,
  )
  if (!rows[0]?.created)
    return { state: rows[0]?.available ? 'not-created' : 'absent', distributed: new Set() }
  const known = await owner.query<{ name: string }>(
    `select c.relname as name from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid
     where c.relnamespace = 'public'::regnamespace`,
  )
  return { state: 'ready', distributed: new Set(known.rows.map(({ name }) => name)) }
}
