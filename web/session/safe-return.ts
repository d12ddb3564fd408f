/** The address to come back to after signing in, only when it is one of ours: a link must not lead elsewhere. */
export const safeReturn = (path: string | null, origin: string): string | undefined => {
  if (!path?.startsWith('/')) return undefined
  try {
    const url = new URL(path, origin)
    return url.origin === origin ? url.pathname + url.search + url.hash : undefined
  } catch {
    return undefined
  }
}
