import { Button, FileInput } from '@mantine/core'
import { useState } from 'react'
import type { PlanView } from '#contract/plan-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiUpload } from '#web/use-api.ts'

type Props = {
  plan: PlanView
  scheduleNumber: number
  /** The day it was proposed: nobody signs before. */
  min: PlainDate
  onClose: () => void
}

/** Keeps the paper both have signed, and their two dates. */
export const SignedAgreementForm = ({ plan, scheduleNumber, min, onClose }: Props) => {
  const today = useToday()
  const [file, setFile] = useState<File | null>(null)
  const [tenantOn, setTenantOn] = useState<PlainDate | null>(today)
  const [landlordOn, setLandlordOn] = useState<PlainDate | null>(today)
  const command = useApiUpload(api.plans.keepSignedAgreement, {
    onDone: () => {
      void notify('Accord signé gardé dans les documents.')
      onClose()
    },
  })
  const save = () => {
    if (file && tenantOn && landlordOn)
      void command.run(
        {
          householdId: plan.householdId,
          planId: plan.id,
          scheduleNumber,
          signedByTenantOn: tenantOn,
          signedByLandlordOn: landlordOn,
        },
        file,
      )
  }
  return (
    <SideForm
      title="Garder l’accord signé"
      opened
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      command={command}
      submitLabel="Garder l’accord"
      because={file && tenantOn && landlordOn ? undefined : 'Choisissez le fichier et les deux dates.'}
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
      <DayInput
        label="Signé par le locataire le"
        min={min}
        max={today}
        value={tenantOn}
        onChange={setTenantOn}
      />
      <DayInput
        label="Signé par le bailleur le"
        min={min}
        max={today}
        value={landlordOn}
        onChange={setLandlordOn}
      />
      {command.isRunning && (
        <Button variant="default" onClick={command.cancel}>
          Arrêter l’envoi
        </Button>
      )}
    </SideForm>
  )
}
