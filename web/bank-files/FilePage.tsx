import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { BankFile, BankFileLine } from '#contract/bank-file-shapes.ts'
import { reachOf } from '#domain/access.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { bankFileKindLabels, bankFileStateLabels, sequenceTypeLabels } from '#domain/sepa/kinds.ts'
import { returnReason } from '#domain/sepa/reasons.ts'
import { DebitsFrame } from '#web/bank-files/BankFilesFrame.tsx'
import { FileActs } from '#web/bank-files/FileActs.tsx'
import { ReturnForm } from '#web/bank-files/ReturnForm.tsx'
import { fileSignals, spacedIban } from '#web/bank-files/words.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiPages, useApiQuery } from '#web/use-api.ts'
import classes from './bank-files.module.css'

/** One file: what it holds, who prepared, checked and issued it, what became of each line. */
export const FilePage = () => {
  const { fileId = '' } = useParams()
  const query = useApiQuery(api.bankFiles.openFile, { fileId })
  const file = query.data
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (!file) return <Waiting />
  return (
    <DebitsFrame
      title={`${bankFileKindLabels[file.kind]} du ${formatDate(file.executeOn)}`}
      subtitle={<Signal kind={fileSignals[file.state]}>{bankFileStateLabels[file.state]}</Signal>}
      actions={<FileActs file={file} />}
    >
      <FactList columns={2} facts={factsOf(file)} />
      <Lines file={file} />
    </DebitsFrame>
  )
}

const factsOf = (file: BankFile) => [
  { label: 'Compte', value: file.account.label },
  { label: 'Total', value: `${formatEuros(file.totalCents)}, ${file.lineCount} opérations` },
  { label: 'Vu au relevé', value: <Amount cents={file.settledCents} /> },
  { label: 'Revenu de la banque', value: <Amount cents={file.returnedCents} /> },
  { label: 'Préparé par', value: `${file.preparedBy}, ${formatInstant(file.preparedAt)}` },
  { label: 'Contrôlé par', value: file.checkedBy ?? 'Pas encore' },
  {
    label: 'Émis par',
    value:
      file.issuedBy && file.issuedAt ? `${file.issuedBy}, ${formatInstant(file.issuedAt)}` : 'Pas encore',
  },
  {
    label: 'Référence du message',
    value: <span className={`figures ${classes.long}`}>{file.messageId}</span>,
  },
]

const Lines = ({ file }: { file: BankFile }) => {
  const { slug, role } = useMember()
  const [returned, setReturned] = useState<BankFileLine>()
  const page = useApiPages(api.bankFiles.listFileLines, { fileId: file.id })
  const canAct = file.state === 'issued' && reachOf(role, 'manage-bank-files') === 'all'
  return (
    <Section title="Opérations">
      <DataTable
        label="Opérations du fichier"
        noun={{ one: 'opération', many: 'opérations' }}
        columns={columns(slug, canAct ? setReturned : undefined)}
        page={page}
        rowKey={({ id }) => id}
        rowSignal={({ returnedOn, settledOn }) => (returnedOn ? 'late' : settledOn ? 'done' : undefined)}
      />
      {returned && <ReturnForm line={returned} onClose={() => setReturned(undefined)} />}
    </Section>
  )
}

const columns = (slug: string, act: ((line: BankFileLine) => void) | undefined): Column<BankFileLine>[] => [
  {
    key: 'name',
    header: 'Nom',
    cell: ({ name, householdId }) =>
      householdId ? <Link to={paths.householdFunding({ slug, householdId })}>{name}</Link> : name,
  },
  { key: 'label', header: 'Libellé', cell: ({ label }) => label, from: 'tablet' },
  {
    key: 'iban',
    header: 'IBAN',
    cell: ({ iban }) => <span className={`figures ${classes.iban}`}>{spacedIban(iban)}</span>,
    from: 'wide',
  },
  {
    key: 'sequence',
    header: 'Rang',
    cell: ({ sequenceType, attempt }) =>
      sequenceType ? `${sequenceTypeLabels[sequenceType]}${attempt > 1 ? `, ${attempt}e fois` : ''}` : '',
    from: 'laptop',
  },
  { key: 'amount', header: 'Montant', align: 'end', cell: ({ cents }) => <Amount cents={cents} /> },
  { key: 'result', header: 'Résultat', cell: (line) => <Result line={line} /> },
  ...(act
    ? [
        {
          key: 'act',
          header: 'Action',
          isAct: true,
          cell: (line: BankFileLine) =>
            line.willBeTriedAgain ? null : (
              <Button size="compact-sm" variant="default" onClick={() => act(line)}>
                {line.returnedOn ? 'Décider la suite' : 'Signaler un retour'}
                <span className="on-screen-readers"> : {line.name}</span>
              </Button>
            ),
        },
      ]
    : []),
]

const Result = ({ line }: { line: BankFileLine }) => {
  if (line.returnedOn && line.returnCode)
    return (
      <Signal kind="late">
        {returnReason(line.returnCode).label}, le {formatDate(line.returnedOn)}
        {line.willBeTriedAgain && ' : sera présenté une fois de plus'}
      </Signal>
    )
  return line.settledOn ? (
    <Signal kind="done">Vu au relevé le {formatDate(line.settledOn)}</Signal>
  ) : (
    <span className={classes.soft}>En attente</span>
  )
}
