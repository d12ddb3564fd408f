import type { WorkView } from '#contract/work.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { ProgressLine } from '#web/ui/ProgressLine.tsx'

type Props = {
  work: WorkView
  /** What is going on, while the work has not said it itself. */
  label: string
  onCancel?: (() => void) | undefined
}

export const isUnderWay = (work: WorkView | null | undefined): boolean =>
  work?.state === 'queued' || work?.state === 'running'

/** Long work, whatever it is: how far it has come, or how it ended when it ended badly. */
export const WorkLine = ({ work, label, onCancel }: Props) => {
  if (work.state === 'failed')
    return <Notice kind="late">{work.problem ?? `${label} : arrêt inattendu.`}</Notice>
  if (work.state === 'cancelled')
    return <Notice kind="soon">{`${label} : interruption demandée, puis faite.`}</Notice>
  if (work.state === 'done') return null
  return (
    <ProgressLine
      label={work.cancelRequested ? 'Interruption en cours' : (work.step ?? 'En attente de son tour')}
      done={work.done}
      total={work.total ?? undefined}
      onCancel={work.cancelRequested ? undefined : onCancel}
    />
  )
}
