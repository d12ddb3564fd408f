import { createHash } from 'node:crypto'

/** The same name always gives the same identifier: the demo is deterministic. */
export const demoId = (name: string): string => {
  const hex = createHash('sha256').update(`palier-demo:${name}`).digest('hex')
  return `0190a000-${hex.slice(0, 4)}-7${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`
}
