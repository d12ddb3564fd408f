import { Button } from '@mantine/core'
import { api } from '#web/client.ts'
import { useApiDownload } from '#web/use-api.ts'

export const OpenInvoiceButton = ({
  invoice: { id, number },
}: {
  invoice: { id: string; number: string }
}) => {
  const open = useApiDownload(api.disbursements.openInvoice)
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      loading={open.isRunning}
      onClick={() => void open.run({ invoiceId: id }, 'tab')}
    >
      Voir<span className="on-screen-readers"> la facture {number}</span>
    </Button>
  )
}
