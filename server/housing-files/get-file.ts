import { contract } from '#contract/index.ts'
import { draftSections, sectionsOf } from '#domain/housing-files/draft.ts'
import { procedureOfFile } from '#domain/housing-files/kinds.ts'
import { missingFacts } from '#domain/housing-files/missing.ts'
import { writtenParts } from '#server/housing-files/letter-words.ts'
import { readLetters } from '#server/housing-files/letters.ts'
import { readPapers } from '#server/housing-files/papers.ts'
import { readFileFacts } from '#server/housing-files/read-facts.ts'
import { stateLabelOf } from '#server/housing-files/read-procedures.ts'
import { useCase } from '#server/use-case.ts'
import { findFile, headOf } from './store.ts'

export const getHousingFile = useCase(contract.housingFiles.get, async (context, input) => {
  const { tx, actor, refuse } = context
  const file = await findFile(context, input)
  if (!file) return refuse('unknown-record')
  const { label } = await tx
    .selectFrom('household')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', input.householdId)
    .select('label')
    .executeTakeFirstOrThrow()
  const read = await readFileFacts(context, file)
  const { facts, grounds, answers, known, procedure } = read
  const drafted = draftSections(file.kind, facts, grounds)
  const written = writtenParts(file)
  return {
    ...headOf(file),
    version: file.version,
    householdLabel: label,
    answers,
    known,
    grounds,
    missing: missingFacts(file.kind, facts),
    sections: sectionsOf(file.kind).map((section) => ({
      section,
      written: written[section] ?? null,
      drafted: drafted[section] ?? '',
    })),
    papers: await readPapers(context, file, read),
    letters: await readLetters(context, file, read),
    procedure: procedure
      ? {
          procedureId: procedure.procedureId,
          stateLabel: stateLabelOf(procedureOfFile[file.kind], procedure.state),
          since: procedure.since,
        }
      : null,
  }
})
