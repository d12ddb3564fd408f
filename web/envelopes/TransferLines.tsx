import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Transfer } from '#contract/envelopes.ts'
import { transferStateLabels } from '#domain/envelopes/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { withFigures } from '#web/conventions/AmendmentForm.tsx'
import classes from '#web/envelopes/envelopes.module.css'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand } from '#web/use-api.ts'

const signals = {
  proposed: 'soon',
  approved: 'done',
  refused: 'none',
  withdrawn: 'none',
} as const satisfies Record<Transfer['state'], SignalKind>

export const TransferLines = ({ transfers }: { transfers: readonly Transfer[] }) => (
  <ul className={classes.lines}>
    {transfers.map((transfer) => (
      <li key={transfer.id} className={classes.line}>
        <TransferLine transfer={transfer} />
      </li>
    ))}
  </ul>
)

const TransferLine = ({ transfer }: { transfer: Transfer }) => {
  const { slug } = useMember()
  const { from, to, cents, on, reason, state, proposedBy, decidedBy, decisionReason } = transfer
  const decided = decidedBy && state !== 'withdrawn' ? `, décidé par ${decidedBy}` : ''
  return (
    <>
      <div className={classes.top}>
        <span>
          <span className="figures">{formatEuros(cents)}</span> de{' '}
          <Link to={paths.envelope({ slug, envelopeId: from.id })}>{typeset(from.label)}</Link> vers{' '}
          <Link to={paths.envelope({ slug, envelopeId: to.id })}>{typeset(to.label)}</Link>
        </span>
        <Signal kind={signals[state]}>{transferStateLabels[state]}</Signal>
      </div>
      <span>{typeset(reason)}</span>
      <span className={classes.soft}>
        {typeset(`À compter du ${formatDate(on)}, proposé par ${proposedBy}${decided}.`)}
        {decisionReason && ` ${typeset(decisionReason)}`}
      </span>
      {state === 'proposed' && <Decision transfer={transfer} />}
    </>
  )
}

/** Four eyes: who proposed may only withdraw. */
const Decision = ({ transfer }: { transfer: Transfer }) => {
  const { membershipId } = useMember()
  const { because } = useAccess('decide-funding')
  const [open, setOpen] = useState<'approve' | 'refuse'>()
  const close = () => setOpen(undefined)
  const decide = useApiCommand(api.envelopes.decideTransfer, {
    onDone: () => {
      void notify('Décision enregistrée.')
      close()
    },
  })
  const withdraw = useApiCommand(api.envelopes.withdrawTransfer, {
    onDone: () => void notify('Virement retiré.'),
  })
  const { id: transferId, version, from, to, cents } = transfer
  const isOwn = transfer.proposedById === membershipId
  const reasonNot =
    because ?? (isOwn ? 'Vous l’avez proposé : une autre personne doit en décider.' : undefined)
  const command = { ...decide, refusal: withFigures(decide.refusal) }
  return (
    <div className={classes.top} style={{ justifyContent: 'flex-start' }}>
      <ReasonedButton size="xs" because={reasonNot} onClick={() => setOpen('approve')}>
        Accorder
      </ReasonedButton>
      <ReasonedButton size="xs" variant="default" because={reasonNot} onClick={() => setOpen('refuse')}>
        Refuser
      </ReasonedButton>
      {isOwn && (
        <Button
          size="xs"
          variant="subtle"
          loading={withdraw.isRunning}
          onClick={() => void withdraw.run({ transferId, version })}
        >
          Retirer
        </Button>
      )}
      {open === 'approve' && (
        <ConfirmDialog
          opened
          title="Accorder ce virement ?"
          confirmLabel={`Virer ${formatEuros(cents)}`}
          command={command}
          onConfirm={() => decide.run({ transferId, version, decision: 'approved', reason: null })}
          onClose={close}
        >
          {`${formatEuros(cents)} quittent « ${from.label} » et rejoignent « ${to.label} ». Un autre virement sera nécessaire pour revenir en arrière.`}
        </ConfirmDialog>
      )}
      {open === 'refuse' && (
        <ReasonForm
          title="Refuser ce virement"
          submitLabel="Refuser le virement"
          draftKey={`transfer-refusal/${transferId}`}
          command={command}
          onReason={(reason) => decide.run({ transferId, version, decision: 'refused', reason })}
          onClose={close}
        />
      )}
    </div>
  )
}
