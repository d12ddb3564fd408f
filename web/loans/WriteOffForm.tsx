import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { LoanView } from '#contract/loan-shapes.ts'
import { type WriteOffReason, writeOffReasonLabels, writeOffReasons } from '#domain/loans/facts.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { useLoanCommand } from '#web/loans/use-loan-command.ts'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'

/** A loss is proposed here, and decided by somebody else. */
export const WriteOffForm = ({ loan, onClose }: { loan: LoanView; onClose: () => void }) => {
  const today = useToday()
  const [on, setOn] = useState<PlainDate | null>(today)
  const [cents, setCents] = useState<number | null>(loan.outstandingCents)
  const [reason, setReason] = useState<WriteOffReason | null>(null)
  const [comment, setComment] = useState('')
  const command = useLoanCommand(api.loans.proposeWriteOff, { onDone: onClose })
  const missing = on === null || !cents || reason === null || comment.trim() === ''
  return (
    <SideForm
      title="Proposer un passage en perte"
      opened
      onClose={onClose}
      command={command}
      because={missing ? 'Indiquez la date, le montant, le motif et ce qui le justifie.' : undefined}
      submitLabel="Proposer la perte"
      onSubmit={(event) => {
        event.preventDefault()
        const { financingId, version, outstandingCents } = loan
        if (on === null || !cents || reason === null) return
        // All of it, whatever is paid until the decision.
        const asked = cents === outstandingCents ? null : cents
        void command.run({ financingId, version, on, cents: asked, reason, comment })
      }}
    >
      <Notice kind="plain">
        Une autre personne décidera. Rien ne bouge en comptabilité avant sa décision.
      </Notice>
      <Select
        label="Motif"
        data-autofocus
        data={choicesOf(writeOffReasons, writeOffReasonLabels)}
        value={reason}
        onChange={(value) => setReason(value)}
      />
      <DayInput label="Date d’effet" max={today} value={on} onChange={setOn} />
      <AmountInput label="Montant" value={cents} onChange={setCents} />
      <Textarea
        label="Ce qui le justifie"
        description="La décision de la commission, le jugement, le courrier du notaire…"
        autosize
        minRows={3}
        maxLength={2_000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
    </SideForm>
  )
}
