import type { PlainDate } from '#domain/plain-date.ts'
import type { MandatePiece, SubsidyMandateKind } from '#domain/subsidies/kinds.ts'
import { isUsableOn } from '#domain/subsidies/mandate.ts'
import type { Tx } from '#server/db.ts'

/** Whether the subsidies of a project can be paid to the lender on that day. */
export const hasUsableMandate = async (
  tx: Tx,
  organisationId: string,
  applicationId: string,
  on: PlainDate,
): Promise<boolean> => {
  const mandates = await listMandates(tx, organisationId, applicationId)
  return mandates.some((mandate) => isUsableOn(mandate, on))
}

export type StoredMandate = {
  id: string
  kind: SubsidyMandateKind
  mandatary: string
  signedOn: PlainDate
  endedOn: PlainDate | null
  endedReason: string | null
  version: number
  pieces: MandatePiece[]
}

export const listMandates = async (
  tx: Tx,
  organisationId: string,
  applicationId: string,
): Promise<StoredMandate[]> => {
  const rows = await tx
    .selectFrom('subsidy_mandate')
    .where('organisation_id', '=', organisationId)
    .where('application_id', '=', applicationId)
    .selectAll()
    .orderBy('signed_on')
    .orderBy('id')
    .execute()
  const pieces = await tx
    .selectFrom('subsidy_mandate_piece as p')
    .innerJoin('subsidy_mandate as m', (join) =>
      join.onRef('m.organisation_id', '=', 'p.organisation_id').onRef('m.id', '=', 'p.mandate_id'),
    )
    .where('p.organisation_id', '=', organisationId)
    .where('m.application_id', '=', applicationId)
    .select(['p.mandate_id', 'p.kind'])
    .execute()
  const byMandate = Map.groupBy(pieces, ({ mandate_id }) => mandate_id)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as SubsidyMandateKind,
    mandatary: row.mandatary,
    signedOn: row.signed_on,
    endedOn: row.ended_on,
    endedReason: row.ended_reason,
    version: row.version,
    pieces: (byMandate.get(row.id) ?? []).map(({ kind }) => kind as MandatePiece),
  }))
}
