import { useState } from 'react'
import { Link } from 'react-router'
import type { BankFile } from '#contract/bank-file-shapes.ts'
import { bankFileKindLabels, bankFileKinds, bankFileStateLabels, bankFileStates } from '#domain/sepa/kinds.ts'
import { DebitsFrame } from '#web/bank-files/BankFilesFrame.tsx'
import { PrepareForm } from '#web/bank-files/PrepareForm.tsx'
import { fileSignals } from '#web/bank-files/words.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

const schema = { sorte: oneOf(bankFileKinds), etat: oneOf(bankFileStates) }

const columns = (slug: string): Column<BankFile>[] => [
  {
    key: 'file',
    header: 'Fichier',
    cell: ({ id, kind, executeOn }) => (
      <Link to={paths.bankFile({ slug, fileId: id })}>
        {bankFileKindLabels[kind]} du <Day date={executeOn} />
      </Link>
    ),
  },
  {
    key: 'state',
    header: 'État',
    cell: ({ state }) => <Signal kind={fileSignals[state]}>{bankFileStateLabels[state]}</Signal>,
  },
  { key: 'lines', header: 'Opérations', align: 'end', cell: ({ lineCount }) => lineCount, from: 'tablet' },
  { key: 'total', header: 'Total', align: 'end', cell: ({ totalCents }) => <Amount cents={totalCents} /> },
  {
    key: 'settled',
    header: 'Vu au relevé',
    align: 'end',
    cell: ({ settledCents }) => <Amount cents={settledCents} />,
    from: 'laptop',
  },
  {
    key: 'returned',
    header: 'Revenu',
    align: 'end',
    cell: ({ returnedCents }) => <Amount cents={returnedCents} />,
    from: 'laptop',
  },
  { key: 'by', header: 'Préparé par', cell: ({ preparedBy }) => preparedBy, from: 'wide' },
]

/** What is sent to the bank: prepared by one person, checked by another, issued once. */
export const FilesPage = () => {
  const { slug } = useMember()
  const { because } = useAccess('manage-bank-files')
  const [url, setUrl] = useUrlState(schema)
  const [isPreparing, setPreparing] = useState(false)
  const filters = { ...(url.sorte && { kind: url.sorte }), ...(url.etat && { state: url.etat }) }
  const page = useApiPages(api.bankFiles.listFiles, filters)
  return (
    <DebitsFrame
      title="Prélèvements et virements"
      subtitle="Un fichier est préparé par une personne, contrôlé par une autre, émis une seule fois."
      actions={
        <ReasonedButton because={because} onClick={() => setPreparing(true)}>
          Préparer un fichier
        </ReasonedButton>
      }
    >
      <Filters
        isActive={Object.keys(filters).length > 0}
        onClear={() => setUrl({ sorte: undefined, etat: undefined })}
      >
        <OneFilter
          label="Sorte"
          choices={bankFileKinds.map((value) => ({ value, label: bankFileKindLabels[value] }))}
          value={url.sorte}
          onChange={(sorte) => setUrl({ sorte })}
        />
        <OneFilter
          label="État"
          choices={bankFileStates.map((value) => ({ value, label: bankFileStateLabels[value] }))}
          value={url.etat}
          onChange={(etat) => setUrl({ etat })}
        />
      </Filters>
      <DataTable
        label="Fichiers bancaires"
        noun={{ one: 'fichier', many: 'fichiers' }}
        columns={columns(slug)}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucun fichier">
            Préparez un fichier : Palier y met les échéances à prélever ou les ordres de paiement validés.
          </EmptyState>
        }
      />
      {isPreparing && <PrepareForm onClose={() => setPreparing(false)} />}
    </DebitsFrame>
  )
}
