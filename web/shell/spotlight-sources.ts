import type { Action } from '#domain/access.ts'

export type SpotlightItem = { id: string; label: string; detail?: string; path: string }

/** What Ctrl+K looks through. `search` is asked at each pause in typing; a source whose action is refused is not asked. */
export type SpotlightSource = {
  id: string
  label: string
  action: Action
  minLength?: number
  search(
    query: string,
    asked: { organisation: string; signal: AbortSignal },
  ): Promise<readonly SpotlightItem[]>
}

const sources = new Map<string, SpotlightSource>()

/** Called once by a capability, from its `routes.tsx`. */
export const registerSpotlightSource = (source: SpotlightSource) => {
  sources.set(source.id, source)
}

export const spotlightSources = (): readonly SpotlightSource[] => [...sources.values()]
