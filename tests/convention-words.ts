import type { Sent } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { usualClauses } from '#domain/conventions/terms.ts'

type Words = Sent<typeof contract.conventions.create>

/** What a person writes to make a convention signed in 2024, running to the end of 2026. */
export const conventionWords = ({
  terms,
  ...part
}: Partial<Omit<Words, 'terms'>> & { terms?: Partial<Words['terms']> } = {}): Words => ({
  reference: 'PDL-2024-01',
  title: 'Adaptation des logements en Anjou',
  kind: 'application',
  frameworkId: null,
  object: null,
  signedOn: '2023-12-15',
  responsibleId: null,
  terms: {
    level: 'epci',
    startsOn: '2024-01-01',
    endsOn: '2026-12-31',
    renewal: 'none',
    renewalMonths: null,
    noticeDays: 90,
    territories: [{ kind: 'epci', code: '244900015', name: 'Angers Loire Métropole' }],
    fields: ['adaptation'],
    targets: [],
    clauses: { ...usualClauses, fungibility: 'by-decision' },
    ...terms,
  },
  ...part,
})
