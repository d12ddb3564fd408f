import pg from 'pg'
import { ConfigMistake } from '#server/config.ts'

const oldest = 150_000
const extensions = ['pg_trgm', 'unaccent', 'btree_gin']
const patience = 10_000

/** What the first migration needs of the role it runs as: see docs/guide/exploiter.md. */
type Rights = {
  user: string
  database: string
  version: number
  server: string
  encoding: string
  started: boolean
  superuser: boolean
  createsRoles: boolean
  hasApplicationRole: boolean
  givesApplicationRole: boolean
  createsObjects: boolean
  available: string[]
}

const readRights = `select current_user as user, current_database() as database,
    current_setting('server_version_num')::int as version, current_setting('server_version') as server,
    current_setting('server_encoding') as encoding, to_regclass('public.palier_migration') is not null as started,
    r.rolsuper as superuser, r.rolcreaterole as "createsRoles",
    a.oid is not null as "hasApplicationRole",
    coalesce(m.admin_option, false) as "givesApplicationRole",
    has_database_privilege(current_database(), 'create') and has_schema_privilege('public', 'create') as "createsObjects",
    (select coalesce(array_agg(name::text), '{}') from pg_available_extensions where name = any ($1)) as available
  from pg_roles r
  left join pg_roles a on a.rolname = 'palier_app'
  left join pg_auth_members m on m.roleid = a.oid and m.member = r.oid and m.admin_option
  where r.rolname = current_user`

/** Before anything is written: what is wrong with the database named by DATABASE_URL, in words its owner can act upon. */
export const checkDatabase = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patience })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new ConfigMistake(
      `DATABASE_URL : la base ne répond pas (${reasonOf(error as pg.DatabaseError)}).`,
      {
        cause: error,
      },
    )
  }
  try {
    const { rows } = await client.query<Rights>(readRights, [extensions])
    const mistakes = rows[0] ? mistakesOf(rows[0]) : []
    if (mistakes.length > 0)
      throw new ConfigMistake(`DATABASE_URL : cette base ne convient pas :\n  ${mistakes.join('\n  ')}`)
  } finally {
    await client.end()
  }
}

/** The address is not repeated: it holds a password. */
const reasonOf = ({ code, message }: pg.DatabaseError): string => {
  if (code === 'ECONNREFUSED') return 'rien n’écoute à cette adresse'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'machine inconnue'
  if (code === '28P01' || code === '28000') return 'nom ou mot de passe refusé'
  if (code === '3D000') return 'base inexistante'
  return /timeout/i.test(message) ? `aucune réponse en ${patience / 1000} s` : message
}

export const mistakesOf = (rights: Rights): string[] => {
  const { version, server, encoding, user, database, started, superuser } = rights
  const mistakes: string[] = []
  if (version < oldest) mistakes.push(`PostgreSQL ${server} est trop ancien : 15 au moins.`)
  if (encoding !== 'UTF8') mistakes.push(`L’encodage ${encoding} ne convient pas : UTF8 est nécessaire.`)
  if (started || superuser) return mistakes
  if (!rights.createsObjects)
    mistakes.push(
      `Le rôle « ${user} » ne peut rien créer dans « ${database} » : ALTER DATABASE ${pg.escapeIdentifier(database)} OWNER TO ${pg.escapeIdentifier(user)};`,
    )
  const missing = extensions.filter((name) => !rights.available.includes(name))
  if (missing.length > 0)
    mistakes.push(`Extensions absentes du serveur : ${missing.join(', ')} (paquet postgresql-contrib).`)
  // Since PostgreSQL 16, CREATEROLE gives rights on the roles one has made, and on no other.
  const mayGive = rights.givesApplicationRole || (rights.createsRoles && version < 160_000)
  if (rights.hasApplicationRole ? !mayGive : !rights.createsRoles)
    mistakes.push(
      `Le rôle « ${user} » ne peut pas se donner « palier_app ». Un administrateur du serveur doit exécuter, une fois : ${rights.hasApplicationRole ? '' : 'CREATE ROLE palier_app NOLOGIN; '}GRANT palier_app TO ${pg.escapeIdentifier(user)} WITH ADMIN OPTION;`,
    )
  return mistakes
}

const leakproofWanted = [
  'pg_catalog.textlike(text, text)',
  'public.word_similarity_op(text, text)',
  'public.word_similarity_commutator_op(text, text)',
  'public.similarity_op(text, text)',
]

/** Searches that will read every row of the organisation, because only a superuser may say otherwise. */
export const slowSearchNotice = async (ownerUrl: string): Promise<string | undefined> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ missing: string[] }>(
      `select coalesce(array_agg(f), '{}') as missing from unnest($1::text[]) f
       join pg_proc p on p.oid = f::regprocedure and not p.proleakproof`,
      [leakproofWanted],
    )
    const missing = rows[0]?.missing ?? []
    if (missing.length === 0) return undefined
    return `La recherche n’utilise pas ses index : au-delà de quelques dizaines de milliers de ménages, demandez au super-utilisateur du serveur d’exécuter, dans cette base :\n${missing.map((name) => `  ALTER FUNCTION ${name} LEAKPROOF;`).join('\n')}`
  } finally {
    await client.end()
  }
}
