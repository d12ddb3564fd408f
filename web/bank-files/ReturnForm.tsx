import { Select } from '@mantine/core'
import { useState } from 'react'
import type { BankFileLine } from '#contract/bank-file-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { retryPolicyLabels, returnReason, returnReasons } from '#domain/sepa/reasons.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { line: BankFileLine; onClose: () => void }

/** A line that came back: told by hand, then what is decided of it. */
export const ReturnForm = ({ line, onClose }: Props) =>
  line.returnedOn ? <RetryForm line={line} onClose={onClose} /> : <TellForm line={line} onClose={onClose} />

const TellForm = ({ line, onClose }: Props) => {
  const today = useToday()
  const [code, setCode] = useState<string | null>('AM04')
  const [on, setOn] = useState<PlainDate | null>(today)
  const report = useApiCommand(api.bankFiles.reportReturn, {
    onDone: ({ willBePresentedAgain }) => {
      void notify(
        willBePresentedAgain
          ? 'Retour enregistré : l’échéance sera présentée une fois de plus.'
          : 'Retour enregistré.',
      )
      onClose()
    },
  })
  return (
    <SideForm
      title={`Retour : ${line.name}`}
      opened
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        if (code && on) void report.run({ fileLineId: line.id, code, on })
      }}
      command={report}
      submitLabel="Enregistrer le retour"
      because={code && on ? undefined : 'Choisissez le motif et la date.'}
    >
      <Notice kind="plain">
        À faire quand la banque le dit autrement que par un relevé. Un retour lu sur un relevé se rapproche
        dans « Banque ».
      </Notice>
      <Select
        label="Motif donné par la banque"
        searchable
        allowDeselect={false}
        data={returnReasons.map(({ code: value, label }) => ({ value, label: `${value} · ${label}` }))}
        value={code}
        onChange={setCode}
      />
      {code && <p>{retryPolicyLabels[returnReason(code).policy]}.</p>}
      <DayInput label="Date du retour" max={today} value={on} onChange={setOn} />
    </SideForm>
  )
}

const RetryForm = ({ line, onClose }: Props) => {
  const reason = returnReason(line.returnCode ?? '')
  const allow = useApiCommand(api.bankFiles.allowRetry, {
    onDone: () => {
      void notify('L’échéance sera proposée dans le prochain fichier.')
      onClose()
    },
  })
  const because = () => {
    if (line.sequenceType === null) return 'Un virement revenu se prépare à nouveau depuis les paiements.'
    if (reason.policy === 'retry-once' && line.attempt < 2)
      return 'Il sera présenté une fois de plus sans qu’on le décide.'
    return reason.policy === 'never' ? 'Après ce motif, rien n’est présenté à nouveau.' : undefined
  }
  return (
    <SideForm
      title={`Suite du retour : ${line.name}`}
      opened
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        void allow.run({ fileLineId: line.id })
      }}
      command={allow}
      submitLabel="Présenter une fois de plus"
      because={because()}
    >
      <Notice kind="soon" title={reason.label}>
        {retryPolicyLabels[reason.policy]}. Voyez d’abord avec le ménage si l’échéance peut être prélevée, ou
        payée autrement.
      </Notice>
    </SideForm>
  )
}
