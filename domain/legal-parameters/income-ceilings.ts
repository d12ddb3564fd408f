import { anahTables } from '#domain/income-ceilings/anah-tables.ts'
import { ceilingKey } from '#domain/income-ceilings/ceiling.ts'
import { type CeilingTable, ceilingScaleLabels, ceilingZoneLabels } from '#domain/income-ceilings/kinds.ts'
import { ownershipTables } from '#domain/income-ceilings/ownership-tables.ts'
import { socialHousingTables } from '#domain/income-ceilings/social-housing-tables.ts'
import type { LegalParameter } from '#domain/legal-parameter.ts'
import { addDays, plainDate } from '#domain/plain-date.ts'

const tables: readonly CeilingTable[] = [...anahTables, ...socialHousingTables, ...ownershipTables]

const isSameColumn = (one: CeilingTable, other: CeilingTable) =>
  one.scale === other.scale && one.zone === other.zone

/** In force until the next one that is known: a year without its own is told by whoever reads it (`isOfYear`). */
const lastDayOf = (table: CeilingTable) => {
  const years = tables
    .filter((one) => isSameColumn(one, table) && one.year > table.year)
    .map(({ year }) => year)
  return years.length === 0 ? null : addDays(plainDate(Math.min(...years), 1, 1), -1)
}

const tell = ({ scale, zone }: CeilingTable, size: string) =>
  `${ceilingScaleLabels[scale]}, ${ceilingZoneLabels[zone]}, ${size}`

const rowsOf = (table: CeilingTable): LegalParameter[] => {
  const { scale, zone, year, confidence, source } = table
  const row = (size: number | 'more', label: string, euros: number): LegalParameter => ({
    key: ceilingKey(scale, zone, size),
    label: tell(table, label),
    value: euros * 100,
    unit: 'cents',
    validFrom: plainDate(year, 1, 1),
    validTo: lastDayOf(table),
    legalRef: source,
    sourceDate: plainDate(year, 1, 1),
    confidence,
  })
  return [
    ...table.euros.map((euros, index) =>
      row(index + 1, `${index + 1} personne${index > 0 ? 's' : ''}`, euros),
    ),
    row('more', 'par personne en plus', table.more),
  ]
}

export const incomeCeilingParameters: readonly LegalParameter[] = tables.flatMap(rowsOf)
