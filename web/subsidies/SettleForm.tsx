import { NumberInput, Select, Textarea } from '@mantine/core'
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
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { useApiCommand } from '#web/use-api.ts'

const unspentOf = ({ loans }: AdvanceView) => loans.reduce((sum, { unspentCents }) => sum + unspentCents, 0)

/** First the money of the loan that was not spent; then a loan, the household at once, or a loss. */
export const SettleForm = ({ advance, onClose }: { advance: AdvanceView; onClose: () => void }) => {
  const today = useToday()
  const unspent = unspentOf(advance)
  const { form, values, draft } = useDraftedForm<Values>(`shortfall/${advance.financing.id}`, {
    way: firstWay(advance, unspent),
    cents: unspent > 0 ? Math.min(unspent, advance.unsettledCents) : advance.unsettledCents,
    loanId: firstLoan(advance)?.id ?? null,
    instalments: null,
    agreedOn: null,
    reason: '',
  })
  const { way, cents, loanId, instalments, agreedOn, reason } = values
  const settle = useApiCommand(api.subsidies.proposeSettlement, {
    onDone: ({ isSettled }) => {
      draft.clear()
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
      because={becauseOf({ way, cents, loanId, agreedOn, reason, atMost: advance.unsettledCents })}
      issues={settle.issues}
      draft={draft}
      onSubmit={form.onSubmit(() => {
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
      })}
    >
      <p className={classes.hint}>
        Il manque {formatEuros(advance.unsettledCents)}.
        {unspent > 0 && ` ${formatEuros(unspent)} du prêt n’ont pas été dépensés : ils passent d’abord.`}
      </p>
      <Select
        label="Comment"
        allowDeselect={false}
        data={choicesOf(settlementWays, settlementWayLabels)}
        {...form.getInputProps('way')}
      />
      <AmountInput label="Montant" data-autofocus {...form.getInputProps('cents')} value={cents} />
      {usesLoan && (
        <Select
          label="Prêt"
          data={advance.loans.map(({ id, number, unspentCents, closedBecause }) => ({
            value: id,
            label: unspentCents > 0 ? `${number}, ${formatEuros(unspentCents)} non dépensés` : number,
            disabled: way === 'unspent' ? unspentCents === 0 : closedBecause !== null,
          }))}
          description={way === 'converted' ? closureOf(advance) : undefined}
          {...form.getInputProps('loanId')}
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
            onChange={(value) => form.setFieldValue('instalments', value === '' ? null : Number(value))}
          />
          <DayInput
            label="Accord signé du ménage, le"
            max={today}
            {...form.getInputProps('agreedOn')}
            value={agreedOn}
          />
        </>
      )}
      {way === 'lost' && (
        <Textarea
          label="Motif de la perte"
          maxLength={2000}
          autosize
          minRows={3}
          {...form.getInputProps('reason')}
        />
      )}
    </SideForm>
  )
}

/** The money of a loan that was not spent, then a loan whose envelope still lends. */
const firstLoan = ({ loans }: AdvanceView) =>
  loans.find(({ unspentCents }) => unspentCents > 0) ??
  loans.find(({ closedBecause }) => closedBecause === null)

const firstWay = (advance: AdvanceView, unspent: Cents): SettlementWay => {
  if (unspent > 0) return 'unspent'
  return firstLoan(advance) ? 'converted' : 'repaid'
}

const closureOf = ({ loans }: AdvanceView): string | undefined =>
  loans.length > 0 && loans.every(({ closedBecause }) => closedBecause !== null)
    ? 'L’enveloppe de ce prêt n’engage plus rien : demandez plutôt un nouveau prêt sur le dossier.'
    : undefined

type Values = {
  way: SettlementWay
  cents: Cents | null
  loanId: string | null
  instalments: number | null
  agreedOn: PlainDate | null
  reason: string
}
type Asked = Omit<Values, 'instalments'> & { atMost: Cents }

const becauseOf = ({ way, cents, loanId, agreedOn, reason, atMost }: Asked): string | undefined => {
  if (!cents || cents <= 0) return 'Indiquez un montant au-dessus de zéro.'
  if (cents > atMost) return `Au plus ${formatEuros(atMost)}.`
  if ((way === 'unspent' || way === 'converted') && !loanId)
    return 'Aucun prêt ne peut le reprendre : demandez un nouveau prêt, ou choisissez une autre façon.'
  if (way === 'converted' && !agreedOn) return 'Indiquez la date de l’accord du ménage.'
  return way === 'lost' && !reason.trim() ? 'Une perte se motive.' : undefined
}
