import { type RawBuilder, sql } from 'kysely'
import type { FundingRow } from '#contract/funding-figures.ts'
import { contract } from '#contract/index.ts'
import {
  type FinancingKind,
  type FundingField,
  financingKindLabels,
  fundingFieldLabels,
} from '#domain/funding/kinds.ts'
import {
  committedNet,
  type Dimension,
  dimensionLabels,
  exposure,
  type FundingSums,
} from '#domain/funding-figures/dimensions.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import type { Column } from '#server/exports/csv.ts'
import { exportFile } from '#server/exports/export-file.ts'
import { claimAccounts } from '#server/ledger/entry-store.ts'
import { useCase } from '#server/use-case.ts'

type Asked = { from: PlainDate; to: PlainDate; by: Dimension }

/** The key of each part and the name that people read; SQL of the financing `f`, its commune `c` and its convention `v`. */
const parts: Readonly<Record<Dimension, { key: RawBuilder<unknown>; label: RawBuilder<unknown> }>> = {
  field: { key: sql`f.field`, label: sql`f.field` },
  kind: { key: sql`f.kind`, label: sql`f.kind` },
  commune: { key: sql`f.commune_code`, label: sql`c.name` },
  epci: { key: sql`c.epci_code`, label: sql`epci.name` },
  departement: { key: sql`c.departement_code`, label: sql`dep.name` },
  convention: { key: sql`f.convention_id::text`, label: sql`v.reference || ' – ' || v.title` },
  year: { key: sql`extract(year from e.on_date)::text`, label: sql`extract(year from e.on_date)::text` },
}

const signed = (movements: readonly string[], sign: 1 | -1, from: PlainDate): RawBuilder<unknown> =>
  sql`coalesce(${sql.raw(String(sign))} * sum(e.cents) filter (where e.movement = any(${[...movements]}::text[])
    and e.on_date >= ${from}::date), 0)::bigint`

const readRows = async (tx: Tx, organisationId: string, { from, to, by }: Asked): Promise<FundingRow[]> => {
  const { key, label } = parts[by]
  // What stands at the end of a year is the sum of all the years before.
  const stock = (value: RawBuilder<unknown>) =>
    by === 'year' ? sql`(sum(${value}) over (order by ${key}))::bigint` : sql`(${value})::bigint`
  const { rows } = await sql<FundingRow>`
    select ${key} as key, coalesce(max(${label}), '') as label,
      ${signed(['commitment'], 1, from)} as "committedCents",
      ${signed(['commitment-release'], -1, from)} as "releasedCents",
      ${signed(['disbursement', 'disbursement-return'], 1, from)} as "disbursedCents",
      ${signed(['repayment'], -1, from)} as "repaidCents",
      ${signed(['write-off'], -1, from)} as "lostCents",
      ${signed(['recovery'], -1, from)} as "recoveredCents",
      ${stock(sql`coalesce(sum(e.cents) filter (where e.account_code in ${claimAccounts(organisationId)}), 0)`)}
        as "outstandingCents",
      ${stock(sql`coalesce(sum(e.cents) filter (where e.movement in ('commitment', 'commitment-release')), 0)
        - coalesce(sum(e.cents) filter (where e.movement in ('disbursement', 'disbursement-return')), 0)`)}
        as "toDisburseCents"
    from ledger_entry e
    join financing f on (f.organisation_id, f.id) = (e.organisation_id, e.financing_id)
    left join commune c on c.code = f.commune_code
    left join wider_territory epci on epci.kind = 'epci' and epci.code = c.epci_code
    left join wider_territory dep on dep.kind = 'departement' and dep.code = c.departement_code
    left join convention v on (v.organisation_id, v.id) = (f.organisation_id, f.convention_id)
    where e.organisation_id = ${organisationId} and e.on_date <= ${to}::date
    group by 1 order by 1 nulls last`.execute(tx)
  return rows
    .map((row) => ({ ...row, label: wordsOf(by, row) }))
    .filter((row) => by !== 'year' || row.key !== null)
}

const unknown: Readonly<Record<Dimension, string>> = {
  field: '',
  kind: '',
  year: '',
  commune: 'Commune non renseignée',
  epci: 'Intercommunalité inconnue',
  departement: 'Département inconnu',
  convention: 'Hors convention',
}

const wordsOf = (by: Dimension, { key, label }: FundingRow): string => {
  if (key === null) return unknown[by]
  if (by === 'field') return fundingFieldLabels[key as FundingField] ?? key
  if (by === 'kind') return financingKindLabels[key as FinancingKind] ?? key
  return label
}

const none: FundingSums = {
  committedCents: 0,
  releasedCents: 0,
  disbursedCents: 0,
  repaidCents: 0,
  lostCents: 0,
  recoveredCents: 0,
  outstandingCents: 0,
  toDisburseCents: 0,
}
const sumKeys = Object.keys(none) as (keyof FundingSums)[]
const stocks: readonly (keyof FundingSums)[] = ['outstandingCents', 'toDisburseCents']

/** Parts of a whole, but for years: what stands is that of the last one. */
const totalOf = (by: Dimension, rows: readonly FundingRow[]): FundingSums => {
  const last = rows.at(-1) ?? none
  return Object.fromEntries(
    sumKeys.map((key) => [
      key,
      by === 'year' && stocks.includes(key) ? last[key] : rows.reduce((sum, row) => sum + row[key], 0),
    ]),
  ) as FundingSums
}

/** Of a year before the period only what stood is known: it is no row of its own. */
const withinPeriod = ({ from, by }: Asked) => {
  const firstYear = from.slice(0, 4)
  return (row: FundingRow) => by !== 'year' || (row.key ?? '') >= firstYear
}

export const readFundingFigures = useCase(
  contract.fundingFigures.read,
  async ({ tx, actor, refuse }, asked) => {
    if (asked.to < asked.from) return refuse('ends-before-start')
    const rows = await readRows(tx, actor.organisationId, asked)
    return { rows: rows.filter(withinPeriod(asked)), total: totalOf(asked.by, rows) }
  },
)

const amount = (header: string, value: (row: FundingRow) => number): Column<FundingRow> => ({
  header,
  kind: 'cents',
  value,
})
const amounts: Column<FundingRow>[] = [
  amount('Engagé net', committedNet),
  amount('Décaissé', ({ disbursedCents }) => disbursedCents),
  amount('Remboursé', ({ repaidCents }) => repaidCents),
  amount('Passé en perte', ({ lostCents }) => lostCents),
  amount('Récupéré', ({ recoveredCents }) => recoveredCents),
  amount('Encours', ({ outstandingCents }) => outstandingCents),
  amount('Reste à décaisser', ({ toDisburseCents }) => toDisburseCents),
  amount('Exposition', exposure),
]

export const exportFundingFigures = useCase(
  contract.fundingFigures.export,
  async ({ tx, actor, refuse }, { format, ...asked }) => {
    if (asked.to < asked.from) return refuse('ends-before-start')
    const found = await readRows(tx, actor.organisationId, asked)
    async function* rows() {
      yield* found.filter(withinPeriod(asked))
    }
    const columns: Column<FundingRow>[] = [
      { header: dimensionLabels[asked.by], kind: 'text', value: ({ label }) => label },
      ...amounts,
    ]
    return exportFile(format, `financements-${asked.from}-${asked.to}`, 'Financements', columns, rows())
  },
)

export const fundingFigureUseCases = [readFundingFigures, exportFundingFigures]
