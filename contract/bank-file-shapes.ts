import { z } from 'zod'
import { Cents, Day, Id, Instant, shortText, Version } from '#contract/shapes.ts'
import { statementKinds } from '#domain/sepa/camt.ts'
import { bankFileKinds, bankFileStates, sequenceTypes, statementLineStates } from '#domain/sepa/kinds.ts'
import { mandateFactKinds, mandateStates } from '#domain/sepa/mandates.ts'
import { type Exclusion, exclusions } from '#domain/sepa/presentation.ts'
import { receiptKinds } from '#domain/subsidies/kinds.ts'

export const BankAccount = z.object({
  id: Id,
  label: z.string(),
  holder: z.string(),
  iban: z.string(),
  bic: z.string().nullable(),
  creditorId: z.string().nullable(),
  closedOn: Day.nullable(),
  version: Version,
})
export type BankAccount = z.output<typeof BankAccount>

export const PostalAddressFields = {
  street: shortText(70).nullable().default(null),
  buildingNumber: shortText(16).nullable().default(null),
  postCode: shortText(16).nullable().default(null),
  town: shortText(35).nullable().default(null),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Deux lettres : FR, BE…')
    .nullable()
    .default(null),
}

export const Mandate = z.object({
  id: Id,
  reference: z.string(),
  household: z.object({ id: Id, label: z.string() }),
  financing: z.object({ id: Id, number: z.string() }).nullable(),
  debtor: z.string(),
  /** Masked but for the finance staff: `FR76 •••• 0189`. */
  iban: z.string(),
  bic: z.string().nullable(),
  isSingle: z.boolean(),
  noticeDays: z.int().nullable(),
  state: z.enum(mandateStates),
  signedOn: Day.nullable(),
  lastPresentedOn: Day.nullable(),
  lapsesOn: Day.nullable(),
  presentations: z.int(),
  /** Whether the signed paper was chosen in the household's file. */
  hasPaper: z.boolean(),
  facts: z.array(z.object({ kind: z.enum(mandateFactKinds), on: Day, reason: z.string().nullable() })),
  version: Version,
})
export type Mandate = z.output<typeof Mandate>

const PreviewLine = z.object({
  /** The debit or the order itself. */
  sourceId: Id,
  name: z.string(),
  label: z.string(),
  cents: Cents,
  dueOn: Day,
  sequenceType: z.enum(sequenceTypes).nullable(),
  attempt: z.int(),
})
const ExcludedLine = z.object({
  sourceId: Id,
  householdId: Id.nullable(),
  name: z.string(),
  label: z.string(),
  cents: Cents,
  dueOn: Day,
  why: z.enum(Object.keys(exclusions) as Exclusion[]),
})
export const FilePreview = z.object({
  lines: z.array(PreviewLine),
  excluded: z.array(ExcludedLine),
  /** Of all, beyond what is listed here. */
  lineCount: z.int(),
  excludedCount: z.int(),
  totalCents: Cents,
})
export type FilePreview = z.output<typeof FilePreview>

export const BankFile = z.object({
  id: Id,
  kind: z.enum(bankFileKinds),
  state: z.enum(bankFileStates),
  account: z.object({ id: Id, label: z.string() }),
  executeOn: Day,
  messageId: z.string(),
  lineCount: z.int(),
  totalCents: Cents,
  settledCents: Cents,
  returnedCents: Cents,
  preparedBy: z.string(),
  preparedAt: Instant,
  checkedBy: z.string().nullable(),
  issuedBy: z.string().nullable(),
  issuedAt: Instant.nullable(),
  version: Version,
})
export type BankFile = z.output<typeof BankFile>

export const BankFileLine = z.object({
  id: Id,
  position: z.int(),
  name: z.string(),
  iban: z.string(),
  label: z.string(),
  cents: Cents,
  sequenceType: z.enum(sequenceTypes).nullable(),
  attempt: z.int(),
  endToEndId: z.string(),
  householdId: Id.nullable(),
  financingId: Id.nullable(),
  settledOn: Day.nullable(),
  returnedOn: Day.nullable(),
  returnCode: z.string().nullable(),
  /** Somebody decided to present it once more. */
  willBeTriedAgain: z.boolean(),
})
export type BankFileLine = z.output<typeof BankFileLine>

export const StatementRow = z.object({
  id: Id,
  account: z.object({ id: Id, label: z.string() }),
  kind: z.enum(statementKinds),
  reference: z.string(),
  fromOn: Day.nullable(),
  toOn: Day.nullable(),
  openingCents: Cents.nullable(),
  closingCents: Cents.nullable(),
  entryCount: z.int(),
  creditCents: Cents,
  debitCents: Cents,
  /** Of the entries, those that another file already told. */
  knownCount: z.int(),
  importedAt: Instant.nullable(),
  version: Version,
})
export type StatementRow = z.output<typeof StatementRow>

export const LineDecision = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('batch'), batchId: z.string().max(35) }),
  z.object({ kind: z.literal('line'), fileLineId: Id }),
  z.object({
    kind: z.literal('returns'),
    returns: z
      .array(z.object({ fileLineId: Id, reason: z.string().regex(/^[A-Z0-9]{4}$/) }))
      .min(1)
      .max(500),
  }),
  z.object({ kind: z.literal('fee') }),
  /** A household paid by itself, by transfer or cheque. */
  z.object({ kind: z.literal('payment'), financingId: Id }),
  /** A funder paid a subsidy that repays an advance: the receipt is written. */
  z.object({
    kind: z.literal('subsidy'),
    financingId: Id,
    subsidyId: Id,
    receiptKind: z.enum(receiptKinds).exclude(['claw-back']),
  }),
  /** A receipt that somebody wrote already. */
  z.object({ kind: z.literal('receipt'), receiptId: Id }),
  /** The very movement that another file told: nothing is posted. */
  z.object({ kind: z.literal('duplicate') }),
  /** It only looks like it: it is still to be matched. */
  z.object({ kind: z.literal('distinct') }),
  z.object({ kind: z.literal('set-aside'), reason: shortText() }),
  z.object({ kind: z.literal('reopened') }),
])
export type LineDecision = z.output<typeof LineDecision>

export const StatementLine = z.object({
  id: Id,
  account: z.object({ id: Id, label: z.string() }),
  bookedOn: Day,
  cents: Cents,
  label: z.string(),
  counterparty: z.string().nullable(),
  references: z.array(z.string()),
  state: z.enum(statementLineStates),
  proposal: z
    .object({
      certainty: z.enum(['exact', 'probable']),
      why: z.string(),
      words: z.string(),
      decision: LineDecision,
    })
    .nullable(),
  decision: z
    .object({
      words: z.string(),
      by: z.string(),
      at: Instant,
      /** Why it stays as it is; null when it can be undone. */
      staysBecause: z.string().nullable(),
    })
    .nullable(),
  /** Another file may have told it already. */
  twin: z
    .object({
      label: z.string(),
      kind: z.enum(statementKinds),
      statement: z.string(),
      state: z.enum(statementLineStates),
    })
    .nullable(),
  version: Version,
})
export type StatementLine = z.output<typeof StatementLine>
