import { isComplete } from '#domain/imports/columns.ts'
import { type ImportTarget, importTargets } from '#domain/imports/fields.ts'
import { recogniseFile, recogniseFileColumns } from '#domain/imports/file-fields.ts'
import { findMapping, type Located, lastSource } from './store.ts'

const usualSource = 'bailleur'

type Guess = { target: ImportTarget | undefined; source: string; columns: Readonly<Record<string, number>> }

/** What a person chose for the same headers, else what the headers say. */
export const guessColumns = async (
  located: Located,
  { headers, fingerprint }: { headers: string[]; fingerprint: string },
): Promise<Guess> => {
  const remembered = await findMapping(located, fingerprint)
  const known = importTargets.find((target) => target === remembered?.target)
  if (remembered && known)
    return { target: known, source: remembered.source, columns: remembered.columns as Record<string, number> }
  const target = recogniseFile(headers)
  const mapping = target && recogniseFileColumns(target, headers)
  return {
    target: mapping && isComplete(target, mapping) ? target : undefined,
    source: (await lastSource(located)) ?? usualSource,
    columns: mapping?.columns ?? {},
  }
}
