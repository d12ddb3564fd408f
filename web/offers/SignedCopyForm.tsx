import { Button, FileButton, Select } from '@mantine/core'
import { useState } from 'react'
import {
  type FundingDocumentKind,
  fundingDocumentKinds,
  fundingDocumentLabels,
} from '#domain/offers/document-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import classes from '#web/offers/offers.module.css'
import type { Offer } from '#web/offers/views.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiUpload } from '#web/use-api.ts'

/** A signed paper, scanned or photographed, kept with the financing. */
export const SignedCopyForm = ({ offer, onClose }: { offer: Offer; onClose: () => void }) => {
  const today = useToday()
  const [kind, setKind] = useState<FundingDocumentKind>('loan-contract')
  const [on, setOn] = useState<PlainDate | null>(today)
  const [file, setFile] = useState<File | null>(null)
  const upload = useApiUpload(api.offers.keepSigned, { onDone: onClose })
  return (
    <SideForm
      title="Garder une copie signée"
      opened
      onClose={onClose}
      command={upload}
      submitLabel="Garder la copie"
      because={file && on ? undefined : 'Choisissez le fichier et la date.'}
      onSubmit={(event) => {
        event.preventDefault()
        if (file && on) void upload.run({ financingId: offer.financingId, kind, on }, file)
      }}
    >
      <Select
        label="Document"
        data-autofocus
        data={choicesOf(fundingDocumentKinds, fundingDocumentLabels)}
        allowDeselect={false}
        value={kind}
        onChange={(chosen) => chosen && setKind(chosen)}
      />
      <DayInput label="Signé le" max={today} value={on} onChange={setOn} />
      <div>
        <FileButton onChange={setFile} accept="application/pdf,image/jpeg,image/png">
          {(props) => (
            <Button {...props} variant="default">
              Choisir un PDF ou une photo
            </Button>
          )}
        </FileButton>
        <p className={classes.small}>{file ? file.name : 'Aucun fichier choisi.'}</p>
      </div>
    </SideForm>
  )
}
