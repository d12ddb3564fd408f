import { throwDice } from '#db/seed/dice.ts'
import {
  makeEntries,
  makeTenancy,
  type PortfolioOptions,
  type SeedEntry,
  type SeedTenancy,
} from '#db/seed/portfolio.ts'
import type { PlainDate } from '#domain/plain-date.ts'

/**
 * The portfolio as a landlord's software prints it: `;`, decimal comma, spaces in thousands, dd/mm/yyyy, one line per
 * tenancy and one per ledger entry, with, where asked, the usual defects of such files.
 */
export type ExportOptions = PortfolioOptions & {
  /** Out of ten thousand lines, how many carry a defect. */
  defectsPerTenThousand: number
}

export const tenancyHeader =
  'N° contrat;Code immeuble;Résidence;Adresse;Code postal;Ville;Agence;Code logement;Type;Étage;Porte;Surface;Code locataire;Civilité;Nom;Prénom;Date de naissance;Téléphone;Courriel;Date d’entrée;Date de sortie;Loyer;Charges;RLS;APL;Tiers payant;Organisme payeur;N° allocataire'
export const occupantHeader =
  'N° contrat;Code personne;Lien;Civilité;Nom;Prénom;Date de naissance;Téléphone;Courriel'
export const ledgerHeader = 'N° écriture;N° contrat;Date;Code;Libellé;Débit;Crédit'

const day = (date: PlainDate | null) =>
  date ? `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}` : ''
const amount = (cents: number) => {
  const whole = String(Math.floor(Math.abs(cents) / 100)).replace(/\B(?=(\d{3})+$)/g, ' ')
  return `${cents < 0 ? '-' : ''}${whole},${String(Math.abs(cents) % 100).padStart(2, '0')}`
}
const paidTo = { landlord: 'Oui', tenant: 'Non', none: '' } as const
const bonds = { leaseholder: 'Titulaire', partner: 'Conjoint', child: 'Enfant' } as const

export const tenancyLine = ({ building: b, dwelling: d, occupants, ...t }: SeedTenancy): string => {
  const holder = occupants[0]
  return [
    t.externalId,
    b.externalId,
    b.name,
    b.street,
    b.postCode,
    b.town,
    b.agency,
    d.externalId,
    d.kind,
    d.floor,
    d.door,
    d.areaSquareMetres,
    holder?.externalId,
    holder?.civility,
    holder?.lastName,
    holder?.firstName,
    day(holder?.birthOn ?? null),
    holder?.phone ?? '',
    holder?.email ?? '',
    day(t.startedOn),
    day(t.endedOn),
    amount(t.rentCents),
    amount(t.chargesCents),
    amount(t.rlsCents),
    amount(t.benefitCents),
    paidTo[t.benefitPaidTo],
    t.benefitPayer?.toUpperCase() ?? '',
    t.beneficiaryNumber ?? '',
  ].join(';')
}

export const ledgerLine = ({
  externalId,
  tenancyExternalId,
  on,
  code,
  label,
  amountCents,
}: SeedEntry): string =>
  `${externalId};${tenancyExternalId};${day(on)};${code};${label};${amountCents > 0 ? amount(amountCents) : ''};${amountCents < 0 ? amount(-amountCents) : ''}`

export function* tenancyFile(options: ExportOptions): Generator<string> {
  yield tenancyHeader
  const dice = throwDice(options.seed + 1)
  for (let rank = 0; rank < options.tenancies; rank++) {
    const line = tenancyLine(makeTenancy(options, rank))
    yield dice.next() * 10_000 < options.defectsPerTenThousand ? spoilTenancy(line, dice.between(0, 2)) : line
  }
}

export function* occupantFile(options: ExportOptions): Generator<string> {
  yield occupantHeader
  for (let rank = 0; rank < options.tenancies; rank++) {
    const tenancy = makeTenancy(options, rank)
    for (const one of tenancy.occupants.slice(1))
      yield [
        tenancy.externalId,
        one.externalId,
        bonds[one.bond],
        one.civility,
        one.lastName,
        one.firstName,
        day(one.birthOn),
        one.phone ?? '',
        one.email ?? '',
      ].join(';')
  }
}

export function* ledgerFile(options: ExportOptions): Generator<string> {
  yield ledgerHeader
  const dice = throwDice(options.seed + 2)
  for (let rank = 0; rank < options.tenancies; rank++)
    for (const entry of makeEntries(options, makeTenancy(options, rank))) {
      const line = ledgerLine(entry)
      if (dice.next() * 10_000 >= options.defectsPerTenThousand) yield line
      else yield* spoilLedger(line, dice.between(0, 4))
    }
}

const spoil = (line: string, column: number, value: string): string =>
  line.split(';').with(column, value).join(';')

const spoilTenancy = (line: string, defect: number): string => {
  if (defect === 0) return spoil(line, 19, '31/02/2021')
  if (defect === 1) return spoil(line, 20, '01/01/1990')
  return spoil(line, 21, 'quatre cents')
}

const spoilLedger = (line: string, defect: number): string[] => {
  const debit = line.split(';')[5] ? 5 : 6
  if (defect === 0) return [spoil(line, 2, '31/02/2026')]
  if (defect === 1) return [spoil(line, debit, '1,234')]
  if (defect === 2) return [spoil(line, 1, 'L999999999')]
  if (defect === 3) return [line, line]
  return [spoil(line, debit, '')]
}
