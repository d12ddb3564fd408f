import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { keptUses } from '#domain/ledger/uses.ts'
import { formatEuros, sumCents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'
import classes from './ledger.module.css'

type Line = { account: string | null; debitCents: number | null; creditCents: number | null }
type Values = { on: PlainDate | null; label: string; piece: string; lines: Line[] }

const emptyLine: Line = { account: null, debitCents: null, creditCents: null }

const isWritten = ({ account, debitCents, creditCents }: Line) =>
  account !== null && (debitCents ?? 0) > 0 !== (creditCents ?? 0) > 0

const becauseOf = ({ on, label, lines }: Values): string | undefined => {
  if (on === null || label.trim() === '') return 'Donnez la date et le libellé.'
  if (!lines.every(isWritten)) return 'Chaque ligne porte un compte, et un débit ou un crédit.'
  return balanceOf(lines) === 0 ? undefined : 'Le débit et le crédit ne sont pas égaux.'
}

const balanceOf = (lines: readonly Line[]) =>
  sumCents(lines.map(({ debitCents, creditCents }) => (debitCents ?? 0) - (creditCents ?? 0)))

/** An entry by hand: bank fees, a transfer between accounts. */
export const ManualEntryForm = ({ onClose }: { onClose: () => void }) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: { on: today, label: '', piece: '', lines: [emptyLine, emptyLine] },
  })
  const draft = useFormDraft('ledger-entry/new', form, form.values)
  const postEntry = useApiCommand(api.ledger.postEntry, {
    onDone: () => {
      draft.clear()
      void notify('Écriture passée.')
      onClose()
    },
  })
  const issues = useIssues(form, postEntry.issues, ['on', 'label', 'piece', 'lines'])
  const { on, label, piece, lines } = form.values
  const save = () => {
    if (on === null) return
    void postEntry.run({
      on,
      label: label.trim(),
      ...(piece.trim() && { piece: piece.trim() }),
      lines: lines.map((line) => ({
        account: line.account ?? '',
        debitCents: line.debitCents ?? 0,
        creditCents: line.creditCents ?? 0,
      })),
    })
  }
  return (
    <SideForm
      title="Passer une écriture"
      opened
      onClose={onClose}
      size={640}
      onSubmit={form.onSubmit(save)}
      command={postEntry}
      submitLabel="Passer l’écriture"
      because={becauseOf(form.values)}
      issues={issues}
      draft={draft}
    >
      <DayInput label="Date" max={today} {...form.getInputProps('on')} value={on} />
      <TextInput label="Libellé" maxLength={200} {...form.getInputProps('label')} />
      <TextInput
        label="Pièce"
        description="Référence du justificatif : relevé, facture."
        maxLength={60}
        {...form.getInputProps('piece')}
      />
      {lines.map((line, index) => (
        <WrittenLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name than its place
          key={index}
          place={index + 1}
          line={line}
          onChange={(changed) => form.setFieldValue('lines', lines.with(index, changed))}
        />
      ))}
      <div className={classes.balance}>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => form.setFieldValue('lines', [...lines, emptyLine])}
        >
          Ajouter une ligne
        </Button>
        <span role="status">{typeset(`Écart : ${formatEuros(balanceOf(lines))}`)}</span>
      </div>
    </SideForm>
  )
}

type LineProps = { place: number; line: Line; onChange: (line: Line) => void }

const WrittenLine = ({ place, line, onChange }: LineProps) => (
  <fieldset className={classes.written} aria-label={`Ligne ${place}`}>
    <AccountSelect value={line.account} onChange={(account) => onChange({ ...line, account })} />
    <AmountInput
      label="Débit"
      value={line.debitCents}
      onChange={(debitCents) => onChange({ ...line, debitCents })}
    />
    <AmountInput
      label="Crédit"
      value={line.creditCents}
      onChange={(creditCents) => onChange({ ...line, creditCents })}
    />
  </fieldset>
)

/** Those that only acts move are left out. */
const AccountSelect = ({
  value,
  onChange,
}: {
  value: string | null
  onChange: (code: string | null) => void
}) => {
  const { data } = useApiQuery(api.ledger.listAccounts, {})
  return (
    <Select
      label="Compte"
      placeholder="Choisir"
      searchable
      data={(data?.rows ?? [])
        .filter(({ uses, closedOn }) => closedOn === null && !uses.some((use) => keptUses.includes(use)))
        .map(({ code, label }) => ({ value: code, label: `${code} ${label}` }))}
      value={value}
      onChange={onChange}
    />
  )
}
