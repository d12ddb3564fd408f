import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { StatementLine } from '#contract/bank-file-shapes.ts'
import { statementLineStateLabels, statementLineStates } from '#domain/sepa/kinds.ts'
import { BankFrame } from '#web/bank-files/BankFilesFrame.tsx'
import { DecideForm } from '#web/bank-files/DecideForm.tsx'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { notify } from '#web/ui/notify.ts'
import { Signal } from '#web/ui/Signal.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiCommand, useApiPages } from '#web/use-api.ts'
import classes from './bank-files.module.css'

const schema = { etat: oneOf(statementLineStates, 'open') }

/** The movements of the accounts: what Palier recognises is proposed, a person decides. */
export const MatchingPage = () => {
  const { slug } = useMember()
  const [url, setUrl] = useUrlState(schema)
  const [decided, setDecided] = useState<StatementLine>()
  const state = url.etat ?? 'open'
  const page = useApiPages(api.bankFiles.listStatementLines, { state })
  return (
    <BankFrame
      title="Mouvements à rapprocher"
      subtitle="Une proposition n’écrit rien : c’est vous qui dites ce qu’est chaque mouvement."
    >
      <Filters isActive={state !== 'open'} onClear={() => setUrl({ etat: 'open' })}>
        <OneFilter
          label="État"
          choices={statementLineStates.map((value) => ({ value, label: statementLineStateLabels[value] }))}
          value={state}
          otherwise="open"
          onChange={(etat) => setUrl({ etat: etat ?? 'open' })}
        />
      </Filters>
      <DataTable
        label="Mouvements des comptes"
        noun={{ one: 'mouvement', many: 'mouvements' }}
        columns={columns(setDecided)}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={state === 'open' ? 'Rien à rapprocher' : 'Aucun mouvement'}>
            <Link to={paths.bankStatements({ slug })}>Importez un relevé</Link> : ses mouvements viendront
            ici.
          </EmptyState>
        }
      />
      {decided && <DecideForm line={decided} onClose={() => setDecided(undefined)} />}
    </BankFrame>
  )
}

const columns = (open: (line: StatementLine) => void): Column<StatementLine>[] => [
  {
    key: 'label',
    header: 'Mouvement',
    cell: ({ label, counterparty }) => (
      <>
        {counterparty ?? label}
        {counterparty && <span className={classes.soft}> {label}</span>}
      </>
    ),
  },
  { key: 'day', header: 'Date', cell: ({ bookedOn }) => <Day date={bookedOn} /> },
  { key: 'amount', header: 'Montant', align: 'end', cell: ({ cents }) => <Amount cents={cents} /> },
  {
    key: 'proposal',
    header: 'Proposition',
    cell: ({ proposal, decision, state }) =>
      state === 'open'
        ? proposal && (
            <>
              <Signal kind={proposal.certainty === 'exact' ? 'done' : 'soon'}>
                {proposal.certainty === 'exact' ? 'Sûr' : 'Probable'}
              </Signal>{' '}
              {proposal.words}
            </>
          )
        : decision && `${decision.words} (${decision.by}, ${formatInstant(decision.at)})`,
  },
  { key: 'account', header: 'Compte', cell: ({ account }) => account.label, from: 'wide' },
  {
    key: 'act',
    header: 'Action',
    isAct: true,
    cell: (line) => <Acts line={line} open={open} />,
  },
]

const Acts = ({ line, open }: { line: StatementLine; open: (line: StatementLine) => void }) => {
  const { id, version, proposal, state } = line
  const decide = useApiCommand(api.bankFiles.decideStatementLine, {
    onDone: () =>
      void notify(state === 'open' ? 'Mouvement rapproché.' : 'Mouvement à rapprocher de nouveau.'),
  })
  const told = decide.refusal?.message ?? decide.failure
  if (state === 'matched') return null
  if (state === 'set-aside')
    return (
      <Button
        size="compact-sm"
        variant="default"
        loading={decide.isRunning}
        onClick={() => void decide.run({ lineId: id, version, decision: { kind: 'reopened' } })}
      >
        Reprendre<span className="on-screen-readers"> {line.label}</span>
      </Button>
    )
  return (
    <div className={classes.acts}>
      {proposal && (
        <Button
          size="compact-sm"
          loading={decide.isRunning}
          onClick={() => void decide.run({ lineId: id, version, decision: proposal.decision })}
        >
          C’est cela<span className="on-screen-readers"> : {proposal.words}</span>
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={() => open(line)}>
        {proposal ? 'Autre chose' : 'Dire ce que c’est'}
        <span className="on-screen-readers"> : {line.label}</span>
      </Button>
      {told && <span role="alert">{told}</span>}
    </div>
  )
}
