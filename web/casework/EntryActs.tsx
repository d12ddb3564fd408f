import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { LogLine } from '#contract/casework.ts'
import { CorrectEntry } from '#web/casework/CorrectEntry.tsx'
import classes from '#web/casework/casework.module.css'
import { EntryVersions } from '#web/casework/EntryVersions.tsx'
import { api } from '#web/client.ts'
import { useMember } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { useApiCommand } from '#web/use-api.ts'

export type EntryLine = Extract<LogLine, { kind: 'contact' | 'note' }>
type Props = { line: EntryLine; householdId: string }

/** What one may still do with an entry. */
export const EntryActs = ({ line, householdId }: Props) => {
  const [open, setOpen] = useState<'correct' | 'withdraw' | 'versions' | undefined>()
  const mayWithdraw = useMember().role === 'coordinator' || line.isMine
  const close = () => setOpen(undefined)
  const act = (name: typeof open, label: string) => (
    <Button variant="subtle" size="compact-sm" onClick={() => setOpen(name)}>
      {label}
    </Button>
  )
  return (
    <div className={classes.acts}>
      {line.isMine && act('correct', 'Corriger')}
      {mayWithdraw && act('withdraw', 'Retirer')}
      {line.correctedAt && act('versions', 'Versions d’avant')}
      {open === 'correct' && <CorrectEntry line={line} householdId={householdId} onClose={close} />}
      {open === 'withdraw' && <Withdraw line={line} householdId={householdId} onClose={close} />}
      {open === 'versions' && <EntryVersions line={line} householdId={householdId} onClose={close} />}
    </div>
  )
}

const Withdraw = ({ line, householdId, onClose }: Props & { onClose: () => void }) => {
  const [reason, setReason] = useState('')
  const command = useApiCommand(api.casework.withdrawEntry)
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Retirer cet écrit ?"
      confirmLabel="Retirer"
      isDangerous
      command={{ ...command, failure: command.issues[0]?.message ?? command.failure }}
      onConfirm={() =>
        command.run({ householdId, entryId: line.id, version: line.version, reason: reason.trim() })
      }
    >
      <p>La ligne reste dans le fil avec votre motif. Le texte n’est plus montré à personne.</p>
      <TextInput
        label="Motif"
        placeholder="Écrit dans le mauvais dossier"
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
