import { contract } from '#contract/index.ts'
import type { JournalFault, JournalSeals } from '#contract/settings.ts'
import { isChecking } from '#server/settings/check-seals.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const readSeals = async ({ tx, actor }: Pick<Acting, 'tx' | 'actor'>): Promise<JournalSeals> => {
  const { organisationId } = actor
  const head = await tx
    .selectFrom('journal_seal')
    .where('organisation_id', '=', organisationId)
    .select(['number', 'hash', 'sealed_at as sealedAt'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const last = await tx
    .selectFrom('journal_check')
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is not', null)
    .select(['ended_at as endedAt', 'blocks', 'lines', 'fault_count as faultCount', 'faults'])
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    head: head
      ? { number: head.number, hash: head.hash.toString('hex'), sealedAt: head.sealedAt.toISOString() }
      : null,
    isChecking: await isChecking(tx, organisationId),
    lastCheck: last?.endedAt
      ? { ...last, endedAt: last.endedAt.toISOString(), faults: last.faults as JournalFault[] }
      : null,
  }
}

export const getJournalSeals = useCase(contract.settings.getJournalSeals, readSeals)
