import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'

/** A page that is loaded when it is first visited: `page(patterns.arrears, async () => (await import('…')).ArrearsPage)`. */
export const page = (path: string, load: () => Promise<ComponentType>): RouteObject => ({
  path,
  lazy: async () => ({ Component: await load() }),
})
