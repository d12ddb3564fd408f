import { NumberInput, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { AdvanceView } from '#contract/subsidies.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import {
  needsDecision,
  type SettlementWay,
  settlementWayLabels,
  settlementWays,
} from '#domain/subsidies/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import classes from '#web/disbursements/disbursements.module.css'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiCommand } from '#web/use-api.ts'

const unspentOf = ({ loans }: AdvanceView) => loans.reduce((sum, { unspentCents }) => sum + unspentCents, 0)

/** First the money of the loan that was not spent; then a loan, the household at once, or a loss. */
export const SettleForm = ({ advance, onClose }: { advance: AdvanceView; onClose: () => void }) => {
  const today = useToday()
  const unspent = unspentOf(advance)
  const [way, setWay] = useState<SettlementWay>(unspent > 0 ? 'unspent' : 'converted')
  const [cents, setCents] = useState<Cents | null>(
    unspent > 0 ? Math.min(unspent, advance.shortfallCents) : advance.shortfallCents,
  )
  const [loanId, setLoanId] = useState<string | null>(advance.loans[0]?.id ?? null)
  const [instalments, setInstalments] = useState<number | null>(null)
  const [agreedOn, setAgreedOn] = useState<PlainDate | null>(null)
  const [reason, setReason] = useState('')
  const settle = useApiCommand(api.subsidies.proposeSettlement, {
    onDone: ({ isSettled }) => {
      void notify(isSettled ? 'Manque réglé.' : 'Proposition faite : une autre personne la décide.')
      onClose()
    },
  })
  const usesLoan = way === 'unspent' || way === 'converted'
  return (
    <SideForm
      title="Régler le manque"
      opened
      onClose={onClose}
      command={settle}
      submitLabel={needsDecision(way) ? 'Proposer' : 'Régler'}
      because={becauseOf({ way, cents, loanId, agreedOn, reason, atMost: advance.shortfallCents })}
      issues={settle.issues}
      onSubmit={(event) => {
        event.preventDefault()
        if (cents)
          void settle.run({
            financingId: advance.financing.id,
            way,
            cents,
            loanId: usesLoan ? loanId : null,
            instalments: way === 'converted' ? instalments : null,
            agreedOn: way === 'converted' ? agreedOn : null,
            reason: reason.trim() || null,
          })
      }}
    >
      <p className={classes.hint}>
        Il manque {formatEuros(advance.shortfallCents)}.
        {unspent > 0 && ` ${formatEuros(unspent)} du prêt n’ont pas été dépensés : ils passent d’abord.`}
      </p>
      <Select
        label="Comment"
        allowDeselect={false}
        data={choicesOf(settlementWays, settlementWayLabels)}
        value={way}
        onChange={(chosen) => chosen && setWay(chosen)}
      />
      <AmountInput label="Montant" data-autofocus value={cents} onChange={setCents} />
      {usesLoan && (
        <Select
          label="Prêt"
          data={advance.loans.map(({ id, number, unspentCents }) => ({
            value: id,
            label: unspentCents > 0 ? `${number}, ${formatEuros(unspentCents)} non dépensés` : number,
          }))}
          value={loanId}
          onChange={setLoanId}
        />
      )}
      {way === 'converted' && (
        <>
          <NumberInput
            label="Nombre d’échéances restantes"
            description="Laissez vide pour garder le terme du prêt."
            min={1}
            max={999}
            value={instalments ?? ''}
            onChange={(value) => setInstalments(value === '' ? null : Number(value))}
          />
          <DayInput label="Accord signé du ménage, le" max={today} value={agreedOn} onChange={setAgreedOn} />
        </>
      )}
      {way === 'lost' && (
        <Textarea
          label="Motif de la perte"
          maxLength={2000}
          autosize
          minRows={3}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </SideForm>
  )
}

type Asked = {
  way: SettlementWay
  cents: Cents | null
  loanId: string | null
  agreedOn: PlainDate | null
  reason: string
  atMost: Cents
}

const becauseOf = ({ way, cents, loanId, agreedOn, reason, atMost }: Asked): string | undefined => {
  if (!cents || cents <= 0) return 'Indiquez un montant au-dessus de zéro.'
  if (cents > atMost) return `Au plus ${formatEuros(atMost)}.`
  if ((way === 'unspent' || way === 'converted') && !loanId)
    return 'Aucun prêt dans ce dossier : le ménage rembourse, ou la perte est décidée.'
  if (way === 'converted' && !agreedOn) return 'Indiquez la date de l’accord du ménage.'
  return way === 'lost' && !reason.trim() ? 'Une perte se motive.' : undefined
}
