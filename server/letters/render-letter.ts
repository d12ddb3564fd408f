import { letterFieldRows, letterFields } from '#domain/letters/fields.ts'
import { type LetterTemplateKey, letterTemplateLabels } from '#domain/letters/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { formatPhoneNumber } from '#domain/phone.ts'
import { formatLongDate, type PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import {
  type ComposedLetter,
  composeLetter,
  type Envelope,
  type LetterTables,
  type LetterValues,
} from '#server/letters/compose-letter.ts'
import { defaultTemplates, type LetterWording } from '#server/letters/default-templates.ts'
import { sampleFundingTables } from '#server/letters/sample-funding-tables.ts'
import { sampleSupportTables } from '#server/letters/sample-support-tables.ts'
import { signatureFramesOf } from '#server/letters/signature-frames.ts'
import { type LetterTable, typesetLetter } from '#server/letters/typeset-letter.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { findAddressee, findReferent, findTemplate, listAddresseeNames } from './store.ts'

/** Use cases and jobs both write letters: a job has no name to sign with, and gives `signataire` among the values. */
export type LetterContext = {
  tx: Tx
  actor: { organisationId: string; name?: string }
  today: PlainDate
  now: Date
}
export type LetterRequest = {
  templateKey: LetterTemplateKey
  householdId: string
  tenancyId?: string | undefined
  /** What the caller knows better than the file: it takes precedence. An empty value drops its sentence. */
  values: LetterValues
  tables?: LetterTables
  /** Who it is written to, when it is not the household: a prescriber. */
  recipient?: readonly string[] | undefined
}
export type RenderedLetter = { pdf: Uint8Array; fileName: string; text: string }

/** One letter to one household, from the organisation's wording in force, as an accessible PDF. */
export const renderLetter = async (
  context: LetterContext,
  request: LetterRequest,
): Promise<RenderedLetter> => {
  const wording = await readWording(context, request.templateKey)
  const { page, text } = await composeFor(context, wording, request)
  return {
    pdf: typesetLetter(page, context.now),
    fileName: fileNameOf(request.templateKey, page.recipient),
    text,
  }
}

export const readWording = async (
  { tx, actor }: Pick<LetterContext, 'tx' | 'actor'>,
  key: LetterTemplateKey,
): Promise<LetterWording> => {
  const own = await findTemplate(tx, actor.organisationId, key)
  if (own?.subject == null || own.body == null) return defaultTemplates[key]
  return { subject: own.subject, body: own.body }
}

export const composeFor = async (
  context: LetterContext,
  wording: LetterWording,
  request: LetterRequest,
): Promise<ComposedLetter> => {
  const { envelope, values } = await readFacts(context, request)
  const tables = { signatures: signatureFramesOf(request.templateKey), ...request.tables }
  const addressed = request.recipient ? { ...envelope, recipient: [...request.recipient] } : envelope
  return composeLetter(wording, addressed, { ...values, ...request.values }, tables)
}

const readFacts = async (
  { tx, actor, today }: LetterContext,
  { householdId, tenancyId }: Pick<LetterRequest, 'householdId' | 'tenancyId'>,
): Promise<{ envelope: Envelope; values: LetterValues }> => {
  const { organisationId } = actor
  const facts = await findAddressee(tx, organisationId, { householdId, tenancyId, today })
  if (!facts) throw new Error('a letter to a household that is not here')
  const names = await listAddresseeNames(tx, organisationId, householdId, today)
  const referent = await findReferent(tx, organisationId, householdId, today)
  const townLine = [facts.postCode, facts.town].filter(Boolean).join(' ')
  const address = [facts.street, townLine].filter((line): line is string => Boolean(line))
  const writer = referent?.name ?? actor.name
  const known = {
    organisme: facts.organisation,
    'date du jour': formatLongDate(today),
    destinataire: names.join(' et '),
    adresse: address.join(', '),
    'numéro de locataire': facts.tenancyNumber,
    agence: facts.agency,
    signataire: actor.name ?? referent?.name,
    référent: writer,
    'téléphone du référent': referent?.phone,
    solde: facts.balanceCents === null ? null : formatEuros(Math.max(0, facts.balanceCents)),
    'date du solde': formatLongDate(today),
    'organisme payeur': facts.benefitPayer?.toUpperCase(),
  }
  const values = Object.fromEntries(Object.entries(known).filter(([, value]) => value)) as LetterValues
  values['sos loyers impayés'] = await readHelpline(tx, organisationId, today)
  const sender = [facts.organisation, facts.agency, referent?.name, referent?.phone]
  const envelope = {
    author: facts.organisation,
    sender: sender.filter((line): line is string => Boolean(line)),
    recipient: [...names, ...address],
    dateline: `Le ${formatLongDate(today)}`,
  }
  return { envelope, values }
}

/** A sentence, or nothing where the organisation has set the number to 0: no letter shows a number nobody stands for. */
const readHelpline = async (tx: Tx, organisationId: string, today: PlainDate): Promise<string> => {
  const params = await readOrganisationParameters({ tx, actor: { organisationId } }, today)
  const number = params.readNearest('letters.rent-helpline')
  return number === 0 ? '' : `Vous pouvez aussi appeler SOS Loyers Impayés : ${formatPhoneNumber(number)}.`
}

/** A letter to nobody, to see a wording before any household is chosen. */
export const composeSample = (
  key: LetterTemplateKey,
  wording: LetterWording,
  organisation: string,
  today: PlainDate,
): ComposedLetter => {
  const values = Object.fromEntries(
    letterFields
      .filter((field) => letterFieldRows[field].kind === 'text')
      .map((field) => [field, letterFieldRows[field].sample]),
  ) as LetterValues
  const envelope = {
    author: organisation,
    sender: [organisation],
    recipient: [values.destinataire ?? '', ...(values.adresse ?? '').split(', ')],
    dateline: `Le ${formatLongDate(today)}`,
  }
  const tables = {
    ...sampleSupportTables,
    ...sampleFundingTables,
    signatures: signatureFramesOf(key),
    échéancier: sampleSchedule,
    'ce qui change': sampleChanges,
  }
  return composeLetter(wording, envelope, { ...values, organisme: organisation }, tables)
}

const sampleSchedule: LetterTable = {
  columns: [
    { label: 'N°', numeric: true },
    { label: 'À payer le', numeric: false },
    { label: 'Montant', numeric: true },
  ],
  rows: [
    ['1', '5 janvier 2027', formatEuros(5_132)],
    ['2', '5 février 2027', formatEuros(5_132)],
    ['…', '…', '…'],
  ],
}

const sampleChanges: LetterTable = {
  columns: [
    { label: 'Votre plan', numeric: false },
    { label: 'Avant', numeric: true },
    { label: 'Maintenant', numeric: true },
  ],
  rows: [['Montant d’une mensualité', formatEuros(5_132), formatEuros(3_000)]],
}

const fileNameOf = (key: LetterTemplateKey, recipient: readonly string[]): string => {
  const name = [letterTemplateLabels[key], recipient[0]].filter(Boolean).join(' - ')
  return `${name.replace(/[\p{Cc}/\\:*?"<>|]/gu, ' ').slice(0, 120)}.pdf`
}
