import type { DocumentKind } from '#domain/casework/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { addMonths, formatDate, type PlainDate } from '#domain/plain-date.ts'
import type { EntryKind, Labels } from '#domain/tenancies/kinds.ts'

/** What is known on the day of the reading; nothing here is typed for the hearing. */
export type HearingFacts = {
  today: PlainDate
  hearingOn: PlainDate
  /** Null where there is no tenancy here, or no account is kept. */
  account: { balanceCents: number; entries: readonly AccountEntry[] } | null
  plan: { state: string; proposedOn: PlainDate; remainingCents: number | null } | null
  /** Null where there is no tenancy here. */
  aid: { inPayment: boolean; monthlyCents: number } | null
  assessmentSentOn: PlainDate | null
  budgetOn: PlainDate | null
  documentKinds: readonly DocumentKind[]
}
/** A line of the account: debit +, credit −. */
export type AccountEntry = { on: PlainDate; kind: EntryKind; amountCents: number }

const checkRows = {
  'rent-resumed': 'Le loyer courant est repris',
  'plan-proposed': 'Un plan d’apurement est proposé',
  'aid-in-payment': 'L’aide au logement est en paiement',
  'assessment-sent': 'Le diagnostic social est transmis au juge',
  'budget-known': 'Le budget est à jour',
  papers: 'Les pièces sont au dossier',
} as const
export type CheckKey = keyof typeof checkRows
export const checkKeys = Object.keys(checkRows) as CheckKey[]
export const checkLabels: Labels<CheckKey> = checkRows

export const checkAnswers = ['yes', 'partly', 'no', 'unknown'] as const
export type CheckAnswer = (typeof checkAnswers)[number]
export const checkAnswerLabels: Labels<CheckAnswer> = {
  yes: 'oui',
  partly: 'en partie',
  no: 'non',
  unknown: 'on ne sait pas',
}

export type Check = {
  key: CheckKey
  answer: CheckAnswer
  /** What was looked at, with its figures and days. */
  why: string
  /** What to do before the hearing; null when nothing is missing. */
  advice: string | null
  source: string | null
}

/** What a judge looks at, read from the facts of the file. */
export const checkHearing = (facts: HearingFacts): Check[] => [
  rentResumed(facts),
  planProposed(facts),
  aidInPayment(facts),
  assessmentSent(facts),
  budgetKnown(facts),
  papers(facts),
]

const callKinds: readonly EntryKind[] = ['rent-call', 'charges-call']
const helpKinds: readonly EntryKind[] = ['benefit', 'rls']
const paidKinds: readonly EntryKind[] = ['payment', 'payment-rejected']

const sumOf = (entries: readonly AccountEntry[], kinds: readonly EntryKind[]): number =>
  entries.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { amountCents }) => sum + amountCents, 0)

/** Loi 89-462 art. 24 V: the full current rent paid again before the day of the hearing opens the judge's delays. */
const rentResumed = ({ account }: HearingFacts): Check => {
  const source = 'loi 89-462 du 6 juillet 1989, art. 24 V'
  const base = { key: 'rent-resumed', source } as const
  const calledOn = account?.entries.filter(({ kind }) => kind === 'rent-call').at(-1)?.on
  if (!account || !calledOn)
    return {
      ...base,
      answer: 'unknown',
      why: 'Aucun appel de loyer n’est connu ici.',
      advice: 'Demandez au bailleur un relevé de compte à jour.',
    }
  const month = account.entries.filter(({ on }) => on >= calledOn)
  const dueCents = Math.max(0, sumOf(month, callKinds) + sumOf(month, helpKinds))
  const paidCents = Math.max(0, -sumOf(month, paidKinds))
  const why = `Dernier loyer appelé le ${formatDate(calledOn)} : ${formatEuros(dueCents)} à payer, aide déduite ; payé depuis : ${formatEuros(paidCents)}.`
  if (paidCents >= dueCents) return { ...base, answer: 'yes', why, advice: null }
  return {
    ...base,
    answer: paidCents > 0 ? 'partly' : 'no',
    why,
    advice: `Payer ${formatEuros(dueCents - paidCents)} avant le jour de l’audience, et apporter la preuve du paiement.`,
  }
}

