import type { Catalogue, ForeignKey, Table } from './read-catalogue.ts'

export type Placement = 'distributed' | 'reference' | 'local'
export type DistributionPlan = {
  placements: { table: string; placement: Placement }[]
  /** What in the schema no cluster would take: to be mended before anything is done. */
  problems: string[]
  statements: string[]
}

/**
 * The rows of organisations are spread by organisation, all of one organisation on one node; what all organisations read
 * is copied to every node; what belongs to the process (accounts, jobs, mails) stays on the coordinator.
 */
const placementOf = ({ schema, isOwned }: Table): Placement => {
  if (schema !== 'public') return 'local'
  return isOwned ? 'distributed' : 'reference'
}

export const planDistribution = (
  catalogue: Catalogue,
  done: ReadonlySet<string> = new Set(),
): DistributionPlan => {
  const placed = catalogue.tables.map((table) => ({ table, placement: placementOf(table) }))
  const namesOf = (wanted: Placement) =>
    placed.filter(({ placement }) => placement === wanted).map(({ table }) => table.name)
  const spread = new Set(namesOf('distributed'))
  const keys = catalogue.foreignKeys.filter(({ from, to }) => spread.has(from) && spread.has(to))
  const { order, cut } = orderByReference([...spread], keys)
  return {
    placements: placed.map(({ table, placement }) => ({
      table: `${table.schema}.${table.name}`,
      placement,
    })),
    problems: problemsOf(catalogue, spread),
    statements: statementsFor(
      catalogue,
      namesOf('reference').filter((name) => !done.has(name)),
      order,
      cut,
      done,
    ),
  }
}

const problemsOf = ({ tables, uniqueKeys, foreignKeys }: Catalogue, spread: ReadonlySet<string>) => [
  ...uniqueKeys
    .filter(({ table, hasOrganisation }) => spread.has(table) && !hasOrganisation)
    .map(({ table, name }) => `${table} : la clé unique ${name} ne comprend pas organisation_id`),
  ...foreignKeys
    .filter(({ from, to, hasOrganisation }) => spread.has(from) && spread.has(to) && !hasOrganisation)
    .map(
      ({ from, name }) =>
        `${from} : la clé étrangère ${name} ne comprend pas organisation_id à la même place`,
    ),
  ...foreignKeys
    .filter(({ from, to }) => !spread.has(from) && spread.has(to))
    .map(({ from, to, name }) => `${from} : la table commune renvoie à ${to}, qui est répartie (${name})`),
  ...foreignKeys
    .filter(({ from, erasesOrganisation }) => spread.has(from) && erasesOrganisation)
    .map(({ from, name }) => `${from} : la suppression effacerait organisation_id (${name})`),
  ...tables
    .filter(({ name, schema, sequenced }) => schema === 'public' && spread.has(name) && sequenced.length > 0)
    .map(({ name, sequenced }) => `${name} : séquence commune pour ${sequenced.join(', ')}`),
]

/** Those referred to come first; a key that closes a circle is taken off, then put back. */
const orderByReference = (names: readonly string[], keys: readonly ForeignKey[]) => {
  const order: string[] = []
  const cut: ForeignKey[] = []
  const entered = new Set<string>()
  const visit = (name: string) => {
    entered.add(name)
    for (const key of keys.filter(({ from, to }) => from === name && to !== name)) {
      if (!entered.has(key.to)) visit(key.to)
      else if (!order.includes(key.to)) cut.push(key)
    }
    order.push(name)
  }
  for (const name of names) if (!entered.has(name)) visit(name)
  return { order, cut }
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

const statementsFor = (
  { database, tables }: Catalogue,
  reference: readonly string[],
  order: readonly string[],
  cut: readonly ForeignKey[],
  done: ReadonlySet<string>,
): string[] => {
  const left = order.filter((name) => !done.has(name))
  if (left.length === 0 && reference.length === 0) return []
  const [first] = order
  const triggered = tables.some(({ name, triggers }) => left.includes(name) && triggers.length > 0)
  const open = cut.filter(({ from }) => left.includes(from))
  const colocated = (name: string) => (name === first ? 'none' : `public.${first}`)
  return [
    `alter database ${quoted(database)} set citus.propagate_set_commands to 'local'`,
    ...(triggered
      ? [
          `alter database ${quoted(database)} set citus.enable_unsafe_triggers to 'on'`,
          "set citus.enable_unsafe_triggers to 'on'",
        ]
      : []),
    ...open.map(({ from, name }) => `alter table ${from} drop constraint ${quoted(name)}`),
    ...reference.map((name) => `select create_reference_table(${literal(`public.${name}`)})`),
    ...left.map(
      (name) =>
        `select create_distributed_table(${literal(`public.${name}`)}, 'organisation_id', colocate_with => ${literal(colocated(name))})`,
    ),
    ...open.map(
      ({ from, name, definition }) => `alter table ${from} add constraint ${quoted(name)} ${definition}`,
    ),
    ...[...reference, ...left]
      .reverse()
      .map((name) => `select truncate_local_data_after_distributing_table(${literal(`public.${name}`)})`),
  ]
}
