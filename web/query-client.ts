import { QueryCache, QueryClient } from '@tanstack/react-query'
import { Defect, Offline, Unauthenticated } from '#web/api-error.ts'
import { onServerBack } from '#web/connection.ts'

export const sessionKey = ['session'] as const

/** A session that ended is noticed wherever it shows: asking again who is signed in leads to the sign-in page. */
export const noticeSignedOut = (error: unknown) => {
  if (error instanceof Unauthenticated) void queryClient.invalidateQueries({ queryKey: sessionKey })
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && (error instanceof Offline || error instanceof Defect),
    },
  },
})

onServerBack(() => void queryClient.invalidateQueries())
