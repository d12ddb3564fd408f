import { procedureDefinitions } from '#domain/procedures/definitions.ts'
import { type ProcedureKind, procedureKindLabels } from '#domain/procedures/kinds.ts'

/** What the journal calls a fact of a procedure. */
export const factAct = (kind: ProcedureKind, event: string): string => `procedure-${kind}-${event}`
/** What happens to a procedure as a whole, told apart by kind: each stands on its side of the file. */
export const wholeActs = [
  'opened',
  'fact-cancelled',
  'corrected',
  'plan-followed',
  'cancelled',
  'deadline-answered',
  'answer-withdrawn',
] as const
export const wholeAct = (kind: ProcedureKind, act: (typeof wholeActs)[number]): string =>
  `procedure-${kind}-line-${act}`

const wholeLabels: Readonly<Record<(typeof wholeActs)[number], string>> = {
  opened: 'procédure ouverte',
  'fact-cancelled': 'étape annulée',
  corrected: 'circonstances corrigées',
  'plan-followed': 'plan suivi désigné',
  cancelled: 'procédure annulée',
  'deadline-answered': 'réponse donnée d’une échéance passée',
  'answer-withdrawn': 'réponse retirée d’une échéance',
}

const lowered = (words: string) =>
  /^[A-Z]{2}/.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1)

/** The acts of every procedure with the words of the field, and the side that reads them. */
export const procedureActs = Object.values(procedureDefinitions).flatMap(({ kind, events, compartment }) => [
  ...Object.entries(events).map(([event, { label }]) => ({
    act: factAct(kind, event),
    label: `${procedureKindLabels[kind]} : ${lowered(label)}`,
    compartment,
  })),
  ...wholeActs.map((act) => ({
    act: wholeAct(kind, act),
    label: `${procedureKindLabels[kind]} : ${wholeLabels[act]}`,
    compartment,
  })),
])
