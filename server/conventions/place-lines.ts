import { sql } from 'kysely'
import type { ConventionLine, LineProblem } from '#domain/conventions/read-line.ts'
import type { NamedTerritory } from '#domain/territories/kinds.ts'
import type { ReadLineOfList } from '#server/conventions/read-list.ts'
import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
/** A line ready to be written: its territories found, its framework known or in the same list. */
export type PlacedLine = Omit<ConventionLine, 'territories'> & { at: number; territories: NamedTerritory[] }
export type Finding = { line: number; column: string | null; value: string | null; reason: string }

/** Finds what each line names; a line that names what does not exist is rejected, with the reason. */
export const placeLines = async (
  here: Here,
  lines: readonly ReadLineOfList[],
): Promise<{ placed: PlacedLine[]; findings: Finding[] }> => {
  const readable = lines.flatMap(({ at, line }) => (line ? [{ at, line }] : []))
  const territories = await findTerritories(
    here.tx,
    readable.flatMap(({ line }) => line.territories),
  )
  const frameworks = await findFrameworks(here, readable)
  const findings: Finding[] = lines.flatMap(({ at, problems }) =>
    (problems ?? []).map((problem) => tell(at, problem)),
  )
  const placed: PlacedLine[] = []
  for (const { at, line } of readable) {
    const problems = problemsOf(line, territories, frameworks)
    if (problems.length > 0) findings.push(...problems.map((problem) => tell(at, problem)))
    else
      placed.push({
        ...line,
        at,
        territories: line.territories.flatMap((text) => territories.get(text) ?? []),
      })
  }
  return { placed, findings: findings.toSorted((a, b) => a.line - b.line) }
}

const tell = (line: number, { column, value, reason }: LineProblem): Finding => ({
  line,
  column: column || null,
  value,
  reason,
})

const problemsOf = (
  line: ConventionLine,
  territories: ReadonlyMap<string, readonly NamedTerritory[]>,
  frameworks: ReadonlySet<string>,
): LineProblem[] => [
  ...line.territories.flatMap((text) => {
    const found = territories.get(text) ?? []
    if (found.length === 1) return []
    const reason =
      found.length === 0
        ? `Territoires : « ${text} » n’est pas une commune, une intercommunalité, un département ni une région connus.`
        : `Territoires : « ${text} » peut être plusieurs territoires ; écrivez son code (INSEE ou SIREN).`
    return [{ column: 'Territoires', value: text, reason }]
  }),
  ...(line.framework !== null && !frameworks.has(line.framework)
    ? [
        {
          column: 'Convention cadre',
          value: line.framework,
          reason: `Convention cadre : « ${line.framework} » n’est ni dans Palier ni dans cette liste.`,
        },
      ]
    : []),
]

/** By code (INSEE, SIREN) or by name. A name that a commune shares with another is not found for sure. */
const findTerritories = async (
  tx: Tx,
  texts: readonly string[],
): Promise<Map<string, readonly NamedTerritory[]>> => {
  const asked = [...new Set(texts)]
  if (asked.length === 0) return new Map()
  const { rows } = await sql<{ asked: string; kind: NamedTerritory['kind']; code: string; name: string }>`
    with asked as (select text, fold_place(text) as folded from unnest(${asked}::text[]) as text)
    select a.text as asked, w.kind, w.code, w.name from asked a
    join wider_territory w on w.code = a.text or w.folded = a.folded
    union all
    select a.text, 'commune', c.code, c.name from asked a
    join commune c on c.code = a.text or c.folded = a.folded
    union all
    select a.text, 'france', 'FR', 'France entière' from asked a
    where a.folded in ('fr', 'france', 'france entiere', 'national', 'territoire national')`.execute(tx)
  return new Map(
    asked.map((text) => [
      text,
      narrow(
        text,
        rows.filter((row) => row.asked === text),
      ),
    ]),
  )
}

/** A département and a region that bear one name, a code that is also a name: what is written exactly comes first. */
const narrow = (text: string, found: readonly NamedTerritory[]): readonly NamedTerritory[] => {
  const plain = found.map(({ kind, code, name }) => ({ kind, code, name }))
  const byCode = plain.filter(({ code }) => code === text)
  if (byCode.length > 0) return byCode
  const wider = plain.filter(({ kind }) => kind !== 'commune')
  return wider.length === 1 && plain.length > 1 && wider[0]?.kind === 'departement' ? wider : plain
}

/** References that may serve as a framework: those of the house, and those of the same list. */
const findFrameworks = async (
  { tx, actor }: Here,
  lines: readonly { line: ConventionLine }[],
): Promise<Set<string>> => {
  const rows = await tx
    .selectFrom('convention')
    .where('organisation_id', '=', actor.organisationId)
    .where('kind', '=', 'framework')
    .select('reference')
    .execute()
  return new Set([
    ...rows.map(({ reference }) => reference),
    ...lines.filter(({ line }) => line.kind === 'framework').map(({ line }) => line.reference),
  ])
}
