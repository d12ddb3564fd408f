import { useState } from 'react'
import type { AdvanceView, SettlementView } from '#contract/subsidies.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { needsDecision, settlementWayLabels } from '#domain/subsidies/kinds.ts'
import { api } from '#web/client.ts'
import classes from '#web/disbursements/disbursements.module.css'
import { useAccess } from '#web/session/session.ts'
import { AskedLoans } from '#web/subsidies/AskedLoans.tsx'
import { AskLoanForm } from '#web/subsidies/AskLoanForm.tsx'
import { SettleForm } from '#web/subsidies/SettleForm.tsx'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand } from '#web/use-api.ts'

/** What the subsidies left, and what becomes of it. */
export const ShortfallPart = ({ advance }: { advance: AdvanceView }) => {
  const { because } = useAccess('manage-loans')
  const writer = useAccess('write-applications')
  const [asked, setAsked] = useState<'settle' | 'loan'>()
  const { shortfallCents, unsettledCents, settlements, askedLoans } = advance
  if (shortfallCents === 0 && settlements.length === 0 && askedLoans.length === 0) return null
  const covered =
    unsettledCents === 0 ? 'Une proposition ou un prêt demandé couvre déjà tout ce manque.' : undefined
  const unspentFirst = advance.loans.some(({ unspentCents }) => unspentCents > 0)
    ? 'De l’argent du prêt n’a pas été dépensé : il passe d’abord.'
    : undefined
  return (
    <>
      <h3>Manque sur l’avance</h3>
      {shortfallCents > 0 && (
        <div className={classes.acts}>
          <Notice kind="late">
            {formatEuros(shortfallCents)} ne seront payés par aucune subvention : à régler.
          </Notice>
          <ReasonedButton because={because ?? covered} onClick={() => setAsked('settle')}>
            Régler ce manque
          </ReasonedButton>
          <ReasonedButton
            variant="default"
            because={writer.because ?? covered ?? unspentFirst}
            onClick={() => setAsked('loan')}
          >
            Demander un prêt
          </ReasonedButton>
        </div>
      )}
      <ul className={classes.plain}>
        {settlements.map((settlement) => (
          <SettlementLine key={settlement.id} settlement={settlement} />
        ))}
      </ul>
      <AskedLoans advance={advance} />
      {asked === 'settle' && <SettleForm advance={advance} onClose={() => setAsked(undefined)} />}
      {asked === 'loan' && <AskLoanForm advance={advance} onClose={() => setAsked(undefined)} />}
    </>
  )
}

const stateOf = ({ decided, withdrawn }: SettlementView) => {
  if (withdrawn) return { kind: 'none', text: `Retiré : ${withdrawn.reason}` } as const
  if (decided) return { kind: 'done', text: `Décidé le ${formatDate(decided.on)} par ${decided.by}` } as const
  return { kind: 'soon', text: 'À décider par une autre personne' } as const
}

const SettlementLine = ({ settlement }: { settlement: SettlementView }) => {
  const decider = useAccess('decide-funding')
  const manager = useAccess('manage-loans')
  const [isAsking, setAsking] = useState(false)
  const decide = useApiCommand(api.subsidies.decideSettlement)
  const withdraw = useApiCommand(api.subsidies.withdrawSettlement)
  const { id: settlementId, version, way, cents, loan, instalments, decided, withdrawn } = settlement
  const told = `${settlementWayLabels[way]} : ${formatEuros(cents)}${loan ? `, prêt ${loan.number}` : ''}${instalments ? `, sur ${instalments} échéances` : ''}`
  const { kind, text } = stateOf(settlement)
  const waits = needsDecision(way) && !decided && !withdrawn
  return (
    <li className={classes.line}>
      <div>
        {told}
        {settlement.reason && <p className={classes.hint}>{settlement.reason}</p>}
        <p className={classes.hint}>
          Proposé par {settlement.proposedBy.name}. <Signal kind={kind}>{text}</Signal>
        </p>
      </div>
      {waits && (
        <>
          <ReasonedButton
            size="compact-sm"
            because={
              decider.because ??
              (settlement.isMine
                ? 'Vous avez fait cette proposition : une autre personne la décide.'
                : undefined)
            }
            onClick={() => setAsking(true)}
          >
            Décider
          </ReasonedButton>
          {manager.allowed && (
            <ReasonedButton
              size="compact-sm"
              variant="default"
              because={undefined}
              loading={withdraw.isRunning}
              onClick={() =>
                void withdraw.run({ settlementId, version, reason: 'Proposition retirée par son auteur' })
              }
            >
              Retirer
            </ReasonedButton>
          )}
        </>
      )}
      {isAsking && (
        <ConfirmDialog
          opened
          onClose={() => setAsking(false)}
          title="Décider ce règlement ?"
          confirmLabel={
            way === 'lost' ? `Passer ${formatEuros(cents)} en perte` : `Prêter ${formatEuros(cents)}`
          }
          command={decide}
          isDangerous={way === 'lost'}
          onConfirm={() => decide.run({ settlementId, version })}
        >
          {way === 'lost'
            ? `${told}. L’avance n’est plus due ; la perte est écrite dans les comptes aujourd’hui.`
            : `${told}. Ce montant est engagé sur l’enveloppe du prêt, et son échéancier est refait.`}
        </ConfirmDialog>
      )}
    </li>
  )
}
