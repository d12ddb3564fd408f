import { z } from 'zod'
import { capability, download, query } from '#contract/endpoint.ts'
import { Cents, Day, Id, PageRequest, pageOf, unknownRecord } from '#contract/shapes.ts'
import { entryKinds } from '#domain/tenancies/kinds.ts'

const Tenancy = z.object({
  tenancyId: Id,
  number: z.string(),
  startedOn: Day,
  endedOn: Day.nullable(),
  rentCents: Cents,
  chargesCents: Cents,
  rlsCents: Cents,
  benefitCents: Cents,
  benefitPaidTo: z.enum(['landlord', 'tenant', 'none']),
  benefitPayer: z.enum(['caf', 'msa']).nullable(),
  beneficiaryNumber: z.string().nullable(),
  balanceCents: Cents,
  dwelling: z.object({
    reference: z.string(),
    kind: z.string().nullable(),
    floor: z.string().nullable(),
    door: z.string().nullable(),
    areaSquareDecimetres: z.int().nullable(),
  }),
  building: z.object({
    name: z.string(),
    street: z.string().nullable(),
    postCode: z.string().nullable(),
    town: z.string().nullable(),
    agency: z.string().nullable(),
  }),
})
export type Tenancy = z.output<typeof Tenancy>

/** A month of the account: what was called, what was paid, what the aid paid, and where it left the balance. */
const LedgerMonth = z.object({
  month: Day,
  calledCents: Cents,
  paidCents: Cents,
  aidCents: Cents,
  otherCents: Cents,
  balanceCents: Cents,
})
export type LedgerMonth = z.output<typeof LedgerMonth>

const LedgerLine = z.object({
  id: z.string(),
  entryOn: Day,
  kind: z.enum(entryKinds),
  label: z.string().nullable(),
  amountCents: Cents,
  /** Of the whole account after this line, whatever the filter. */
  balanceCents: Cents,
  /** `reversal`: undoes a line the landlord corrected; `reversed`: the line undone; `corrected`: its new wording. */
  correction: z.enum(['none', 'reversed', 'reversal', 'corrected']),
})
export type LedgerLine = z.output<typeof LedgerLine>

const account = { householdId: Id, tenancyId: Id }
const filter = {
  kinds: z.array(z.enum(entryKinds)).max(entryKinds.length).default([]),
  from: Day.nullable().default(null),
  to: Day.nullable().default(null),
}

export const tenancies = capability('tenancies', {
  listOfHousehold: query({
    action: 'read-tenancy',
    summary: 'Les locations d’un ménage, présentes puis passées : logement, loyer, aide, solde.',
    input: z.object({ householdId: Id }),
    output: z.object({ rows: z.array(Tenancy) }),
  }),
  drawLedger: query({
    action: 'read-tenancy',
    summary: 'Le compte d’une location, mois par mois : appels, paiements, aide, solde.',
    input: z.object({ ...account, months: z.int().min(1).max(120).default(24) }),
    output: z.object({ months: z.array(LedgerMonth) }),
    refusals: unknownRecord,
  }),
  listEntries: query({
    action: 'read-tenancy',
    summary: 'Les écritures d’un compte, les plus récentes d’abord, avec le solde après chacune.',
    input: z.object({ ...account, ...filter, ...PageRequest }),
    output: pageOf(LedgerLine),
    refusals: unknownRecord,
  }),
  exportEntries: download({
    action: 'read-tenancy',
    summary: 'Le compte d’une location en fichier CSV.',
    input: z.object({ ...account, ...filter }),
    refusals: unknownRecord,
  }),
})
