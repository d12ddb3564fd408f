import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { LoanView } from '#contract/loan-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useLoanCommand } from '#web/loans/use-loan-command.ts'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'

export type TypedFact =
  | 'loan-frozen'
  | 'loan-unfrozen'
  | 'loan-accelerated'
  | 'loan-doubtful'
  | 'loan-performing'
  | 'loan-depreciated'

export const typedFacts: readonly {
  kind: TypedFact
  label: string
  told: string
  isPossible: (loan: LoanView) => boolean
}[] = [
  {
    kind: 'loan-frozen',
    label: 'Geler : surendettement recevable',
    told: 'Plus de prélèvement, et rien de plus ne tombe en retard tant que dure le gel.',
    isPossible: ({ isFrozen }) => !isFrozen,
  },
  {
    kind: 'loan-unfrozen',
    label: 'Lever le gel',
    told: 'Ce qui est tombé pendant le gel devient exigible ce jour-là. Un nouvel échéancier peut l’étaler.',
    isPossible: ({ isFrozen }) => isFrozen,
  },
  {
    kind: 'loan-accelerated',
    label: 'Prononcer la déchéance du terme',
    told: 'Tout ce qui reste dû devient exigible. Aucun intérêt de retard : le prêt est à taux zéro.',
    isPossible: ({ acceleratedOn, lateCents }) => acceleratedOn === null && lateCents > 0,
  },
  {
    kind: 'loan-doubtful',
    label: 'Classer douteux',
    told: 'La créance passe au compte des prêts douteux ; son montant ne change pas.',
    isPossible: ({ isDoubtful }) => !isDoubtful,
  },
  {
    kind: 'loan-performing',
    label: 'Reclasser sain',
    told: 'La créance revient au compte des prêts.',
    isPossible: ({ isDoubtful }) => isDoubtful,
  },
  {
    kind: 'loan-depreciated',
    label: 'Décider une dépréciation',
    told: 'Le montant est le niveau voulu, non ce qu’on ajoute ; zéro reprend toute la dépréciation.',
    isPossible: () => true,
  },
]

type Props = { loan: LoanView; kind: TypedFact; onClose: () => void }

export const LoanFactForm = ({ loan, kind, onClose }: Props) => {
  const today = useToday()
  const [on, setOn] = useState<PlainDate | null>(today)
  const [reason, setReason] = useState('')
  const [cents, setCents] = useState<number | null>(loan.suggestedDepreciationCents)
  const command = useLoanCommand(api.loans.recordFact, { onDone: onClose })
  const { label = '', told = '' } = typedFacts.find((one) => one.kind === kind) ?? {}
  const isDepreciation = kind === 'loan-depreciated'
  const missing =
    on === null || (isDepreciation && cents === null) || (kind === 'loan-accelerated' && reason.trim() === '')
  const submit = () => {
    if (on === null) return
    const { financingId, version } = loan
    const words = reason.trim() || null
    if (kind === 'loan-depreciated')
      void command.run({ financingId, version, fact: { kind, on, cents: cents ?? 0 } })
    else if (kind === 'loan-accelerated')
      void command.run({ financingId, version, fact: { kind, on, reason: words ?? '' } })
    else void command.run({ financingId, version, fact: { kind, on, reason: words } })
  }
  return (
    <SideForm
      title={label}
      opened
      onClose={onClose}
      command={command}
      because={missing ? 'Remplissez d’abord la date et ce qui est demandé.' : undefined}
      submitLabel="Consigner"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Notice kind="plain">{told}</Notice>
      <DayInput label="Date" data-autofocus max={today} value={on} onChange={setOn} />
      {isDepreciation ? (
        <AmountInput
          label="Dépréciation"
          description={`Proposée : ${formatEuros(loan.suggestedDepreciationCents)} sur ${formatEuros(loan.outstandingCents)} d’encours.`}
          value={cents}
          onChange={setCents}
        />
      ) : (
        <Textarea
          label={kind === 'loan-accelerated' ? 'Motif' : 'Motif (facultatif)'}
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </SideForm>
  )
}
