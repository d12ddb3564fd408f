import type { LineDecision, StatementLine } from '#contract/bank-file-shapes.ts'
import { returnStays } from '#contract/bank-files.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { StatementDetail, StatementEntry } from '#domain/sepa/camt.ts'
import type { StatementLineState } from '#domain/sepa/kinds.ts'
import { type Proposal, proposeMatch, type Sent } from '#domain/sepa/matching.ts'
import { returnReason } from '#domain/sepa/reasons.ts'
import { type AwaitedMoney, proposeSubsidy } from '#domain/subsidies/recognise.ts'

export type LineRow = {
  id: string
  statement_id: string
  position: number
  account_id: string
  account_label: string
  booked_on: PlainDate
  cents: Cents
  entry: StatementEntry
  state: StatementLineState
  version: number
  decided_kind: string | null
  decided_detail: unknown
  decided_by: string | null
  decided_at: Date | null
  twin: (StatementLine['twin'] & { entry: Partial<StatementEntry> }) | null
}

export const detailsOf = (entry: Partial<StatementEntry>): readonly StatementDetail[] => entry.details ?? []

export const viewOf = (row: LineRow, sent: Sent | undefined, awaited: AwaitedMoney): StatementLine => {
  const details = detailsOf(row.entry)
  const counterparties = [
    ...new Set(details.flatMap(({ counterparty }) => (counterparty ? [counterparty] : []))),
  ]
  return {
    id: row.id,
    account: { id: row.account_id, label: row.account_label },
    bookedOn: row.booked_on,
    cents: row.cents,
    label: labelOf(row.entry),
    counterparty:
      counterparties.length > 1
        ? `${counterparties[0]} et ${counterparties.length - 1} autres`
        : (counterparties[0] ?? null),
    references: details.flatMap(({ endToEndId }) => (endToEndId ? [endToEndId] : [])).slice(0, 20),
    state: row.state,
    proposal: row.state === 'open' ? proposalOf(row, sent, awaited) : null,
    decision:
      row.decided_kind && row.decided_by && row.decided_at
        ? {
            words: wordsOf(row),
            by: row.decided_by,
            at: row.decided_at.toISOString(),
            staysBecause: row.decided_kind === 'returns' ? returnStays : null,
          }
        : null,
    twin: row.twin && { ...row.twin, label: labelOf(row.twin.entry) },
    version: row.version,
  }
}

const labelOf = (entry: Partial<StatementEntry>): string =>
  entry.label ?? detailsOf(entry).find(({ label }) => label)?.label ?? 'Sans libellé'

/** What another file may have told comes first: it must not be matched twice. */
const proposalOf = (
  { entry, twin }: LineRow,
  sent: Sent | undefined,
  awaited: AwaitedMoney,
): StatementLine['proposal'] => {
  if (twin)
    return {
      certainty: 'probable',
      why: 'Même compte, même jour et même montant dans un autre fichier',
      words: `Doublon de « ${labelOf(twin.entry)} », relevé ${twin.statement}`,
      decision: { kind: 'duplicate' },
    }
  const read = { ...entry, details: detailsOf(entry) }
  const proposal = sent && proposeMatch(read, sent)
  if (proposal) return shown(proposal, sent)
  const subsidy = proposeSubsidy(read, awaited)
  return subsidy ? { ...subsidy, decision: subsidy.target } : null
}

const shown = (proposal: Proposal, sent: Sent): StatementLine['proposal'] => {
  const { target, certainty, why } = proposal
  const nameOf = (id: string) => sent.lines.find((line) => line.id === id)?.name ?? ''
  switch (target.kind) {
    case 'batch': {
      const count = sent.batches.find(({ batchId }) => batchId === target.batchId)?.lineCount ?? 0
      const decision: LineDecision = { kind: 'batch', batchId: target.batchId }
      return { certainty, why, words: `Remise de ${count} opération${count > 1 ? 's' : ''}`, decision }
    }
    case 'line': {
      const decision: LineDecision = { kind: 'line', fileLineId: target.lineId }
      return { certainty, why, words: nameOf(target.lineId), decision }
    }
    case 'returns': {
      const returns = target.returns.map(({ lineId, reason }) => ({ fileLineId: lineId, reason }))
      const words = target.returns
        .slice(0, 3)
        .map(({ lineId, reason }) => `${nameOf(lineId)} : ${returnReason(reason).label}`)
        .join(' · ')
      return { certainty, why, words: `Retour. ${words}`, decision: { kind: 'returns', returns } }
    }
    case 'fee':
      return { certainty, why, words: 'Frais bancaires', decision: { kind: 'fee' } }
  }
}

const decisionWords: Readonly<Record<string, string>> = {
  batch: 'Remise',
  line: 'Opération',
  returns: 'Retour de la banque',
  fee: 'Frais bancaires',
  payment: 'Règlement d’un ménage',
  subsidy: 'Subvention reçue',
  receipt: 'Subvention déjà enregistrée',
  'set-aside': 'Mis de côté',
  duplicate: 'Doublon d’un autre relevé',
}

const wordsOf = ({ decided_kind, decided_detail }: LineRow): string => {
  const words = decisionWords[decided_kind ?? ''] ?? ''
  const reason = (decided_detail as { reason?: unknown } | null)?.reason
  return typeof reason === 'string' ? `${words} : ${reason}` : words
}
