import { z } from 'zod'
import { capability, query } from '#contract/endpoint.ts'
import { shortText } from '#contract/shapes.ts'
import { territoryKinds } from '#domain/territories/kinds.ts'

/** A territory as it is kept: its code, and the name it had. */
export const NamedTerritory = z.object({
  kind: z.enum(territoryKinds),
  code: z.string().regex(/^[0-9A-Z]{2,9}$/, 'Code attendu'),
  name: shortText(120),
})

const FoundTerritory = z.object({
  kind: z.enum(territoryKinds),
  code: z.string(),
  name: z.string(),
  /** What tells it from its namesakes: post codes and département. */
  detail: z.string(),
})
export type FoundTerritory = z.output<typeof FoundTerritory>

export const territories = capability('territories', {
  search: query({
    action: 'read-parameters',
    summary:
      'Cherche des communes (nom, code postal ou code INSEE), des intercommunalités, des départements, des régions.',
    input: z.object({
      text: z.string().trim().max(100),
      kinds: z
        .array(z.enum(territoryKinds))
        .min(1)
        .default([...territoryKinds]),
    }),
    output: z.object({ rows: z.array(FoundTerritory) }),
  }),
})
