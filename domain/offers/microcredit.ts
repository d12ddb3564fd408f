import { type Cents, multiplyThenDivide } from '#domain/money.ts'
import {
  type MicrocreditEventKind,
  type MicrocreditFact,
  microcreditEventRows,
} from '#domain/offers/microcredit-facts.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { compareDates, type PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const stageRows = {
  opened: 'À commencer',
  interview: 'Entretien fait',
  diagnosis: 'Budget examiné',
  'sent-to-bank': 'Chez la banque',
  accepted: 'Accord de la banque',
  signed: 'Contrat signé',
  repaying: 'En remboursement',
  incident: 'Incident',
  'refused-by-bank': 'Refusé par la banque',
  'guarantee-called': 'Garantie appelée',
  repaid: 'Remboursé',
} as const
export type MicrocreditStage = keyof typeof stageRows
export const microcreditStages = Object.keys(stageRows) as MicrocreditStage[]
export const microcreditStageLabels: Labels<MicrocreditStage> = stageRows
export const endedMicrocreditStages: readonly MicrocreditStage[] = ['repaid', 'guarantee-called']

type Step = { from: MicrocreditStage; event: MicrocreditEventKind; to: MicrocreditStage }

/** An accompanied microcredit (handbook money §5); a bank that refuses may be asked again, or another one. */
export const microcreditTransitions: readonly Step[] = [
  { from: 'opened', event: 'microcredit-interview', to: 'interview' },
  { from: 'interview', event: 'microcredit-budget-diagnosed', to: 'diagnosis' },
  { from: 'diagnosis', event: 'microcredit-sent-to-bank', to: 'sent-to-bank' },
  { from: 'sent-to-bank', event: 'microcredit-bank-accepted', to: 'accepted' },
  { from: 'sent-to-bank', event: 'microcredit-bank-refused', to: 'refused-by-bank' },
  { from: 'refused-by-bank', event: 'microcredit-sent-to-bank', to: 'sent-to-bank' },
  { from: 'accepted', event: 'microcredit-signed', to: 'signed' },
  { from: 'signed', event: 'microcredit-paid-out', to: 'repaying' },
  { from: 'repaying', event: 'microcredit-incident', to: 'incident' },
  { from: 'incident', event: 'microcredit-regularised', to: 'repaying' },
  { from: 'incident', event: 'microcredit-guarantee-called', to: 'guarantee-called' },
  { from: 'repaying', event: 'microcredit-repaid', to: 'repaid' },
]

export type MicrocreditCourse = {
  stage: MicrocreditStage
  bank: string | null
  bankDecision: { cents: Cents; months: number; rateBasisPoints: number } | null
  outstandingCents: Cents | null
  guarantee: { guaranteedCents: Cents; lostCents: Cents } | null
}

export const isMicrocreditFact = <Fact extends { kind: string }>(
  fact: Fact,
): fact is Fact & MicrocreditFact => Object.hasOwn(microcreditEventRows, fact.kind)

const kindsInOrder = Object.keys(microcreditEventRows) as MicrocreditEventKind[]
const inOrder = (facts: readonly MicrocreditFact[]): MicrocreditFact[] =>
  facts.toSorted(
    (a, b) =>
      compareDates(a.on, b.on) ||
      kindsInOrder.indexOf(a.kind) - kindsInOrder.indexOf(b.kind) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )

/** Walks the facts in date order; one that no row takes changes nothing and is told. */
export const walkMicrocredit = (
  facts: readonly MicrocreditFact[],
): { course: MicrocreditCourse; unplaced: MicrocreditFact[] } => {
  let course: MicrocreditCourse = {
    stage: 'opened',
    bank: null,
    bankDecision: null,
    outstandingCents: null,
    guarantee: null,
  }
  const unplaced: MicrocreditFact[] = []
  for (const fact of inOrder(facts)) {
    const row = microcreditStepFrom(course.stage, fact.kind)
    if (row) course = { ...apply(course, fact), stage: row.to }
    else unplaced.push(fact)
  }
  return { course, unplaced }
}

export const microcreditStepFrom = (stage: MicrocreditStage, event: MicrocreditEventKind): Step | undefined =>
  microcreditTransitions.find((row) => row.from === stage && row.event === event)

const apply = (course: MicrocreditCourse, fact: MicrocreditFact): MicrocreditCourse => {
  switch (fact.kind) {
    case 'microcredit-sent-to-bank':
      return { ...course, bank: fact.bank }
    case 'microcredit-bank-accepted': {
      const { cents, months, rateBasisPoints } = fact
      return { ...course, bankDecision: { cents, months, rateBasisPoints } }
    }
    case 'microcredit-incident':
      return { ...course, outstandingCents: fact.outstandingCents }
    case 'microcredit-regularised':
      return { ...course, outstandingCents: null }
    case 'microcredit-guarantee-called': {
      const { guaranteedCents, lostCents } = fact
      return { ...course, guarantee: { guaranteedCents, lostCents } }
    }
    default:
      return course
  }
}

/** What the Fonds de cohésion sociale pays and what the bank loses: the two are the outstanding. */
export const splitGuarantee = (
  outstandingCents: Cents,
  params: ParameterReader,
): { guaranteedCents: Cents; lostCents: Cents } => {
  const share = params.readNearest('microcredit.guarantee')
  const guaranteedCents = multiplyThenDivide(outstandingCents, share, 10_000)
  return { guaranteedCents, lostCents: outstandingCents - guaranteedCents }
}

export type MicrocreditRefusal = 'future-fact' | 'out-of-order' | 'contradicts-later-fact'

/** Whether a fact of a microcredit may be recorded where it falls. Null: it may. */
export const decideMicrocreditFact = (
  facts: readonly MicrocreditFact[],
  fact: MicrocreditFact,
  today: PlainDate,
): MicrocreditRefusal | null => {
  if (fact.on > today) return 'future-fact'
  const before = new Set(walkMicrocredit(facts).unplaced.map(({ id }) => id))
  const { unplaced } = walkMicrocredit([...facts, fact])
  if (unplaced.some(({ id }) => id === fact.id)) return 'out-of-order'
  return unplaced.some(({ id }) => !before.has(id)) ? 'contradicts-later-fact' : null
}
