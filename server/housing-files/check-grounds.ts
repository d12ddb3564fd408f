import type { GroundCheck } from '#domain/dalo/grounds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { readFileFacts } from '#server/housing-files/read-facts.ts'
import { stateLabelOf } from '#server/housing-files/read-procedures.ts'
import type { Acting } from '#server/use-case.ts'
import { listFiles } from './store.ts'

const mostFiles = 100

export type CheckedGrounds = {
  grounds: GroundCheck[]
  /** The DALO file being prepared, whose answers were read. */
  openFileId: string | null
  procedure: { stateLabel: string; since: PlainDate } | null
}

/** The grounds of the DALO for a household today, whether or not a file is being prepared for it. */
export const checkGroundsOf = async (context: Acting, householdId: string): Promise<CheckedGrounds> => {
  const files = await listFiles(context, householdId, mostFiles)
  const open = files.find(({ kind, closed_on }) => kind === 'dalo' && closed_on === null)
  const { grounds, procedure } = await readFileFacts(
    context,
    open ?? { household_id: householdId, kind: 'dalo', answers: {} },
  )
  return {
    grounds,
    openFileId: open?.id ?? null,
    procedure:
      procedure && !procedure.hasEnded
        ? { stateLabel: stateLabelOf(procedure.kind, procedure.state), since: procedure.since }
        : null,
  }
}
