import { useState } from 'react'
import type { ReportView, SupportPlanView } from '#contract/support-plan-shapes.ts'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { report: ReportView; recipient: SupportPlanView['recipient'] }

/** Back by the way the request came; shown only when it came from somebody. */
export const SendReport = ({ report, recipient }: Props) => {
  const [isAsking, setAsking] = useState(false)
  const may = useAccess('triage-referrals')
  const command = useApiCommand(api.supportPlan.sendReport, { onDone: () => setAsking(false) })
  if (!recipient) return null
  const because =
    may.because ?? (report.sentNumber === report.number ? 'Cette version est déjà envoyée.' : undefined)
  return (
    <>
      <ReasonedButton size="xs" because={because} onClick={() => setAsking(true)}>
        Envoyer
      </ReasonedButton>
      {isAsking && (
        <ConfirmDialog
          title="Envoyer le rapport"
          opened
          onClose={() => setAsking(false)}
          command={command}
          confirmLabel={`Envoyer à ${recipient.name}`}
          onConfirm={() => command.run({ reportId: report.id, version: report.version })}
        >
          Le texte du rapport, tel qu’il s’imprime, part à {recipient.name}, qui a fait la demande. Rien
          d’autre du dossier n’est envoyé.
        </ConfirmDialog>
      )}
    </>
  )
}
