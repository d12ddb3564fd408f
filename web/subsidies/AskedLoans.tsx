import { useState } from 'react'
import { Link } from 'react-router'
import type { AdvanceView } from '#contract/subsidies.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { type AskedLoanState, askedLoanStateLabels } from '#domain/subsidies/kinds.ts'
import { api } from '#web/client.ts'
import classes from '#web/disbursements/disbursements.module.css'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand } from '#web/use-api.ts'

const signals: Readonly<Record<AskedLoanState, 'soon' | 'done' | 'none'>> = {
  'to-decide': 'soon',
  'offer-awaited': 'soon',
  open: 'soon',
  used: 'done',
  refused: 'none',
  'given-up': 'none',
}

type AskedLoan = AdvanceView['askedLoans'][number]

/** The loans asked for on the file for what is missing, each where it stands. */
export const AskedLoans = ({ advance }: { advance: AdvanceView }) => {
  const [withdrawn, setWithdrawn] = useState<string>()
  return (
    <>
      <ul className={classes.plain}>
        {advance.askedLoans.map((loan) => (
          <AskedLine key={loan.lineId} loan={loan} advance={advance} onWithdraw={setWithdrawn} />
        ))}
      </ul>
      {withdrawn && <WithdrawForm lineId={withdrawn} onClose={() => setWithdrawn(undefined)} />}
    </>
  )
}

type LineProps = { loan: AskedLoan; advance: AdvanceView; onWithdraw: (lineId: string) => void }

const AskedLine = ({ loan, advance, onWithdraw }: LineProps) => {
  const { slug } = useMember()
  const writer = useAccess('write-applications')
  const { lineId, productName, cents, months, askedOn, askedBy, state, isFresh, financing } = loan
  return (
    <li className={classes.line}>
      <div>
        {productName} : {formatEuros(cents)}
        {months !== null && ` sur ${months} mois`}
        {financing && (
          <>
            , <Link to={paths.loan({ slug, financingId: financing.id })}>prêt {financing.number}</Link>
          </>
        )}
        <p className={classes.hint}>
          Demandé le {formatDate(askedOn)} par {askedBy},{' '}
          <Link to={paths.application({ slug, applicationId: advance.applicationId })}>sur le dossier</Link>.{' '}
          <Signal kind={signals[state]}>{askedLoanStateLabels[state]}</Signal>
        </p>
      </div>
      {isFresh && writer.allowed && (
        <ReasonedButton
          size="compact-sm"
          variant="default"
          because={undefined}
          onClick={() => onWithdraw(lineId)}
        >
          Retirer la demande
        </ReasonedButton>
      )}
    </li>
  )
}

const WithdrawForm = ({ lineId, onClose }: { lineId: string; onClose: () => void }) => {
  const withdraw = useApiCommand(api.subsidies.withdrawLoan, {
    onDone: () => {
      void notify('Demande retirée du dossier.')
      onClose()
    },
  })
  return (
    <ReasonForm
      title="Retirer cette demande de prêt"
      submitLabel="Retirer la demande"
      draftKey={`shortfall-loan-withdrawal/${lineId}`}
      command={withdraw}
      onReason={(reason) => withdraw.run({ lineId, reason })}
      onClose={onClose}
    />
  )
}
