import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { BankFile } from '#contract/bank-file-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useApiCommand, useApiDownload } from '#web/use-api.ts'

/** What may be done of a file as it stands: check, issue, take the file, give it up. */
export const FileActs = ({ file }: { file: BankFile }) => {
  const [asked, setAsked] = useState<'issue' | 'cancel'>()
  const isOpen = file.state === 'prepared' || file.state === 'checked'
  return (
    <>
      {isOpen && (
        <Button variant="default" onClick={() => setAsked('cancel')}>
          Abandonner
        </Button>
      )}
      {file.state === 'prepared' && <CheckButton file={file} />}
      {file.state === 'checked' && <IssueButton onClick={() => setAsked('issue')} />}
      {file.state === 'issued' && <TakeButton file={file} />}
      {asked === 'issue' && <IssueDialog file={file} onClose={() => setAsked(undefined)} />}
      {asked === 'cancel' && <CancelDialog file={file} onClose={() => setAsked(undefined)} />}
    </>
  )
}

const CheckButton = ({ file }: { file: BankFile }) => {
  const { name } = useMember()
  const { because } = useAccess('release-payments')
  const check = useApiCommand(api.bankFiles.checkFile, {
    onDone: () => void notify('Fichier contrôlé : il peut être émis.'),
  })
  const own =
    file.preparedBy === name ? 'Vous avez préparé ce fichier : une autre personne le contrôle.' : undefined
  return (
    <ReasonedButton
      because={because ?? own ?? check.refusal?.message ?? check.failure}
      loading={check.isRunning}
      onClick={() => void check.run({ fileId: file.id, version: file.version })}
    >
      Le contenu est juste
    </ReasonedButton>
  )
}

const IssueButton = ({ onClick }: { onClick: () => void }) => {
  const { because } = useAccess('manage-bank-files')
  return (
    <ReasonedButton because={because} onClick={onClick}>
      Émettre
    </ReasonedButton>
  )
}

const TakeButton = ({ file }: { file: BankFile }) => {
  const { because } = useAccess('manage-bank-files')
  const download = useApiDownload(api.bankFiles.downloadFile)
  return (
    <ReasonedButton
      because={because ?? download.failure}
      loading={download.isRunning}
      onClick={() => void download.run({ fileId: file.id })}
    >
      Télécharger pour la banque
    </ReasonedButton>
  )
}

type DialogProps = { file: BankFile; onClose: () => void }

const IssueDialog = ({ file, onClose }: DialogProps) => {
  const issue = useApiCommand(api.bankFiles.issueFile, {
    onDone: () => void notify('Fichier émis : téléchargez-le et déposez-le à la banque.'),
  })
  const verb = file.kind === 'transfer' ? 'payés' : 'prélevés'
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Émettre ce fichier"
      confirmLabel={`Émettre ${file.lineCount} opération${file.lineCount > 1 ? 's' : ''}`}
      command={issue}
      onConfirm={() => issue.run({ fileId: file.id })}
    >
      {formatEuros(file.totalCents)} seront {verb} le {formatDate(file.executeOn)}. Les écritures sont passées
      aujourd’hui. Un fichier s’émet une seule fois : le demander encore rend exactement le même.
    </ConfirmDialog>
  )
}

const CancelDialog = ({ file, onClose }: DialogProps) => {
  const [reason, setReason] = useState('')
  const cancel = useApiCommand(api.bankFiles.cancelFile, {
    onDone: () => void notify('Fichier abandonné : ses opérations pourront être présentées dans un autre.'),
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Abandonner ce fichier"
      confirmLabel="Abandonner le fichier"
      isDangerous
      command={cancel}
      onConfirm={() =>
        reason.trim()
          ? cancel.run({ fileId: file.id, version: file.version, reason: reason.trim() })
          : undefined
      }
    >
      Rien n’est parti. Ses opérations pourront être mises dans un autre fichier.
      <TextInput
        label="Pourquoi"
        mt="sm"
        required
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
