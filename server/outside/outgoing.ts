const native = globalThis.fetch

/**
 * Gives every call that leaves this process a limit. The identity library reads its provider's description at its first
 * request, without any: a provider that accepts and never answers would hold every page for five minutes.
 */
export const boundOutgoingCalls = (limitMs: number): void => {
  globalThis.fetch = (input, init) => {
    const limit = AbortSignal.timeout(limitMs)
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit
    return native(input, { ...init, signal })
  }
}
