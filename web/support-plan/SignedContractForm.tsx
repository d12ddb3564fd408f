import { Button, FileInput } from '@mantine/core'
import { useState } from 'react'
import type { ContractPaper } from '#contract/support-plan-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiUpload } from '#web/use-api.ts'

type Props = {
  measureId: string
  version: number
  paper: ContractPaper
  title: string
  onClose: () => void
}

/** Keeps the paper that was signed, as a document and as the paper the programme asks for. */
export const SignedContractForm = ({ measureId, version, paper, title, onClose }: Props) => {
  const today = useToday()
  const [file, setFile] = useState<File | null>(null)
  const [signedOn, setSignedOn] = useState<PlainDate | null>(today)
  const command = useApiUpload(api.supportPlan.keepSignedContract, {
    onDone: ({ isRecorded }) => {
      void notify(
        isRecorded
          ? 'Contrat gardé dans les documents, signature notée.'
          : 'Contrat gardé dans les documents.',
      )
      onClose()
    },
  })
  return (
    <SideForm
      title={`${title} : exemplaire signé`}
      opened
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        if (file && signedOn) void command.run({ measureId, version, paper, signedOn }, file)
      }}
      command={command}
      submitLabel="Garder l’exemplaire signé"
      because={file && signedOn ? undefined : 'Choisissez le fichier et la date.'}
      issues={command.issues}
    >
      <FileInput
        label="Fichier"
        description="PDF, ou photo en JPEG ou PNG."
        placeholder="Choisir un fichier"
        accept="application/pdf,image/jpeg,image/png"
        value={file}
        onChange={setFile}
      />
      <DayInput label="Signé le" max={today} value={signedOn} onChange={setSignedOn} />
      {command.isRunning && (
        <Button variant="default" onClick={command.cancel}>
          Arrêter l’envoi
        </Button>
      )}
    </SideForm>
  )
}
