import { Radio, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { LineDecision, StatementLine } from '#contract/bank-file-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { statementLineStateLabels } from '#domain/sepa/kinds.ts'
import { type Chosen, LoanSelect, SubsidyFields, type SubsidyTarget } from '#web/bank-files/TargetFields.tsx'
import { api } from '#web/client.ts'
import { FactList } from '#web/ui/FactList.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand } from '#web/use-api.ts'

type Kind = 'payment' | 'subsidy' | 'fee' | 'set-aside' | 'distinct'
type Choice = { value: Kind; label: string; description: string }

const credits: readonly Choice[] = [
  {
    value: 'payment',
    label: 'Un ménage a payé',
    description: 'Virement ou chèque : le règlement est écrit sur son prêt.',
  },
  {
    value: 'subsidy',
    label: 'Un financeur a versé une subvention',
    description: 'La somme est écrite sur l’avance, qu’elle rembourse.',
  },
]
const debits: readonly Choice[] = [
  { value: 'fee', label: 'Frais bancaires', description: 'L’écriture est passée au compte de frais.' },
]
const distinct: Choice = {
  value: 'distinct',
  label: 'Un autre mouvement, qui lui ressemble',
  description: 'Il n’est plus montré comme un doublon, et reste à rapprocher.',
}
const aside: Choice = {
  value: 'set-aside',
  label: 'À traiter autrement',
  description: 'Aucune écriture : mouvement étranger à Palier, ou à éclaircir.',
}

const choicesFor = ({ cents, twin }: StatementLine): Choice[] => [
  ...(twin ? [distinct] : []),
  ...(cents > 0 ? credits : debits),
  aside,
]

type Values = { kind: Kind; loan: Chosen | null; subsidy: SubsidyTarget; reason: string }

/** What a movement is, when nothing was proposed or when it is something else. */
export const DecideForm = ({ line, onClose }: { line: StatementLine; onClose: () => void }) => {
  const form = useForm<Values>({
    initialValues: {
      kind: line.twin ? 'distinct' : 'set-aside',
      loan: null,
      subsidy: { chosen: null, receiptKind: 'balance' },
      reason: '',
    },
  })
  const draft = useFormDraft(`statement-line/${line.id}`, form, form.values)
  const decide = useApiCommand(api.bankFiles.decideStatementLine, {
    onDone: (_, { decision }) => {
      draft.clear()
      void notify(doneWords(decision.kind))
      onClose()
    },
  })
  const decision = decisionOf(form.values)
  const { kind } = form.values
  return (
    <SideForm
      title={line.counterparty ?? line.label}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(() => {
        if (decision) void decide.run({ lineId: line.id, version: line.version, decision })
      })}
      command={decide}
      submitLabel={submitWords(kind)}
      because={decision ? undefined : missingWords(kind)}
      draft={draft}
    >
      <FactList
        facts={[
          { label: 'Montant', value: formatEuros(line.cents) },
          { label: 'Date', value: formatDate(line.bookedOn) },
          { label: 'Libellé', value: line.label },
          { label: 'Références', value: line.references.join(', ') || 'Aucune' },
        ]}
      />
      <TwinNotice line={line} />
      <Radio.Group label="Ce mouvement est" {...form.getInputProps('kind')}>
        {choicesFor(line).map((choice) => (
          <Radio key={choice.value} mt="xs" {...choice} />
        ))}
      </Radio.Group>
      {kind === 'payment' && (
        <LoanSelect value={form.values.loan} onChange={(loan) => form.setFieldValue('loan', loan)} />
      )}
      {kind === 'subsidy' && (
        <SubsidyFields
          value={form.values.subsidy}
          onChange={(subsidy) => form.setFieldValue('subsidy', subsidy)}
          cents={line.cents}
        />
      )}
      {kind === 'set-aside' && (
        <TextInput label="Pourquoi" maxLength={200} {...form.getInputProps('reason')} />
      )}
    </SideForm>
  )
}

const TwinNotice = ({ line: { twin } }: { line: StatementLine }) =>
  twin && (
    <Notice kind="soon" title="Doublon probable">
      {`Le relevé ${twin.statement} (${twin.kind}) porte déjà, le même jour et pour le même montant, « ${twin.label} » (${statementLineStateLabels[twin.state].toLowerCase()}). Ne rapprochez les deux que si ce sont deux mouvements.`}
    </Notice>
  )

const submitWords = (kind: Kind) => {
  if (kind === 'distinct') return 'Ce n’est pas un doublon'
  return kind === 'set-aside' ? 'Mettre de côté' : 'Rapprocher le mouvement'
}

const missingWords = (kind: Kind) => {
  if (kind === 'payment') return 'Choisissez le prêt.'
  return kind === 'subsidy' ? 'Choisissez la subvention.' : 'Dites pourquoi.'
}

const doneWords = (kind: LineDecision['kind']) => {
  if (kind === 'distinct') return 'Mouvement à rapprocher.'
  return kind === 'set-aside' ? 'Mouvement mis de côté.' : 'Mouvement rapproché.'
}

const decisionOf = ({ kind, loan, subsidy, reason }: Values): LineDecision | undefined => {
  switch (kind) {
    case 'fee':
    case 'distinct':
      return { kind }
    case 'payment':
      return loan ? { kind, financingId: loan.value } : undefined
    case 'subsidy': {
      const { chosen, receiptKind } = subsidy
      if (!chosen) return undefined
      return { kind, financingId: chosen.financingId, subsidyId: chosen.subsidyId, receiptKind }
    }
    case 'set-aside':
      return reason.trim() ? { kind, reason: reason.trim() } : undefined
  }
}
