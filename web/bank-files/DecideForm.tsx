import { Radio, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { LineDecision, StatementLine } from '#contract/bank-file-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { FactList } from '#web/ui/FactList.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Kind = 'payment' | 'fee' | 'set-aside'

const choices = (cents: number): { value: Kind; label: string; description: string }[] => [
  ...(cents > 0
    ? [
        {
          value: 'payment' as const,
          label: 'Un ménage a payé',
          description: 'Virement ou chèque : le règlement est écrit sur son prêt.',
        },
      ]
    : [
        {
          value: 'fee' as const,
          label: 'Frais bancaires',
          description: 'L’écriture est passée au compte de frais.',
        },
      ]),
  {
    value: 'set-aside',
    label: 'À traiter autrement',
    description: 'Aucune écriture : subvention reçue, mouvement étranger à Palier, à éclaircir.',
  },
]

/** What a movement is, when nothing was proposed or when it is something else. */
export const DecideForm = ({ line, onClose }: { line: StatementLine; onClose: () => void }) => {
  const [kind, setKind] = useState<Kind>('set-aside')
  const [financingId, setFinancingId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const decide = useApiCommand(api.bankFiles.decideStatementLine, {
    onDone: () => {
      void notify(kind === 'set-aside' ? 'Mouvement mis de côté.' : 'Mouvement rapproché.')
      onClose()
    },
  })
  const decision = decisionOf({ kind, financingId, reason: reason.trim() })
  return (
    <SideForm
      title={line.counterparty ?? line.label}
      opened
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        if (decision) void decide.run({ lineId: line.id, version: line.version, decision })
      }}
      command={decide}
      submitLabel={kind === 'set-aside' ? 'Mettre de côté' : 'Rapprocher le mouvement'}
      because={decision ? undefined : kind === 'payment' ? 'Choisissez le prêt.' : 'Dites pourquoi.'}
    >
      <FactList
        facts={[
          { label: 'Montant', value: formatEuros(line.cents) },
          { label: 'Date', value: formatDate(line.bookedOn) },
          { label: 'Libellé', value: line.label },
          { label: 'Références', value: line.references.join(', ') || 'Aucune' },
        ]}
      />
      <Radio.Group label="Ce mouvement est" value={kind} onChange={(value) => setKind(value as Kind)}>
        {choices(line.cents).map((choice) => (
          <Radio key={choice.value} mt="xs" {...choice} />
        ))}
      </Radio.Group>
      {kind === 'payment' && <LoanSelect value={financingId} onChange={setFinancingId} />}
      {kind === 'set-aside' && (
        <TextInput
          label="Pourquoi"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </SideForm>
  )
}

const decisionOf = (form: {
  kind: Kind
  financingId: string | null
  reason: string
}): LineDecision | undefined => {
  if (form.kind === 'fee') return { kind: 'fee' }
  if (form.kind === 'payment')
    return form.financingId ? { kind: 'payment', financingId: form.financingId } : undefined
  return form.reason ? { kind: 'set-aside', reason: form.reason } : undefined
}

const LoanSelect = ({
  value,
  onChange,
}: {
  value: string | null
  onChange: (financingId: string | null) => void
}) => {
  const [text, setText] = useState('')
  const asked = text.trim()
  const { data } = useApiQuery(
    api.bankFiles.searchLoans,
    { text: asked },
    { enabled: asked.length >= 2 && value === null, keepPrevious: true },
  )
  return (
    <Select
      label="Prêt"
      description="Par le nom du ménage ou le numéro du prêt."
      searchable
      data={(data?.rows ?? []).map(({ financingId, number, household, outstandingCents }) => ({
        value: financingId,
        label: `${household}, prêt ${number}, reste ${formatEuros(outstandingCents)}`,
      }))}
      filter={({ options }) => options}
      searchValue={text}
      onSearchChange={setText}
      value={value}
      onChange={onChange}
      nothingFoundMessage="Aucun prêt"
    />
  )
}
