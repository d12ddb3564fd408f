import type { Endpoint } from '#contract/endpoint.ts'
import { identity } from '#contract/identity.ts'
import { letters } from '#contract/letters.ts'
import { settings } from '#contract/settings.ts'
import { work } from '#contract/work.ts'

/** The whole API on one screen. */
export const contract = { identity, settings, work, letters } as const

export const endpoints: readonly Endpoint[] = Object.values(contract).flatMap((capability) =>
  Object.values(capability as Record<string, Endpoint>),
)
