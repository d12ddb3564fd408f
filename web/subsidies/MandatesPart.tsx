import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AdvanceView, SubsidyMandateView } from '#contract/subsidies.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import {
  type MandatePiece,
  mandatePieceLabels,
  type SubsidyMandateKind,
  subsidyMandateKindLabels,
  subsidyMandateKinds,
} from '#domain/subsidies/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import classes from '#web/disbursements/disbursements.module.css'
import { FileChoice } from '#web/disbursements/FileChoice.tsx'
import { useAccess, useMember, useToday } from '#web/session/session.ts'
import { EndForm } from '#web/subsidies/EndForm.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { useApiDownload, useApiUpload } from '#web/use-api.ts'

/** Who may file for the household, and who may receive its subsidy. */
export const MandatesPart = ({ advance }: { advance: AdvanceView }) => {
  const { because } = useAccess('write-applications')
  const [isAdding, setAdding] = useState(false)
  const [piecesOf, setPiecesOf] = useState<SubsidyMandateView>()
  const [endingId, setEndingId] = useState<string>()
  const ending = advance.mandates.find(({ id }) => id === endingId)
  return (
    <>
      <h3>Mandats</h3>
      {advance.mandates.length === 0 && (
        <EmptyState title="Aucun mandat">
          Sans mandat financier, la subvention est versée au ménage : aucune avance ne part.
        </EmptyState>
      )}
      <ul className={classes.plain}>
        {advance.mandates.map((mandate) => (
          <MandateLine
            key={mandate.id}
            mandate={mandate}
            onPieces={() => setPiecesOf(mandate)}
            onEnd={() => setEndingId(mandate.id)}
          />
        ))}
      </ul>
      <div className={classes.acts}>
        <ReasonedButton variant="default" because={because} onClick={() => setAdding(true)}>
          Enregistrer un mandat
        </ReasonedButton>
      </div>
      {isAdding && <MandateForm financingId={advance.financing.id} onClose={() => setAdding(false)} />}
      {ending && <EndForm mandate={ending} onClose={() => setEndingId(undefined)} />}
      {piecesOf && <PieceForm mandate={piecesOf} onClose={() => setPiecesOf(undefined)} />}
    </>
  )
}

const stateOf = ({ ended, isUsable, kind, missingPieces }: SubsidyMandateView) => {
  if (ended) return { kind: 'none', text: `Fini le ${formatDate(ended.on)} : ${ended.reason}` } as const
  if (isUsable) return { kind: 'done', text: 'La subvention peut être versée au mandataire' } as const
  if (kind === 'administrative')
    return { kind: 'none', text: 'Dépose le dossier, ne reçoit pas l’argent' } as const
  return { kind: 'late', text: `${missingPieces.length} pièces manquent` } as const
}

type LineProps = { mandate: SubsidyMandateView; onPieces: () => void; onEnd: () => void }

const MandateLine = ({ mandate, onPieces, onEnd }: LineProps) => {
  const { allowed } = useAccess('write-applications')
  const open = useApiDownload(api.subsidies.openPaper)
  const { kind, text } = stateOf(mandate)
  return (
    <li className={classes.line}>
      <div>
        <strong>{subsidyMandateKindLabels[mandate.kind]}</strong> donné à {mandate.mandatary}, signé le{' '}
        {formatDate(mandate.signedOn)}
        <p className={classes.hint}>
          <Signal kind={kind}>{text}</Signal>
          {mandate.missingPieces.length > 0 &&
            ` : ${mandate.missingPieces.map((piece) => mandatePieceLabels[piece].toLowerCase()).join(', ')}`}
        </p>
      </div>
      <Button
        size="compact-sm"
        variant="subtle"
        loading={open.isRunning}
        onClick={() => void open.run({ mandateId: mandate.id }, 'tab')}
      >
        Voir<span className="on-screen-readers"> le mandat de {mandate.mandatary}</span>
      </Button>
      {allowed && !mandate.ended && mandate.missingPieces.length > 0 && (
        <Button size="compact-sm" variant="default" onClick={onPieces}>
          Joindre une pièce<span className="on-screen-readers"> au mandat de {mandate.mandatary}</span>
        </Button>
      )}
      {allowed && !mandate.ended && (
        <Button size="compact-sm" variant="subtle" onClick={onEnd}>
          Mettre fin<span className="on-screen-readers"> au mandat de {mandate.mandatary}</span>
        </Button>
      )}
    </li>
  )
}

const MandateForm = ({ financingId, onClose }: { financingId: string; onClose: () => void }) => {
  const today = useToday()
  const { organisationName } = useMember()
  const { form, values, draft } = useDraftedForm<{
    kind: SubsidyMandateKind
    mandatary: string
    signedOn: PlainDate | null
  }>(`subsidy-mandate/${financingId}`, { kind: 'financial', mandatary: organisationName, signedOn: null })
  const { kind, mandatary, signedOn } = values
  const [file, setFile] = useState<File | null>(null)
  const upload = useApiUpload(api.subsidies.recordMandate, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  return (
    <SideForm
      title="Enregistrer un mandat"
      opened
      onClose={onClose}
      command={upload}
      submitLabel="Enregistrer le mandat"
      because={
        mandatary.trim() && signedOn && file ? undefined : 'Indiquez qui, quand, et joignez le mandat signé.'
      }
      draft={draft}
      onSubmit={form.onSubmit(() => {
        if (signedOn && file)
          void upload.run({ financingId, kind, mandatary: mandatary.trim(), signedOn }, file)
      })}
    >
      <Select
        label="Sorte"
        allowDeselect={false}
        data={choicesOf(subsidyMandateKinds, subsidyMandateKindLabels)}
        {...form.getInputProps('kind')}
      />
      <TextInput label="Mandataire" maxLength={140} {...form.getInputProps('mandatary')} />
      <DayInput label="Signé le" max={today} {...form.getInputProps('signedOn')} value={signedOn} />
      <FileChoice file={file} onChange={setFile} label="Joindre le mandat signé" />
    </SideForm>
  )
}

const PieceForm = ({ mandate, onClose }: { mandate: SubsidyMandateView; onClose: () => void }) => {
  const [piece, setPiece] = useState<MandatePiece>(mandate.missingPieces[0] ?? 'no-conviction')
  const [file, setFile] = useState<File | null>(null)
  const upload = useApiUpload(api.subsidies.addPiece, { onDone: onClose })
  return (
    <SideForm
      title="Joindre une pièce du mandataire"
      opened
      onClose={onClose}
      command={upload}
      submitLabel="Joindre la pièce"
      because={file ? undefined : 'Choisissez le fichier.'}
      onSubmit={(event) => {
        event.preventDefault()
        if (file) void upload.run({ mandateId: mandate.id, piece }, file)
      }}
    >
      <p className={classes.hint}>Exigées des mandataires financiers depuis le 1er juillet 2025.</p>
      <Select
        label="Pièce"
        allowDeselect={false}
        data={choicesOf(mandate.missingPieces, mandatePieceLabels)}
        value={piece}
        onChange={(chosen) => chosen && setPiece(chosen)}
      />
      <FileChoice file={file} onChange={setFile} label="Joindre la pièce (PDF ou photo)" />
    </SideForm>
  )
}
