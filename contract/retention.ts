import { z } from 'zod'
import { capability, query } from '#contract/endpoint.ts'
import { Instant } from '#contract/shapes.ts'

const Purge = z.object({
  /** Imports started and never applied, whose lines as read are taken away. */
  abandonedImports: z.int().min(0),
  /** Files that nothing refers to. */
  unusedFiles: z.int().min(0),
  unusedBytes: z.int().min(0),
})
export type Purge = z.output<typeof Purge>

export const retention = capability('retention', {
  rehearsePurge: query({
    action: 'read-parameters',
    summary: 'Ce que la nuit prochaine effacerait : imports abandonnés et fichiers que rien ne retient.',
    input: z.object({}),
    output: z.object({
      importDays: z.int(),
      fileDays: z.int(),
      wouldTakeAway: Purge,
      last: Purge.extend({ at: Instant }).nullable(),
    }),
  }),
})