const dead = new Set(['rejected', 'lapsed', 'replaced'])

const planProposed = ({ plan }: HearingFacts): Check => {
  const base = { key: 'plan-proposed', source: null } as const
  if (!plan || dead.has(plan.state))
    return {
      ...base,
      answer: 'no',
      why: plan
        ? `Le dernier plan, proposé le ${formatDate(plan.proposedOn)}, ne court plus.`
        : 'Aucun plan n’est au dossier.',
      advice: 'Proposer un montant mensuel que le budget permet, par écrit, avant l’audience.',
    }
  const rest = plan.remainingCents === null ? '' : `, reste ${formatEuros(plan.remainingCents)}`
  const isProposedOnly = plan.state === 'proposed'
  return {
    ...base,
    answer: isProposedOnly ? 'partly' : 'yes',
    why: `Plan proposé le ${formatDate(plan.proposedOn)}${rest}.`,
    advice: isProposedOnly ? 'Faire signer le plan, et le joindre.' : null,
  }
}

const aidInPayment = ({ aid }: HearingFacts): Check => {
  const base = { key: 'aid-in-payment', source: null } as const
  if (!aid)
    return {
      ...base,
      answer: 'unknown',
      why: 'Aucune location n’est connue ici.',
      advice: 'Demander une attestation de paiement à la CAF ou à la MSA.',
    }
  if (aid.inPayment)
    return {
      ...base,
      answer: 'yes',
      why: `Aide en paiement : ${formatEuros(aid.monthlyCents)} par mois.`,
      advice: null,
    }
  return {
    ...base,
    answer: 'no',
    why: 'Aucune aide n’est versée au compte.',
    advice: 'Vérifier le droit ; s’il est suspendu, demander son rétablissement avec le plan signé.',
  }
}

const assessmentSent = ({ assessmentSentOn }: HearingFacts): Check => ({
  key: 'assessment-sent',
  answer: assessmentSentOn ? 'yes' : 'no',
  why: assessmentSentOn
    ? `Transmis le ${formatDate(assessmentSentOn)}.`
    : 'La procédure n’a pas de diagnostic transmis.',
  advice: assessmentSentOn ? null : 'Joindre le service qui fait le diagnostic, et proposer un entretien.',
  source: 'loi 89-462 du 6 juillet 1989, art. 24 III',
})

/** A judge looks at the income of today: a budget older than this is told as old. */
const freshMonths = 3

const budgetKnown = ({ budgetOn, today }: HearingFacts): Check => {
  const base = { key: 'budget-known', source: null } as const
  if (!budgetOn)
    return {
      ...base,
      answer: 'no',
      why: 'Aucun budget n’est noté.',
      advice: 'Faire le budget avec le ménage : ce qu’il peut payer chaque mois en dépend.',
    }
  const isFresh = addMonths(budgetOn, freshMonths) >= today
  return {
    ...base,
    answer: isFresh ? 'yes' : 'partly',
    why: `Budget du ${formatDate(budgetOn)}.`,
    advice: isFresh ? null : 'Mettre le budget à jour avec le ménage.',
  }
}

const wanted = {
  identity: 'pièce d’identité',
  lease: 'bail',
  'proof-of-resources': 'justificatifs de ressources',
  'benefit-letter': 'courrier de la CAF ou de la MSA',
} as const satisfies Partial<Record<DocumentKind, string>>

const papers = ({ documentKinds }: HearingFacts): Check => {
  const missing = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
    (kind) => !documentKinds.includes(kind),
  )
  const base = { key: 'papers', source: null } as const
  if (missing.length === 0)
    return { ...base, answer: 'yes', why: 'Identité, bail, ressources et aide : tout est là.', advice: null }
  const names = missing.map((kind) => wanted[kind]).join(', ')
  return {
    ...base,
    answer: missing.length === Object.keys(wanted).length ? 'no' : 'partly',
    why: `Il manque : ${names}.`,
    advice: `Demander au ménage : ${names}.`,
  }
}
