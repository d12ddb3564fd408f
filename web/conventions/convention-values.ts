import type { Convention } from '#contract/convention-shapes.ts'
import type { Input } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { emptyTerms } from '#domain/conventions/terms.ts'

type Words = Input<typeof contract.conventions.create>

/** What the form of a convention holds. */
export type ConventionValues = Words & { reason: string }

export const valuesOf = (known: Convention | undefined): ConventionValues =>
  known
    ? {
        reference: known.reference,
        title: known.title,
        kind: known.kind,
        frameworkId: known.framework?.id ?? null,
        object: known.object,
        signedOn: known.signedOn,
        responsibleId: known.responsibleId,
        terms: known.agreed,
        reason: '',
      }
    : {
        ...{ reference: '', title: '', kind: 'application', frameworkId: null, object: null },
        ...{ signedOn: null, responsibleId: null, reason: '' },
        terms: { ...emptyTerms, territories: [], fields: [], targets: [] },
      }

/** As the server reads it: empty words are no words. */
export const wordsOf = ({ reason: _, ...values }: ConventionValues): Words => ({
  ...values,
  reference: values.reference.trim(),
  title: values.title.trim(),
  object: values.object?.trim() || null,
  terms: {
    ...values.terms,
    renewalMonths: values.terms.renewal === 'none' ? null : values.terms.renewalMonths,
    targets: values.terms.targets.filter(({ value }) => value > 0),
    clauses: { ...values.terms.clauses, words: values.terms.clauses.words?.trim() || null },
  },
})
