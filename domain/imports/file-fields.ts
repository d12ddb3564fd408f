import { type ColumnMapping, foldHeader, isComplete, recogniseColumns } from '#domain/imports/columns.ts'
import { type ImportField, type ImportTarget, importFields, importTargets } from '#domain/imports/fields.ts'

/**
 * What a file may hold, by target. Landlords export a tenancy with its dwelling, its building and its tenant on one
 * line: those fields are offered too. A field that nothing keeps is not offered.
 */
const notKept = new Set([
  'inseeCode',
  'builtYear',
  'financing',
  'energyClass',
  'paymentMethod',
  'period',
  'birthName',
])

const kept = (target: ImportTarget, left: readonly string[] = []) =>
  importFields[target].filter(({ key }) => !notKept.has(key) && !left.includes(key))

const optional = (field: ImportField): ImportField => ({ ...field, isRequired: false })
const renamed = (fields: readonly ImportField[], from: string, to: string): ImportField[] =>
  fields.map((field) => (field.key === from ? { ...field, key: to } : field))

const buildings = renamed(kept('buildings'), 'name', 'buildingName')
const labelled = (fields: readonly ImportField[], key: string, label: string): ImportField[] =>
  fields.map((field) => (field.key === key ? { ...field, label } : field))

// On a line that also names a person and a lease, « Nom » is the person's and « Nature » says nothing of the dwelling.
const dwellings = [
  ...labelled(renamed(kept('dwellings'), 'kind', 'dwellingKind'), 'dwellingKind', 'Nature du logement'),
  ...labelled(buildings, 'buildingName', 'Nom de l’immeuble')
    .filter(({ key }) => key === 'buildingName' || key === 'agency')
    .map(optional),
]
const dwellingsOnTenancyLine = dwellings.filter(({ key }) => key !== 'dwellingRef').map(optional)
const holder = kept('occupants', ['tenancyRef', 'role', 'joinedOn', 'leftOn']).map(optional)

// « Code locataire » names the tenant where another column names the lease, and the lease where none does.
const namesTheTenant = /locataire|matricule|client|tiers|compte/
const splitTenantNames = (fields: readonly ImportField[]): ImportField[] => {
  const all = fields.find(({ key }) => key === 'tenancyRef')?.synonyms ?? []
  const ofTenant = all.filter((name) => namesTheTenant.test(name))
  const ofLease = all.filter((name) => !namesTheTenant.test(name))
  return fields.map((field) => {
    if (field.key === 'tenancyRef') return { ...field, synonyms: ofLease }
    return field.key === 'personRef' ? { ...field, synonyms: [...field.synonyms, ...ofTenant] } : field
  })
}

export const fileFields: Readonly<Record<ImportTarget, readonly ImportField[]>> = {
  buildings,
  dwellings,
  tenancies: [...kept('tenancies', ['kind', 'agency']), ...dwellingsOnTenancyLine, ...holder],
  occupants: kept('occupants'),
  ledger: kept('ledger'),
}

const withTenantNames: Readonly<Record<ImportTarget, readonly ImportField[]>> = {
  ...fileFields,
  tenancies: splitTenantNames(fileFields.tenancies),
  occupants: splitTenantNames(fileFields.occupants),
}

/** Places the columns of a file: a column of the lease first, and for want of one the tenant's own number. */
export function recogniseFileColumns(target: ImportTarget, headers: readonly string[]): ColumnMapping {
  const precise = recogniseColumns(target, headers, withTenantNames[target])
  if (!precise.missing.includes('tenancyRef')) return precise
  return recogniseColumns(target, headers, fileFields[target])
}

// One field more than the key tells what a line is about; without it a list of occupants would pass for tenancies.
const telling: Partial<Record<ImportTarget, readonly string[]>> = {
  tenancies: ['startsOn', 'endsOn', 'rent', 'charges', 'benefit', 'dwellingRef'],
}

/** What the file is most likely to hold; undefined when no target finds its required columns. */
export function recogniseFile(headers: readonly string[]): ImportTarget | undefined {
  const placed = importTargets.flatMap((target) => {
    const mapping = recogniseFileColumns(target, headers)
    const tells = telling[target]?.some((key) => key in mapping.columns) ?? true
    return isComplete(target, mapping) && tells
      ? [{ target, count: Object.keys(mapping.columns).length }]
      : []
  })
  return placed.toSorted((a, b) => b.count - a.count)[0]?.target
}

/** What tells one layout of file from another: its headers, in their order. */
export function layoutOf(headers: readonly string[]): string {
  return headers.map(foldHeader).join('|')
}
