import { ConfigMistake, readConfig } from '#server/config.ts'
import { openDatabase } from '#server/db.ts'
import { withOwnerUrl } from '#server/owner-url.ts'
import { verifyBlocks } from '#server/settings/verify-blocks.ts'

/** One line for each organisation, then one for each fault. `slug=number:hash` arguments are heads known from before. */
const anchors = new Map(
  process.argv.slice(2).flatMap((argument) => {
    const [, slug, number, hash] = /^([a-z0-9-]+)=(\d+):([0-9a-f]{64})$/.exec(argument) ?? []
    return slug && hash ? [[slug, { number: Number(number), hash: Buffer.from(hash, 'hex') }] as const] : []
  }),
)

const checkAll = async (ownerUrl: string): Promise<number> => {
  const database = openDatabase(ownerUrl, 2)
  let faulty = 0
  try {
    const organisations = await database.kysely.selectFrom('organisation').select(['id', 'slug']).execute()
    for (const { id, slug } of organisations) {
      const { blocks, lines, faultCount, faults, head } = await verifyBlocks(
        { database },
        id,
        anchors.get(slug),
      )
      const verdict = faultCount === 0 ? 'intact' : `${faultCount} anomalie(s)`
      const known = head ? ` · ${slug}=${head.number}:${head.hash.toString('hex')}` : ''
      console.log(`${slug} : ${lines} lignes en ${blocks} blocs, ${verdict}${known}`)
      for (const { kind, block, lineId, at } of faults)
        console.log(`  ${[kind, `bloc ${block}`, lineId, at].filter(Boolean).join(' ')}`)
      if (faultCount > 0) faulty += 1
    }
  } finally {
    await database.pool.end()
  }
  return faulty
}

try {
  process.exitCode = (await withOwnerUrl(readConfig(process.env), checkAll)) > 0 ? 1 : 0
} catch (error) {
  console.error(error instanceof ConfigMistake ? error.message : (error as Error).stack)
  process.exitCode = 2
}
