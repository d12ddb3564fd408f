import { Menu } from '@mantine/core'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'

type Props = {
  download: { isRunning: boolean; failure?: string | undefined }
  onExport: (format: 'xlsx' | 'csv') => void
  because?: string | undefined
}

/** A list taken away as a file. */
export const ExportMenu = ({ download, onExport, because }: Props) => (
  <>
    {download.failure && <Notice kind="late">{download.failure}</Notice>}
    <Menu>
      <Menu.Target>
        <ReasonedButton variant="default" because={because} loading={download.isRunning}>
          Exporter
        </ReasonedButton>
      </Menu.Target>
      {because === undefined && (
        <Menu.Dropdown>
          <Menu.Item onClick={() => onExport('xlsx')}>Tableur (XLSX)</Menu.Item>
          <Menu.Item onClick={() => onExport('csv')}>Texte (CSV)</Menu.Item>
        </Menu.Dropdown>
      )}
    </Menu>
  </>
)
