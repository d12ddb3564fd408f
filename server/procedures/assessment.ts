import { contract } from '#contract/index.ts'
import { formatLongDate, isPlainDate } from '#domain/plain-date.ts'
import {
  type AssessmentTexts,
  assessmentHeadingLabel,
  assessmentHeadings,
} from '#domain/procedures/assessment-headings.ts'
import { record } from '#server/journal.ts'
import { findOrganisationName } from '#server/letters/organisation-name.ts'
import { readLetterFacts } from '#server/letters/read-facts.ts'
import {
  type LetterPage,
  type PageBlock,
  type PageInline,
  typesetLetter,
} from '#server/letters/typeset-letter.ts'
import { draftAssessment } from '#server/procedures/assessment-facts.ts'
import { type FoundProcedure, findProcedure } from '#server/procedures/hold.ts'
import { activeFacts } from '#server/procedures/refresh.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { lockProcedure } from './store.ts'

type Named = { householdId: string; procedureId: string }

const findAssessment = async (context: Acting, named: Named): Promise<FoundProcedure | undefined> => {
  const found = await findProcedure(context, named)
  const isOne = found?.procedure.kind === 'social-assessment' && found.procedure.cancelledAt === null
  return isOne ? found : undefined
}

const readWritten = ({ tx, actor }: Acting, procedureId: string) =>
  tx
    .selectFrom('social_assessment as a')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'a.organisation_id').onRef('m.id', '=', 'a.written_by'),
    )
    .where('a.organisation_id', '=', actor.organisationId)
    .where('a.procedure_id', '=', procedureId)
    .select(['a.headings', 'a.version', 'a.written_at', 'm.name as writtenBy'])
    .executeTakeFirst()

export const getAssessment = useCase(contract.procedures.getAssessment, async (context, named) => {
  const found = await findAssessment(context, named)
  if (!found) return context.refuse('unknown-record')
  const written = await readWritten(context, named.procedureId)
  return {
    texts: written ? (written.headings as AssessmentTexts) : null,
    fromFile: await draftAssessment(context, found),
    version: written?.version ?? 0,
    writtenBy: written?.writtenBy ?? null,
    writtenAt: written?.written_at.toISOString() ?? null,
  }
})

export const saveAssessment = useCase(
  contract.procedures.saveAssessment,
  async (context, { texts, version, ...named }) => {
    const { tx, actor, now, refuse } = context
    await lockProcedure(tx, actor.organisationId, named.procedureId)
    const found = await findAssessment(context, named)
    if (!found) return refuse('unknown-record')
    const before = await readWritten(context, named.procedureId)
    if ((before?.version ?? 0) !== version)
      return refuse('stale-version', { version: before?.version ?? 0, texts: before?.headings ?? null })
    const written = { headings: JSON.stringify(texts), written_by: actor.membershipId, written_at: now }
    await tx
      .insertInto('social_assessment')
      .values({ organisation_id: actor.organisationId, procedure_id: named.procedureId, ...written })
      .onConflict((conflict) =>
        conflict
          .columns(['organisation_id', 'procedure_id'])
          .doUpdateSet((eb) => ({ ...written, version: eb('social_assessment.version', '+', 1) })),
      )
      .execute()
    await record(context, {
      act: 'social-assessment-written',
      subject: { kind: 'procedure', id: named.procedureId },
      householdId: named.householdId,
    })
    return { version: version + 1 }
  },
)

export const downloadAssessment = useCase(
  contract.procedures.downloadAssessment,
  async (context, { for: reader, ...named }) => {
    const found = await findAssessment(context, named)
    if (!found) return context.refuse('unknown-record')
    const written = await readWritten(context, named.procedureId)
    if (!written) return context.refuse('not-written')
    const page = await composeAssessment(context, found, written.headings as AssessmentTexts, reader)
    return {
      fileName: 'diagnostic-social-et-financier.pdf',
      contentType: 'application/pdf',
      body: typesetLetter(page, context.now),
    }
  },
)

const composeAssessment = async (
  context: Acting,
  found: FoundProcedure,
  texts: AssessmentTexts,
  reader: 'judge' | 'tenant' | 'landlord',
): Promise<LetterPage> => {
  const { tx, actor, today } = context
  const organisation = await findOrganisationName(tx, actor.organisationId)
  const isCarence = activeFacts(found.facts).at(-1)?.event === 'no-answer'
  return {
    title: isCarence ? 'Diagnostic social et financier (carence)' : 'Diagnostic social et financier',
    author: organisation,
    sender: [organisation, actor.name],
    recipient: await recipientOf(context, found, reader),
    dateline: `Le ${formatLongDate(today)}`,
    blocks: [
      ...openingOf(found),
      ...assessmentHeadings.flatMap((heading, rank) => blocksOf(heading, rank, texts)),
    ],
  }
}

const recipientOf = async (
  context: Acting,
  { procedure }: FoundProcedure,
  reader: 'judge' | 'tenant' | 'landlord',
): Promise<string[]> => {
  if (reader === 'landlord') return ['Au bailleur']
  if (reader === 'tenant') {
    const facts = await readLetterFacts(context, [procedure.householdId])
    return facts.get(procedure.householdId)?.envelope.recipient ?? ['Au locataire']
  }
  const court = procedure.circumstances['court']
  return [
    'Au juge des contentieux de la protection',
    ...(typeof court === 'string' && court !== '' ? [court] : []),
    'Copie à la CCAPEX',
  ]
}

const paragraph = (content: PageInline[]): PageBlock => ({ kind: 'paragraph', content })

const openingOf = ({ facts }: FoundProcedure): PageBlock[] => {
  const dated = activeFacts(facts).findLast(({ detail }) => isPlainDate(detail['hearingOn']))
  const hearingOn = dated?.detail['hearingOn']
  return isPlainDate(hearingOn)
    ? [paragraph([{ kind: 'bold', text: `Audience du ${formatLongDate(hearingOn)}` }])]
    : []
}

const blocksOf = (
  heading: (typeof assessmentHeadings)[number],
  rank: number,
  texts: AssessmentTexts,
): PageBlock[] => {
  const written = texts[heading].trim()
  const paragraphs = (written === '' ? 'Sans objet ou non connu.' : written).split(/\r?\n\s*\r?\n/)
  return [
    { kind: 'heading', content: [{ kind: 'text', text: `${rank + 1}. ${assessmentHeadingLabel(heading)}` }] },
    ...paragraphs.map((text) =>
      paragraph(
        text
          .split(/\r?\n/)
          .flatMap((line, index): PageInline[] => [
            ...(index > 0 ? [{ kind: 'break' } as const] : []),
            { kind: 'text', text: line },
          ]),
      ),
    ),
  ]
}
