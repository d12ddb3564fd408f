import pg from 'pg'
import { ConfigMistake, readConfig } from '#server/config.ts'
import { planDistribution } from '#server/distribution/plan-distribution.ts'
import { readCatalogue, readCluster } from '#server/distribution/read-catalogue.ts'
import { migrate } from '#server/migrate.ts'
import { withOwnerUrl } from '#server/owner-url.ts'

/** 0: done, or nothing to do. 1: the schema does not allow it. 2: the settings are wrong. 3: no Citus. */
const exits = { done: 0, problems: 1, settings: 2, absent: 3 } as const
const isDry = process.argv.includes('--dry-run')

const absences = {
  absent:
    'Citus n’est pas installé sur ce serveur PostgreSQL : rien n’a été réparti. Palier marche sans lui ; voir docs/decisions/0012-organisations-over-several-nodes.md.',
  'not-created':
    'Citus est installé mais pas dans cette base : un super-utilisateur doit y exécuter CREATE EXTENSION citus; rien n’a été réparti.',
} as const

const distribute = async (owner: pg.Client): Promise<number> => {
  const cluster = await readCluster(owner)
  const { placements, problems, statements } = planDistribution(
    await readCatalogue(owner),
    cluster.distributed,
  )
  if (isDry) {
    for (const { table, placement } of placements) console.log(`-- ${table} : ${placement}`)
    for (const statement of statements) console.log(`${statement};`)
  }
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) return exits.problems
  if (isDry) return exits.done
  if (cluster.state !== 'ready') {
    console.error(absences[cluster.state])
    return exits.absent
  }
  for (const statement of statements) {
    console.log(statement)
    await owner.query(statement)
  }
  console.log(statements.length === 0 ? 'Tout est déjà réparti.' : 'Réparti : redémarrez Palier.')
  return exits.done
}

const withOwner = async (ownerUrl: string): Promise<number> => {
  await migrate(ownerUrl)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  return distribute(owner).finally(() => owner.end())
}

try {
  process.exitCode = await withOwnerUrl(readConfig(process.env), withOwner)
} catch (error) {
  console.error(error instanceof ConfigMistake ? error.message : (error as Error).stack)
  process.exitCode = exits.settings
}
