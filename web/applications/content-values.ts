import type { ApplicationContent } from '#contract/application-shapes.ts'
import type { FundingField } from '#domain/funding/kinds.ts'
import type { FundingPurpose } from '#domain/funding/product-kinds.ts'
import { blankProject, type Project } from '#domain/funding/project.ts'
import type { NamedTerritory } from '#domain/territories/kinds.ts'

/** What the form of a file holds: the same as the file, with the name of its commune. */
export type ContentValues = {
  field: FundingField | null
  purpose: FundingPurpose | null
  commune: NamedTerritory | null
  measureId: string | null
  officerId: string | null
  summary: string
  project: Project
}

export const emptyContent = (officerId: string | null): ContentValues => ({
  field: null,
  purpose: null,
  commune: null,
  measureId: null,
  officerId,
  summary: '',
  project: blankProject,
})

export const valuesOf = (content: ApplicationContent, communeName: string | null): ContentValues => ({
  ...content,
  summary: content.summary ?? '',
  commune: content.communeCode
    ? { kind: 'commune', code: content.communeCode, name: communeName ?? content.communeCode }
    : null,
})

/** What is sent; undefined while the two first choices are not made. */
export const contentOf = ({
  field,
  purpose,
  commune,
  summary,
  ...rest
}: ContentValues): ApplicationContent | undefined =>
  field && purpose
    ? { ...rest, field, purpose, communeCode: commune?.code ?? null, summary: summary.trim() || null }
    : undefined
