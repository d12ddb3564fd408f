import { type LetterField, letterFieldRows } from '#domain/letters/fields.ts'
import { parseLetter, parseLine } from '#domain/letters/markup.ts'

/** What a message to a household may say of it: what its file knows without any act at hand. */
export const messageFields = [
  'organisme',
  'date du jour',
  'destinataire',
  'adresse',
  'numéro de locataire',
  'agence',
  'signataire',
  'référent',
  'téléphone du référent',
  'solde',
  'date du solde',
  'organisme payeur',
  'sos loyers impayés',
] as const satisfies readonly LetterField[]
export type MessageField = (typeof messageFields)[number]

export const isMessageField = (field: LetterField): field is MessageField =>
  (messageFields as readonly string[]).includes(field)

export type WordingProblem = { kind: 'unknown-field' | 'field-elsewhere'; names: string[] }

/** Fields that do not exist, or that only another paper can fill. */
export const problemsOfWording = (subject: string, body: string): WordingProblem[] => {
  const parsed = parseLetter(body)
  const subjectParsed = parseLetter(subject)
  const unknown = [...new Set([...parseLine(subject).unknownFields, ...parsed.unknownFields])]
  const elsewhere = [...new Set([...subjectParsed.fields, ...parsed.fields])].filter(
    (field) => !isMessageField(field),
  )
  const problems: WordingProblem[] = []
  if (unknown.length > 0) problems.push({ kind: 'unknown-field', names: unknown })
  if (elsewhere.length > 0)
    problems.push({ kind: 'field-elsewhere', names: elsewhere.map((field) => letterFieldRows[field].label) })
  return problems
}
