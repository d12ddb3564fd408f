import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Endpoint, Output, Sent } from '#contract/endpoint.ts'
import { work } from '#contract/work.ts'

/** A user's software: it calls the API over HTTP with its token. */
export type Caller = {
  call<E extends Endpoint>(endpoint: E, input: Sent<E>): Promise<Output<E>>
  upload<E extends Endpoint>(endpoint: E, path: string, fileName: string): Promise<Output<E>>
  /** Waits for the end of a long work; a work that fails ends the bench. */
  wait(workId: string): Promise<void>
}

const pollMs = 250

export const openCaller = (url: string, token: string): Caller => {
  const post = async (endpoint: Endpoint, headers: Record<string, string>, body: string | Blob) => {
    const response = await fetch(`${url}/api/${endpoint.name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID(), ...headers },
      body,
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(`${endpoint.name}: ${response.status} ${JSON.stringify(answer)}`)
    return answer
  }
  const call: Caller['call'] = (endpoint, input) =>
    post(endpoint, { 'content-type': 'application/json' }, JSON.stringify(input)) as never
  return {
    call,
    upload: async (endpoint, path, fileName) =>
      post(
        endpoint,
        {
          'content-type': 'text/csv',
          'palier-file-name': encodeURIComponent(fileName),
          'palier-input': encodeURIComponent('{}'),
        },
        await openAsBlob(path),
      ) as never,
    async wait(workId) {
      for (;;) {
        const { state, problem } = await call(work.get, { workId })
        if (state === 'done') return
        if (state === 'failed' || state === 'cancelled') throw new Error(`work ${state}: ${problem}`)
        await setTimeout(pollMs)
      }
    },
  }
}
