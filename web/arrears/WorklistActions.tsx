import { Menu } from '@mantine/core'
import type { WorklistFilters } from '#contract/arrears.ts'
import type { WorklistSort } from '#domain/arrears/worklist.ts'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useApiCommand, useApiDownload } from '#web/use-api.ts'

type Props = { filters: WorklistFilters; sort?: WorklistSort }

export const ExportMenu = ({ filters, sort = 'urgency' }: Props) => {
  const may = useAccess('export-arrears')
  const download = useApiDownload(api.arrears.exportWorklist)
  return (
    <>
      {download.failure && <Notice kind="late">{download.failure}</Notice>}
      <Menu>
        <Menu.Target>
          <ReasonedButton variant="default" because={may.because} loading={download.isRunning}>
            Exporter
          </ReasonedButton>
        </Menu.Target>
        {may.allowed && (
          <Menu.Dropdown>
            <Menu.Item onClick={() => void download.run({ ...filters, sort, format: 'xlsx' })}>
              Tableur (XLSX)
            </Menu.Item>
            <Menu.Item onClick={() => void download.run({ ...filters, sort, format: 'csv' })}>
              Texte (CSV)
            </Menu.Item>
          </Menu.Dropdown>
        )}
      </Menu>
    </>
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
