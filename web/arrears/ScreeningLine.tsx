import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { ProgressLine } from '#web/ui/ProgressLine.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

/** A screening under way: how far it is; the list is read again when it ends. */
export const ScreeningLine = ({ workId }: { workId: string }) => {
  const slug = useOrganisationSlug()
  const client = useQueryClient()
  const work = useApiQuery(api.work.get, { workId }, { refetchEveryMs: 1_000 })
  const cancel = useApiCommand(api.work.cancel)
  const state = work.data?.state
  const isOver = state === 'done' || state === 'failed' || state === 'cancelled'
  useEffect(() => {
    if (!isOver) return
    for (const call of [api.arrears.listWorklist, api.arrears.countWorklist])
      void client.invalidateQueries({ queryKey: [slug, call.endpointName] })
  }, [isOver, client, slug])
  if (!work.data || state === 'done' || state === 'cancelled') return null
  if (state === 'failed')
    return <Notice kind="late">{work.data.problem ?? 'Le repérage s’est arrêté.'}</Notice>
  return (
    <ProgressLine
      label={state === 'queued' ? 'Repérage en attente' : 'Repérage en cours'}
      done={work.data.done}
      total={work.data.total ?? undefined}
      unit="baux"
      onCancel={() => void cancel.run({ workId })}
    />
  )
}
