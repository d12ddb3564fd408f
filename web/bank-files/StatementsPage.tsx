import { Button } from '@mantine/core'
import { useRef } from 'react'
import { Link } from 'react-router'
import type { StatementRow } from '#contract/bank-file-shapes.ts'
import { formatDate } from '#domain/plain-date.ts'
import { BankFrame } from '#web/bank-files/BankFilesFrame.tsx'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand, useApiPages, useApiUpload } from '#web/use-api.ts'

/** Statements: read first, imported once one has looked; the same one twice changes nothing. */
export const StatementsPage = () => {
  const { slug } = useMember()
  const page = useApiPages(api.bankFiles.listStatements, {})
  return (
    <BankFrame
      title="Relevés"
      subtitle="camt.053 et camt.054. Rien n’est écrit avant que vous l’ayez vérifié ; un mouvement déjà connu est laissé tel quel."
      actions={<StatementButton />}
    >
      <DataTable
        label="Relevés bancaires"
        noun={{ one: 'relevé', many: 'relevés' }}
        columns={columns(slug)}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucun relevé">
            Demandez à votre banque les relevés au format camt.053, puis choisissez le fichier.
          </EmptyState>
        }
      />
    </BankFrame>
  )
}

const StatementButton = () => {
  const { because } = useAccess('manage-bank-files')
  const input = useRef<HTMLInputElement>(null)
  const upload = useApiUpload(api.bankFiles.rehearseStatement, {
    onDone: () => void notify('Relevé lu : vérifiez-le, puis importez-le.'),
  })
  const details = upload.refusal?.details as { where?: string } | null | undefined
  const told = upload.refusal?.message ?? upload.failure ?? upload.issues[0]?.message
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".xml,.camt,.053,.054"
        className="on-screen-readers"
        tabIndex={-1}
        aria-label="Relevé à lire"
        onChange={(event) => {
          const file = event.currentTarget.files?.item(0)
          if (file) void upload.run({}, file)
          event.currentTarget.value = ''
        }}
      />
      <ReasonedButton because={because} loading={upload.isRunning} onClick={() => input.current?.click()}>
        Choisir un relevé
      </ReasonedButton>
      {told && (
        <Notice kind="late" title="Ce fichier n’a pas été gardé">
          {told}
          {details?.where && ` (${details.where})`}
        </Notice>
      )}
    </>
  )
}

const period = ({ fromOn, toOn }: StatementRow): string =>
  fromOn && toOn && fromOn !== toOn
    ? `du ${formatDate(fromOn)} au ${formatDate(toOn)}`
    : toOn
      ? `du ${formatDate(toOn)}`
      : ''

const columns = (slug: string): Column<StatementRow>[] => [
  {
    key: 'statement',
    header: 'Relevé',
    cell: (row) => `${row.account.label} ${period(row)} (${row.reference})`,
  },
  {
    key: 'entries',
    header: 'Mouvements',
    align: 'end',
    cell: ({ entryCount, knownCount }) =>
      knownCount > 0 ? `${entryCount}, dont ${knownCount} déjà connus` : entryCount,
  },
  {
    key: 'credit',
    header: 'Crédit',
    align: 'end',
    cell: ({ creditCents }) => <Amount cents={creditCents} />,
    from: 'tablet',
  },
  {
    key: 'debit',
    header: 'Débit',
    align: 'end',
    cell: ({ debitCents }) => <Amount cents={debitCents} />,
    from: 'tablet',
  },
  {
    key: 'closing',
    header: 'Solde final',
    align: 'end',
    cell: ({ closingCents }) => closingCents !== null && <Amount cents={closingCents} />,
    from: 'laptop',
  },
  {
    key: 'state',
    header: 'État',
    cell: ({ importedAt }) =>
      importedAt ? (
        <Signal kind="done">Importé le {formatInstant(importedAt)}</Signal>
      ) : (
        <Signal kind="soon">Lu, à importer</Signal>
      ),
  },
  {
    key: 'act',
    header: 'Action',
    isAct: true,
    cell: (row) =>
      row.importedAt ? <Link to={paths.bank({ slug })}>Rapprocher</Link> : <ImportButton row={row} />,
  },
]

const ImportButton = ({ row }: { row: StatementRow }) => {
  const run = useApiCommand(api.bankFiles.importStatement, {
    onDone: ({ added, known }) =>
      void notify(
        `${added} mouvement${added > 1 ? 's' : ''} ajouté${added > 1 ? 's' : ''}${known > 0 ? `, ${known} déjà connu${known > 1 ? 's' : ''}` : ''}.`,
      ),
  })
  return (
    <>
      <Button size="compact-sm" loading={run.isRunning} onClick={() => void run.run({ statementId: row.id })}>
        Importer<span className="on-screen-readers"> {row.reference}</span>
      </Button>
      {run.failure && <span role="alert">{run.failure}</span>}
    </>
  )
}
