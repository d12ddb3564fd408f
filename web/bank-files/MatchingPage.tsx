import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { StatementLine } from '#contract/bank-file-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
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
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
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
  const [undone, setUndone] = useState<StatementLine>()
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
        columns={columns({ onDecide: setDecided, onUndo: setUndone })}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={state === 'open' ? 'Rien à rapprocher' : nothing[state].title}>
            {state === 'open' ? (
              <>
                <Link to={paths.bankStatements({ slug })}>Importez un relevé</Link> : ses mouvements viendront
                ici.
              </>
            ) : (
              nothing[state].words
            )}
          </EmptyState>
        }
      />
      {decided && <DecideForm key={decided.id} line={decided} onClose={() => setDecided(undefined)} />}
      {undone && <UndoForm line={undone} onClose={() => setUndone(undefined)} />}
    </BankFrame>
  )
}

const nothing = {
  matched: {
    title: 'Aucun mouvement rapproché',
    words: 'Ceux que vous rapprochez viendront ici : un rapprochement s’y défait, avec un motif.',
  },
  'set-aside': {
    title: 'Aucun mouvement mis de côté',
    words: 'Les doublons et ce qui est étranger à Palier viendront ici, et s’y reprennent.',
  },
} as const

type Asks = { onDecide: (line: StatementLine) => void; onUndo: (line: StatementLine) => void }

const columns = (asks: Asks): Column<StatementLine>[] => [
  {
    key: 'label',
    header: 'Mouvement',
    cell: ({ label, counterparty }) => (
      <span className={classes.label}>
        {counterparty ?? label}
        {counterparty && <span className={classes.soft}> {label}</span>}
      </span>
    ),
  },
  { key: 'day', header: 'Date', cell: ({ bookedOn }) => <Day date={bookedOn} /> },
  { key: 'amount', header: 'Montant', align: 'end', cell: ({ cents }) => <Amount cents={cents} /> },
  {
    key: 'proposal',
    header: 'Proposition',
    grows: true,
    cell: (line) => {
      const words = tell(line)
      return words && <span className={classes.told}>{words}</span>
    },
  },
  { key: 'account', header: 'Compte', cell: ({ account }) => account.label, from: 'wide' },
  {
    key: 'act',
    header: 'Action',
    isAct: true,
    cell: (line) => <Acts line={line} {...asks} />,
  },
]

/** What Palier recognises, or what somebody decided. */
const tell = ({ state, proposal, decision, twin }: StatementLine): ReactNode => {
  if (state !== 'open') return decision && `${decision.words} (${decision.by}, ${formatInstant(decision.at)})`
  if (!proposal) return <span className={classes.soft}>Rien de reconnu</span>
  const certainty = proposal.certainty === 'exact' ? 'Sûr' : 'Probable'
  return (
    <>
      <Signal kind={proposal.certainty === 'exact' ? 'done' : 'soon'}>
        {twin ? 'Doublon probable' : certainty}
      </Signal>{' '}
      {proposal.words}
    </>
  )
}

const Acts = ({ line, onDecide, onUndo }: { line: StatementLine } & Asks) => {
  const { state, decision } = line
  if (state === 'open') return <OpenActs line={line} onDecide={onDecide} />
  if (state === 'set-aside') return <TakeBack line={line} />
  return (
    <ReasonedButton
      size="compact-sm"
      variant="default"
      because={decision?.staysBecause ?? undefined}
      onClick={() => onUndo(line)}
    >
      Défaire<span className="on-screen-readers"> le rapprochement de {line.label}</span>
    </ReasonedButton>
  )
}

const TakeBack = ({ line: { id, version, label } }: { line: StatementLine }) => {
  const decide = useApiCommand(api.bankFiles.decideStatementLine, {
    onDone: () => void notify('Mouvement à rapprocher de nouveau.'),
  })
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={decide.isRunning}
      onClick={() => void decide.run({ lineId: id, version, decision: { kind: 'reopened' } })}
    >
      Reprendre<span className="on-screen-readers"> {label}</span>
    </Button>
  )
}

const OpenActs = ({ line, onDecide }: { line: StatementLine; onDecide: Asks['onDecide'] }) => {
  const { id, version, proposal } = line
  const decide = useApiCommand(api.bankFiles.decideStatementLine, {
    onDone: (_, { decision }) =>
      void notify(decision.kind === 'duplicate' ? 'Doublon mis de côté.' : 'Mouvement rapproché.'),
  })
  const told = decide.refusal?.message ?? decide.failure
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
      <Button size="compact-sm" variant="default" onClick={() => onDecide(line)}>
        {proposal ? 'Autre chose' : 'Dire ce que c’est'}
        <span className="on-screen-readers"> : {line.label}</span>
      </Button>
      {told && <span role="alert">{told}</span>}
    </div>
  )
}

const UndoForm = ({ line, onClose }: { line: StatementLine; onClose: () => void }) => {
  const undo = useApiCommand(api.bankFiles.undoStatementDecision, {
    onDone: () => {
      void notify('Rapprochement défait : le mouvement est à rapprocher de nouveau.')
      onClose()
    },
  })
  return (
    <ReasonForm
      title="Défaire ce rapprochement"
      told={`${line.decision?.words ?? ''}, ${formatEuros(line.cents)} du ${formatDate(line.bookedOn)}. Ce qu’il avait écrit est contre-passé : rien n’est effacé.`}
      maxLength={200}
      submitLabel="Défaire le rapprochement"
      draftKey={`statement-line-undo/${line.id}`}
      command={undo}
      onReason={(reason) => undo.run({ lineId: line.id, version: line.version, reason })}
      onClose={onClose}
    />
  )
}
