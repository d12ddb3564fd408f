import type { Transfer } from '#contract/envelopes.ts'
import type { TransferState } from '#domain/envelopes/kinds.ts'
import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

export const transfersOf = ({ tx, actor }: Here) =>
  tx
    .selectFrom('envelope_transfer as t')
    .innerJoin('envelope as f', (join) =>
      join.onRef('f.organisation_id', '=', 't.organisation_id').onRef('f.id', '=', 't.from_envelope_id'),
    )
    .innerJoin('envelope as g', (join) =>
      join.onRef('g.organisation_id', '=', 't.organisation_id').onRef('g.id', '=', 't.to_envelope_id'),
    )
    .innerJoin('membership as p', (join) =>
      join.onRef('p.organisation_id', '=', 't.organisation_id').onRef('p.id', '=', 't.proposed_by'),
    )
    .leftJoin('membership as d', (join) =>
      join.onRef('d.organisation_id', '=', 't.organisation_id').onRef('d.id', '=', 't.decided_by'),
    )
    .where('t.organisation_id', '=', actor.organisationId)
    .selectAll('t')
    .select([
      'f.label as from_label',
      'g.label as to_label',
      'p.name as proposer_name',
      'd.name as decider_name',
    ])
type TransferRow = Awaited<ReturnType<ReturnType<typeof transfersOf>['execute']>>[number]

export const tellTransfer = (row: TransferRow): Transfer => ({
  id: row.id,
  version: row.version,
  from: { id: row.from_envelope_id, label: row.from_label },
  to: { id: row.to_envelope_id, label: row.to_label },
  cents: row.cents,
  on: row.on_date,
  reason: row.reason,
  state: row.state as TransferState,
  proposedById: row.proposed_by,
  proposedBy: row.proposer_name,
  proposedAt: row.proposed_at.toISOString(),
  decidedBy: row.decider_name,
  decisionReason: row.decision_reason,
})

export const transfersOfEnvelope = async (here: Here, envelopeId: string): Promise<Transfer[]> => {
  const rows = await transfersOf(here)
    .where((eb) =>
      eb.or([eb('t.from_envelope_id', '=', envelopeId), eb('t.to_envelope_id', '=', envelopeId)]),
    )
    .orderBy('t.proposed_at', 'desc')
    .execute()
  return rows.map(tellTransfer)
}
