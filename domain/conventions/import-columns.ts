import { foldHeader } from '#domain/imports/columns.ts'

/** The columns of a list of conventions, and the headers under which they come. */
const columnRows = {
  reference: ['reference', 'ref', 'numero', 'n', 'n convention', 'code', 'identifiant'],
  title: ['intitule', 'titre', 'objet', 'nom', 'convention', 'libelle'],
  kind: ['type', 'nature', 'type de convention', 'cadre ou application'],
  framework: ['convention cadre', 'cadre', 'reference cadre'],
  level: ['niveau', 'echelon'],
  partners: ['partenaire', 'partenaires', 'organisme', 'organismes', 'cocontractant', 'signataires'],
  role: ['role', 'role du partenaire', 'qualite'],
  signatory: ['signataire', 'representant', 'signe par'],
  signedOn: ['signature', 'date de signature', 'signee le', 'signe le'],
  startsOn: ['debut', 'date de debut', 'date d effet', 'du', 'effet'],
  endsOn: ['fin', 'date de fin', 'echeance', 'terme', 'au', 'expiration'],
  renewal: ['renouvellement', 'reconduction'],
  noticeDays: ['preavis', 'preavis jours', 'delai de preavis'],
  territories: ['territoire', 'territoires', 'perimetre', 'communes', 'epci', 'departement', 'departements'],
  fields: ['domaine', 'domaines', 'theme', 'themes', 'champ', 'champs', 'axe', 'axes'],
  amount: ['montant', 'enveloppe', 'dotation', 'montant enveloppe', 'montant de l enveloppe'],
  envelopeKind: ['nature enveloppe', 'type enveloppe', 'flux ou stock', 'type d enveloppe', 'flux stock'],
} as const
export type ImportColumn = keyof typeof columnRows
export const importColumns = Object.keys(columnRows) as ImportColumn[]
export const neededColumns = ['reference', 'title', 'partners'] as const satisfies readonly ImportColumn[]

export const importColumnLabels: Readonly<Record<ImportColumn, string>> = {
  reference: 'Référence',
  title: 'Intitulé',
  kind: 'Type',
  framework: 'Convention cadre',
  level: 'Niveau',
  partners: 'Partenaires',
  role: 'Rôle',
  signatory: 'Signataire',
  signedOn: 'Date de signature',
  startsOn: 'Date de début',
  endsOn: 'Date de fin',
  renewal: 'Renouvellement',
  noticeDays: 'Préavis (jours)',
  territories: 'Territoires',
  fields: 'Domaines',
  amount: 'Montant enveloppe',
  envelopeKind: 'Nature enveloppe',
}

export type ImportLayout = Partial<Readonly<Record<ImportColumn, number>>>

/** Where each column stands; the first header that fits is kept. */
export const layoutOf = (headers: readonly string[]): ImportLayout => {
  const folded = headers.map((header) => foldHeader(header))
  return Object.fromEntries(
    importColumns.flatMap((column) => {
      const names: readonly string[] = [foldHeader(importColumnLabels[column]), ...columnRows[column]]
      const at = folded.findIndex((header) => names.includes(header))
      return at === -1 ? [] : [[column, at]]
    }),
  )
}
