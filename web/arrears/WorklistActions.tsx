import type { WorklistFilters } from '#contract/arrears.ts'
import type { WorklistSort } from '#domain/arrears/worklist.ts'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { ExportMenu as SharedExportMenu } from '#web/ui/ExportMenu.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useApiCommand, useApiDownload } from '#web/use-api.ts'

type Props = { filters: WorklistFilters; sort?: WorklistSort }

export const ExportMenu = ({ filters, sort = 'urgency' }: Props) => {
  const may = useAccess('export-arrears')
  const download = useApiDownload(api.arrears.exportWorklist)
  return (
    <SharedExportMenu
      download={download}
      because={may.because}
      onExport={(format) => void download.run({ ...filters, sort, format })}
    />
  )
}

export const ScreenButton = () => {
  const may = useAccess('run-screening')
  const screening = useApiCommand(api.arrears.startScreening)
  return (
    <>
      {screening.failure && <Notice kind="late">{screening.failure}</Notice>}
      <ReasonedButton
        variant="default"
        because={may.because}
        loading={screening.isRunning}
        onClick={() => void screening.run({})}
      >
        Relancer le repérage
      </ReasonedButton>
    </>
  )
}
