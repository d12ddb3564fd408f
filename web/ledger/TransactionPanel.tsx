import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { ledgerJournals } from '#domain/ledger/journals.ts'
import { movementLabels } from '#domain/ledger/movements.ts'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { PageForm } from '#web/ui/SideForm.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'
import classes from './ledger.module.css'

type Transaction = Output<typeof contract.ledger.getTransaction>

/** An entry whole: its lines, who wrote it, what reversed it. */
export const TransactionPanel = ({
  transactionId,
  onClose,
}: {
  transactionId: string
  onClose: () => void
}) => {
  const { data, error, refetch } = useApiQuery(api.ledger.getTransaction, { transactionId })
  return (
    <SidePanel title={data?.label ?? 'Écriture'} onClose={onClose} size="lg">
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && <TransactionFacts transaction={data} />}
    </SidePanel>
  )
}

const TransactionFacts = ({ transaction }: { transaction: Transaction }) => {
  const { on, journal, piece, pieceOn, number, postedBy, postedAt, reversesId, reversedById } = transaction
  return (
    <>
      <FactList
        columns={2}
        facts={[
          { label: 'Date comptable', value: <Day date={on} /> },
          { label: 'Journal', value: ledgerJournals[journal].label },
          { label: 'Numéro', value: number ?? 'pas encore validée' },
          { label: 'Pièce', value: piece },
          { label: 'Date de la pièce', value: pieceOn && <Day date={pieceOn} /> },
          { label: 'Passée par', value: postedBy ?? 'Palier, la nuit' },
          { label: 'Passée le', value: formatInstant(postedAt) },
        ]}
      />
      {reversesId && (
        <p>
          <Link to={`?ecriture=${reversesId}`}>Contre-passe une autre écriture</Link>
        </p>
      )}
      {reversedById && (
        <Notice kind="soon">
          Contre-passée : <Link to={`?ecriture=${reversedById}`}>voir l’écriture inverse</Link>.
        </Notice>
      )}
      <LinesTable transaction={transaction} />
      {transaction.isManual && !reversesId && !reversedById && <ReverseForm transaction={transaction} />}
    </>
  )
}

const LinesTable = ({ transaction }: { transaction: Transaction }) => (
  <table className={classes.lines}>
    <caption className="on-screen-readers">Lignes de l’écriture</caption>
    <thead>
      <tr>
        <th scope="col">Compte</th>
        <th scope="col" className={classes.amount}>
          Débit
        </th>
        <th scope="col" className={classes.amount}>
          Crédit
        </th>
      </tr>
    </thead>
    <tbody>
      {transaction.lines.map(({ line, account, cents, movement, financing }) => (
        <tr key={line}>
          <td>
            <span className="figures">{account.code}</span> {account.label}
            <div className={classes.detail}>
              {[movement && movementLabels[movement], financing?.number].filter(Boolean).join(' · ')}
            </div>
          </td>
          <td className={classes.amount}>{cents > 0 && <Amount cents={cents} />}</td>
          <td className={classes.amount}>{cents < 0 && <Amount cents={-cents} />}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

const ReverseForm = ({ transaction }: { transaction: Transaction }) => {
  const [reason, setReason] = useState<string>()
  const { because } = useAccess('keep-ledger')
  const reverse = useApiCommand(api.ledger.reverseEntry, {
    onDone: () => {
      setReason(undefined)
      void notify('Écriture contre-passée.')
    },
  })
  if (because !== undefined) return null
  if (reason === undefined)
    return (
      <Button variant="default" onClick={() => setReason('')}>
        Contre-passer cette écriture
      </Button>
    )
  return (
    <PageForm
      onSubmit={(event) => {
        event.preventDefault()
        void reverse.run({ transactionId: transaction.id, reason: reason.trim() })
      }}
      command={reverse}
      submitLabel="Contre-passer"
      because={reason.trim() === '' ? 'Dites pourquoi.' : undefined}
      onCancel={() => setReason(undefined)}
    >
      <TextInput
        label="Pourquoi"
        description="Une écriture inverse sera passée aujourd’hui ; les deux restent."
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </PageForm>
  )
}
