import { type Check, checkLabels } from '#domain/hearings/checklist.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'

export type NoteFacts = {
  household: string
  court: string
  hearingOn: PlainDate
  hearingTime: string | null
  /** What is owed; null where no account is kept. */
  balanceCents: number | null
  checks: readonly Check[]
}

/** A first wording of the note for the lawyer, from the facts alone: a person completes it and answers for it. */
export const draftNote = ({
  household,
  court,
  hearingOn,
  hearingTime,
  balanceCents,
  checks,
}: NoteFacts): string => {
  const at = hearingTime ? ` à ${hearingTime}` : ''
  const known = checks.filter(({ answer }) => answer !== 'unknown')
  const missing = checks.filter(({ advice }) => advice !== null)
  return [
    `${household} : audience du ${formatDate(hearingOn)}${at}, ${court}.`,
    balanceCents === null
      ? 'La dette est à faire confirmer par le bailleur.'
      : `Dette au compte à ce jour : ${formatEuros(Math.max(0, balanceCents))}.`,
    ['Ce que le dossier établit :', ...known.map(({ key, why }) => `- ${checkLabels[key]} : ${why}`)].join(
      '\n',
    ),
    ...(missing.length > 0
      ? [
          ['Ce qui reste à faire avant l’audience :', ...missing.map(({ advice }) => `- ${advice}`)].join(
            '\n',
          ),
        ]
      : []),
    'Ce que le ménage demande : à compléter avec lui.',
  ].join('\n\n')
}
