import { letterFieldRows, letterFields } from '#domain/letters/fields.ts'
import { type LetterTemplateKey, letterTemplateLabels } from '#domain/letters/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { formatLongDate, type PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import {
  type ComposedLetter,
  composeLetter,
  type LetterTables,
  type LetterValues,
} from '#server/letters/compose-letter.ts'
import { defaultTemplates, type LetterWording } from '#server/letters/default-templates.ts'
import { sampleHousingTables } from '#server/letters/housing-templates.ts'
import { readLetterFacts } from '#server/letters/read-facts.ts'
import { sampleFundingTables } from '#server/letters/sample-funding-tables.ts'
import { sampleSupportTables } from '#server/letters/sample-support-tables.ts'
import { signatureFramesOf } from '#server/letters/signature-frames.ts'
import { type LetterTable, typesetLetter } from '#server/letters/typeset-letter.ts'
import { findTemplate } from './store.ts'

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
  /** Who signs it, when it is not the organisation: the household that goes before a commission or a judge. */
  sender?: readonly string[] | undefined
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
  const { householdId, tenancyId } = request
  const facts = (await readLetterFacts(context, [householdId], tenancyId)).get(householdId)
  if (!facts) throw new Error('a letter to a household that is not here')
  const { envelope, values } = facts
  const tables = { signatures: signatureFramesOf(request.templateKey), ...request.tables }
  const addressed = {
    ...envelope,
    ...(request.recipient && { recipient: [...request.recipient] }),
    ...(request.sender && { sender: [...request.sender] }),
  }
  return composeLetter(wording, addressed, { ...values, ...request.values }, tables)
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
    ...sampleHousingTables,
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
