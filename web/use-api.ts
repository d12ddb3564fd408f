import {
  keepPreviousData,
  type QueryClient,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { Invalid, Refused } from '#web/api-error.ts'
import type { Call } from '#web/client.ts'
import { createIntention } from '#web/intention.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { noticeSignedOut } from '#web/query-client.ts'
import type { ReceivedFile } from '#web/send.ts'
import type { Paged } from '#web/ui/paged.ts'
import { type Issue, sentenceOf, ToldError } from '#web/ui/told-error.ts'

type QueryOptions = {
  enabled?: boolean
  /** Asks again every so many milliseconds: for long work in progress. */
  refetchEveryMs?: number | false
  /** Shows the former answer while the next one comes (a filter typed, a page turned). */
  keepPrevious?: boolean
}

/** `const { data, error, isPending, refetch } = useApiQuery(api.arrears.getCase, { caseId })` */
export const useApiQuery = <I, O>(
  call: Call<'query', I, O>,
  input: I,
  { enabled = true, refetchEveryMs = false, keepPrevious = false }: QueryOptions = {},
): UseQueryResult<O> => {
  const organisation = useOrganisationSlug()
  return useQuery({
    queryKey: [organisation, call.endpointName, input],
    queryFn: ({ signal }) => call(input, { signal, organisation }),
    enabled,
    refetchInterval: refetchEveryMs,
    placeholderData: keepPrevious ? keepPreviousData : undefined,
  })
}

type ListInput = { after?: string | undefined; limit?: number | undefined }
type ListPage<Row> = { rows: Row[]; next: string | null; total: { count: number; exact: boolean } }

/**
 * A list read by key, as `DataTable` shows it: `<DataTable page={useApiPages(api.arrears.listWorklist, filters)} … />`.
 * The input leaves out `after`: the hook keeps it.
 */
export const useApiPages = <I extends ListInput, Row>(
  call: Call<'query', I, ListPage<Row>>,
  input: Omit<I, 'after'>,
  { enabled = true }: Pick<QueryOptions, 'enabled'> = {},
): Paged<Row> => {
  const organisation = useOrganisationSlug()
  const query = useInfiniteQuery({
    queryKey: [organisation, call.endpointName, input],
    queryFn: ({ signal, pageParam }) =>
      call({ ...input, after: pageParam } as unknown as I, { signal, organisation }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
  })
  return {
    rows: query.data?.pages.flatMap((page) => page.rows) ?? [],
    total: query.data?.pages.at(-1)?.total,
    isLoading: query.isPending,
    isRefreshing: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
    more: query.hasNextPage
      ? { load: () => void query.fetchNextPage(), isLoading: query.isFetchingNextPage }
      : undefined,
  }
}

export type Command<I, O, R extends string = string> = {
  /** Resolves with the answer, or with undefined when it was refused: the state below then says why. Never throws. */
  run(input: I): Promise<O | undefined>
  isRunning: boolean
  refusal: Refused<R> | undefined
  /** What is wrong, field by field. */
  issues: readonly Issue[]
  /** Anything else that went wrong, as a French sentence. */
  failure: string | undefined
  reset(): void
}

type CommandOptions<I, O> = {
  onDone?: (output: O, input: I) => void
  /** The queries whose answers may have changed; by default, all those of the organisation. */
  invalidates?: readonly { endpointName: string }[]
}

type Outcome = { error?: unknown }

const refresh = (
  client: QueryClient,
  organisation: string,
  invalidates: CommandOptions<never, never>['invalidates'],
) =>
  invalidates
    ? Promise.all(
        invalidates.map(({ endpointName }) =>
          client.invalidateQueries({ queryKey: [organisation, endpointName] }),
        ),
      )
    : client.invalidateQueries({ queryKey: [organisation] })

const stateOf = <R extends string>({ error }: Outcome) => ({
  refusal: error instanceof Refused ? (error as Refused<R>) : undefined,
  issues: error instanceof Invalid ? error.issues : [],
  failure:
    error === undefined || error instanceof Refused || (error instanceof Invalid && error.issues.length > 0)
      ? undefined
      : sentenceOf(error),
})

/** Runs one thing at a time, and keeps how it ended. */
const useAttempt = <O>() => {
  const [isRunning, setRunning] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>({})
  const busy = useRef(false)
  const attempt = async (work: () => Promise<O>): Promise<O | undefined> => {
    if (busy.current) return undefined
    busy.current = true
    setRunning(true)
    setOutcome({})
    try {
      return await work()
    } catch (error) {
      setOutcome({ error })
      noticeSignedOut(error)
      if (!(error instanceof ToldError)) reportError(error)
      return undefined
    } finally {
      busy.current = false
      setRunning(false)
    }
  }
  const reset = useCallback(() => setOutcome({}), [])
  return { attempt, isRunning, outcome, reset }
}

/** `const agree = useApiCommand(api.plans.agreePlan, { onDone: close })`, then `agree.run(input)`. */
export const useApiCommand = <I, O, R extends string>(
  call: Call<'command', I, O, R>,
  { onDone, invalidates }: CommandOptions<I, O> = {},
): Command<I, O, R> => {
  const organisation = useOrganisationSlug()
  const client = useQueryClient()
  const [intention] = useState(() => createIntention(call.endpointName))
  const { attempt, isRunning, outcome, reset } = useAttempt<O>()
  const run = (input: I) =>
    attempt(async () => {
      try {
        const output = await call(input, { key: intention.keyOf([organisation, input]), organisation })
        intention.settle()
        void refresh(client, organisation, invalidates)
        onDone?.(output, input)
        return output
      } catch (error) {
        intention.settle(error)
        throw error
      }
    })
  return { run, isRunning, ...stateOf<R>(outcome), reset }
}

export type Upload<I, O, R extends string = string> = Omit<Command<I, O, R>, 'run'> & {
  run(input: I, file: File): Promise<O | undefined>
  /** From 0 to 1 while the file is on its way. */
  progress: number
  cancel(): void
}

export const useApiUpload = <I, O, R extends string>(
  call: Call<'upload', I, O, R>,
  { onDone, invalidates }: CommandOptions<I, O> = {},
): Upload<I, O, R> => {
  const organisation = useOrganisationSlug()
  const client = useQueryClient()
  const abort = useRef<AbortController | undefined>(undefined)
  const [progress, setProgress] = useState(0)
  const [intention] = useState(() => createIntention(call.endpointName))
  const { attempt, isRunning, outcome, reset } = useAttempt<O>()
  const run = (input: I, file: File) =>
    attempt(async () => {
      setProgress(0)
      abort.current = new AbortController()
      const { signal } = abort.current
      const key = intention.keyOf([organisation, input, file.name, file.size, file.lastModified])
      try {
        const output = await call(input, { file, onProgress: setProgress, key, organisation, signal })
        intention.settle()
        void refresh(client, organisation, invalidates)
        onDone?.(output, input)
        return output
      } catch (error) {
        intention.settle(error)
        throw error
      }
    })
  return { run, isRunning, progress, cancel: () => abort.current?.abort(), ...stateOf<R>(outcome), reset }
}

export type Download<I, R extends string = string> = Omit<Command<I, ReceivedFile, R>, 'run'> & {
  /** Saves the file, or shows it in a new tab (`where: 'tab'`). Call it from a click, or the tab is blocked. */
  run(input: I, where?: 'disk' | 'tab'): Promise<ReceivedFile | undefined>
}

export const useApiDownload = <I, R extends string>(
  call: Call<'download', I, ReceivedFile, R>,
): Download<I, R> => {
  const organisation = useOrganisationSlug()
  const { attempt, isRunning, outcome, reset } = useAttempt<ReceivedFile>()
  const run = (input: I, where: 'disk' | 'tab' = 'disk') => {
    const tab = where === 'tab' ? window.open('', '_blank') : null
    return attempt(async () => {
      try {
        const file = await call(input, { organisation })
        hand(file, tab)
        return file
      } catch (error) {
        tab?.close()
        throw error
      }
    })
  }
  return { run, isRunning, ...stateOf<R>(outcome), reset }
}

const hand = ({ blob, fileName }: ReceivedFile, tab: Window | null) => {
  const url = URL.createObjectURL(blob)
  if (tab) tab.location.replace(url)
  else Object.assign(document.createElement('a'), { href: url, download: fileName }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
