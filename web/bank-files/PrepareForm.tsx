import { SegmentedControl, Select } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { FilePreview } from '#contract/bank-file-shapes.ts'
import { collectionDay } from '#domain/loans/target-days.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import {
  type BankFileKind,
  bankFileKindLabels,
  bankFileKinds,
  sequenceTypeLabels,
} from '#domain/sepa/kinds.ts'
import { exclusions } from '#domain/sepa/presentation.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { useMember, useToday } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { sentenceOf } from '#web/ui/told-error.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'
import classes from './bank-files.module.css'

/** The next file: what it would hold, what it would leave out and why, before anything is prepared. */
export const PrepareForm = ({ onClose }: { onClose: () => void }) => {
  const { slug } = useMember()
  const navigate = useNavigate()
  const today = useToday()
  const [kind, setKind] = useState<BankFileKind>('direct-debit')
  const [chosen, setChosen] = useState<string | null>(null)
  const [executeOn, setExecuteOn] = useState<PlainDate | null>(collectionDay(addDays(today, 2)))
  const { data } = useApiQuery(api.bankFiles.listAccounts, {})
  const accounts = (data?.accounts ?? []).filter(({ closedOn }) => closedOn === null)
  const bankAccountId = chosen ?? accounts[0]?.id ?? null
  const isReady = bankAccountId !== null && executeOn !== null
  const input = { kind, bankAccountId: bankAccountId ?? '', executeOn: executeOn ?? today }
  const preview = useApiQuery(api.bankFiles.previewFile, input, { enabled: isReady, keepPrevious: true })
  const prepare = useApiCommand(api.bankFiles.prepareFile, {
    onDone: ({ fileId }) => {
      void notify('Fichier préparé : une autre personne le contrôle.')
      void navigate(paths.bankFile({ slug, fileId }))
    },
  })
  const becauseOf = () => {
    if (accounts.length === 0) return 'Ajoutez d’abord un compte, dans « Banque », « Comptes ».'
    if (!isReady) return 'Choisissez le compte et la date.'
    return preview.data?.lineCount === 0 ? 'Rien n’est à envoyer à cette date.' : undefined
  }
  return (
    <SideForm
      title="Préparer un fichier"
      opened
      size={640}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) void prepare.run(input)
      }}
      command={prepare}
      submitLabel="Préparer le fichier"
      because={becauseOf()}
    >
      <SegmentedControl
        aria-label="Sorte de fichier"
        data={bankFileKinds.map((value) => ({ value, label: bankFileKindLabels[value] }))}
        value={kind}
        onChange={(value) => setKind(value as BankFileKind)}
      />
      <Select
        label="Compte"
        data={accounts.map(({ id, label }) => ({ value: id, label }))}
        value={bankAccountId}
        onChange={setChosen}
        allowDeselect={false}
      />
      <DayInput
        label={kind === 'transfer' ? 'Date d’exécution' : 'Date de prélèvement'}
        description="Un jour où les banques règlent : ni week-end, ni fermeture TARGET."
        min={today}
        value={executeOn}
        onChange={setExecuteOn}
      />
      {isReady && preview.error && <Notice kind="late">{sentenceOf(preview.error)}</Notice>}
      {isReady && !preview.error && preview.data && <Preview preview={preview.data} />}
    </SideForm>
  )
}

const Preview = ({ preview }: { preview: FilePreview }) => (
  <>
    <StatRow>
      <Stat label="Opérations" value={preview.lineCount} />
      <Stat label="Total" value={<Amount cents={preview.totalCents} />} />
      <Stat label="Laissées de côté" value={preview.excludedCount} />
    </StatRow>
    {preview.lines.length > 0 && (
      <ul className={classes.lines} aria-label="Dans le fichier">
        {preview.lines.slice(0, 20).map((line) => (
          <li key={line.sourceId}>
            <span>
              {line.name} · {line.label}
              {line.sequenceType && ` · ${sequenceTypeLabels[line.sequenceType]}`}
              {line.attempt > 1 && ' · deuxième présentation'}
            </span>
            <Amount cents={line.cents} />
          </li>
        ))}
        {preview.lineCount > 20 && <li>et {preview.lineCount - 20} autres</li>}
      </ul>
    )}
    {preview.excluded.length > 0 && (
      <ul className={classes.lines} aria-label="Hors du fichier">
        {preview.excluded.slice(0, 20).map((line) => (
          <li key={line.sourceId}>
            <span>
              {line.name} · {line.label}
              <br />
              <span className={classes.soft}>{exclusions[line.why]}</span>
            </span>
            <Amount cents={line.cents} />
          </li>
        ))}
      </ul>
    )}
  </>
)
