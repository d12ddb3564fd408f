import { sql } from 'kysely'
import { readPostalAddress } from '#domain/communications/postal-address.ts'
import { formatEuros } from '#domain/money.ts'
import { formatPhoneNumber } from '#domain/phone.ts'
import { formatLongDate, type PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import type { Envelope, LetterValues } from '#server/letters/compose-letter.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'

type Reading = { tx: Tx; actor: { organisationId: string; name?: string }; today: PlainDate }

export type LetterFacts = {
  envelope: Envelope
  values: LetterValues
  /** Whether a letter put in the post would arrive somewhere. */
  hasPostalAddress: boolean
}

type Row = {
  householdId: string
  organisation: string
  tenancyNumber: string | null
  street: string | null
  postCode: string | null
  town: string | null
  agency: string | null
  /** Whether the home above is lived in today, under a lease. */
  isAtHome: boolean | null
  typedAddress: string | null
  occupiedPlace: string | null
  benefitPayer: string | null
  balanceCents: number | null
  names: string[] | null
  referentName: string | null
  referentPhone: string | null
}

/** What letters say of each household: where it lives, who holds the lease, who follows it, what it owes. */
export const readLetterFacts = async (
  reading: Reading,
  householdIds: readonly string[],
  tenancyId?: string,
): Promise<Map<string, LetterFacts>> => {
  const helpline = await readHelpline(reading)
  const rows = await readRows(reading, householdIds, tenancyId)
  return new Map(rows.map((row) => [row.householdId, toFacts(reading, row, helpline, tenancyId)]))
}

const toFacts = (
  { actor, today }: Reading,
  row: Row,
  helpline: string,
  tenancyId: string | undefined,
): LetterFacts => {
  const names = row.names ?? []
  const address = addressOf(row, tenancyId !== undefined)
  const known = {
    organisme: row.organisation,
    'date du jour': formatLongDate(today),
    destinataire: names.join(' et '),
    adresse: address.lines.join(', '),
    'numéro de locataire': row.tenancyNumber,
    agence: row.agency,
    signataire: actor.name ?? row.referentName,
    référent: row.referentName ?? actor.name,
    'téléphone du référent': row.referentPhone,
    solde: row.balanceCents === null ? null : formatEuros(Math.max(0, row.balanceCents)),
    'date du solde': formatLongDate(today),
    'organisme payeur': row.benefitPayer?.toUpperCase(),
  }
  const values = Object.fromEntries(Object.entries(known).filter(([, value]) => value)) as LetterValues
  values['sos loyers impayés'] = helpline
  const sender = [row.organisation, row.agency, row.referentName, row.referentPhone]
  const envelope = {
    author: row.organisation,
    sender: sender.filter((line): line is string => Boolean(line)),
    recipient: [...names, ...address.lines],
    dateline: `Le ${formatLongDate(today)}`,
  }
  return { envelope, values, hasPostalAddress: address.isWhole && names.length > 0 }
}

/** The home under a lease; else the address typed for letters, else where the household says it lives, else its last home. */
const addressOf = (row: Row, isOfTenancy: boolean): { lines: string[]; isWhole: boolean } => {
  const elsewhere =
    row.isAtHome || isOfTenancy
      ? undefined
      : [row.typedAddress, row.occupiedPlace]
          .map((written) => written && readPostalAddress(written))
          .find(Boolean)
  if (elsewhere) return { lines: elsewhere, isWhole: true }
  const townLine = [row.postCode, row.town].filter(Boolean).join(' ')
  const lines = [row.street, townLine].filter((line): line is string => Boolean(line))
  return { lines, isWhole: Boolean(row.street && row.town) }
}

/** A sentence, or nothing where the organisation has set the number to 0: no letter shows a number nobody stands for. */
const readHelpline = async (reading: Reading): Promise<string> => {
  const params = await readOrganisationParameters(reading, reading.today)
  const number = params.readNearest('letters.rent-helpline')
  return number === 0 ? '' : `Vous pouvez aussi appeler SOS Loyers Impayés : ${formatPhoneNumber(number)}.`
}

/** The tenancy named, the running one, else the last; the leaseholders of today, else the first adult known by name. */
const readRows = async (
  { tx, actor, today }: Reading,
  householdIds: readonly string[],
  tenancyId: string | undefined,
): Promise<Row[]> => {
  const here = actor.organisationId
  const { rows } = await sql<Row>`
    select h.id as "householdId", o.name as organisation, home.external_id as "tenancyNumber", home.street,
      home.is_running as "isAtHome", h.postal_address as "typedAddress",
      (select c.place from occupancy c where c.organisation_id = ${here} and c.household_id = h.id
        and c.kind <> 'without-home' and c.started_on <= ${today} and (c.ended_on is null or c.ended_on >= ${today})
        order by c.started_on desc limit 1) as "occupiedPlace",
      home.post_code as "postCode", home.town, home.agency, home.benefit_payer as "benefitPayer",
      home.balance as "balanceCents", holders.names, referent.name as "referentName", referent.phone as "referentPhone"
    from household h
    join organisation o on o.id = h.organisation_id
    left join lateral (
      select t.external_id, t.benefit_payer, (t.ended_on is null or t.ended_on >= ${today}) as is_running, b.street, b.post_code, b.town, b.agency,
        (select coalesce(sum(e.amount_cents), 0)::bigint from rent_entry e
          where e.organisation_id = ${here} and e.tenancy_id = t.id and e.entry_on <= ${today}) as balance
      from tenancy t
      join dwelling d on d.organisation_id = t.organisation_id and d.id = t.dwelling_id
      join building b on b.organisation_id = d.organisation_id and b.id = d.building_id
      where t.organisation_id = ${here} and t.household_id = h.id
        and (${tenancyId ?? null}::uuid is null or t.id = ${tenancyId ?? null})
      order by (t.ended_on is null or t.ended_on >= ${today}) desc, t.started_on desc limit 1) home on true
    left join lateral (
      select array_agg(written order by place, "lastName") filter (where is_holder or (is_first and not has_holder)) as names
      from (select concat_ws(' ', p.civility, p.first_name, p.last_name) as written, p.last_name as "lastName",
          m.member_role as place, m.member_role in ('leaseholder', 'co-leaseholder') as is_holder,
          bool_or(m.member_role in ('leaseholder', 'co-leaseholder')) over () as has_holder,
          row_number() over (order by m.member_role, p.last_name) = 1 as is_first
        from household_member m
        join person p on p.organisation_id = m.organisation_id and p.id = m.person_id
        where m.organisation_id = ${here} and m.household_id = h.id
          and m.joined_on <= ${today} and (m.left_on is null or m.left_on >= ${today})) member) holders on true
    left join lateral (
      select m.name, m.phone from household_referent r
      join membership m on m.organisation_id = r.organisation_id and m.id = r.membership_id
      where r.organisation_id = ${here} and r.household_id = h.id and r.kind = 'referent'
        and r.from_on <= ${today} and (r.until_on is null or r.until_on >= ${today})
      order by r.from_on limit 1) referent on true
    where h.organisation_id = ${here} and h.id = any (${[...householdIds]}::uuid[])`.execute(tx)
  return rows
}
