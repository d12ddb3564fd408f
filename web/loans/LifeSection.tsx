import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import type { LoanView } from '#contract/loan-shapes.ts'
import { writeOffReasonLabels } from '#domain/loans/facts.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { LoanFactForm, type TypedFact, typedFacts } from '#web/loans/LoanFactForm.tsx'
import { useLoanCommand } from '#web/loans/use-loan-command.ts'
import { WriteOffForm } from '#web/loans/WriteOffForm.tsx'
import { useAccess } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { Day } from '#web/ui/Day.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Timeline } from '#web/ui/Timeline.tsx'

type Fact = LoanView['facts'][number]

/** What happened to the loan beside its payments: freeze, acceleration, doubt, depreciation, loss. */
export const LifeSection = ({ loan }: { loan: LoanView }) => {
  const may = useAccess('manage-loans')
  const [typing, setTyping] = useState<TypedFact | 'write-off' | undefined>()
  const [cancelling, setCancelling] = useState<Fact | undefined>()
  const close = () => setTyping(undefined)
  return (
    <Section
      title="Vie du prêt"
      actions={may.allowed && loan.outstandingCents > 0 && <FactMenu loan={loan} choose={setTyping} />}
    >
      {loan.pendingWriteOff && <PendingWriteOff loan={loan} />}
      {loan.facts.length === 0 ? (
        <p>Rien de particulier : ni gel, ni déchéance, ni dépréciation.</p>
      ) : (
        <Timeline
          label="Faits du prêt"
          moments={loan.facts.map((fact) => ({
            key: fact.factId,
            when: <Day date={fact.on} />,
            title: fact.cents === null ? fact.label : `${fact.label} : ${formatEuros(fact.cents)}`,
            by: (
              <>
                {fact.recordedBy && `Noté par ${fact.recordedBy}`}{' '}
                {may.allowed && fact.cancellable && (
                  <Button variant="subtle" size="compact-xs" onClick={() => setCancelling(fact)}>
                    Retirer ce fait
                    <span className="on-screen-readers">
                      {' '}
                      : {fact.label}, {formatDate(fact.on)}
                    </span>
                  </Button>
                )}
              </>
            ),
          }))}
        />
      )}
      {typing === 'write-off' && <WriteOffForm loan={loan} onClose={close} />}
      {typing !== undefined && typing !== 'write-off' && (
        <LoanFactForm loan={loan} kind={typing} onClose={close} />
      )}
      {cancelling && <CancelForm loan={loan} fact={cancelling} onClose={() => setCancelling(undefined)} />}
    </Section>
  )
}

type MenuProps = { loan: LoanView; choose: (kind: TypedFact | 'write-off') => void }

const FactMenu = ({ loan, choose }: MenuProps) => (
  <Menu>
    <Menu.Target>
      <Button variant="default">Consigner un fait</Button>
    </Menu.Target>
    <Menu.Dropdown>
      {typedFacts
        .filter(({ isPossible }) => isPossible(loan))
        .map(({ kind, label }) => (
          <Menu.Item key={kind} onClick={() => choose(kind)}>
            {label}
          </Menu.Item>
        ))}
      {!loan.pendingWriteOff && (
        <Menu.Item onClick={() => choose('write-off')}>Proposer un passage en perte</Menu.Item>
      )}
    </Menu.Dropdown>
  </Menu>
)

type CancelProps = { loan: LoanView; fact: Fact; onClose: () => void }

const CancelForm = ({ loan, fact, onClose }: CancelProps) => {
  const command = useLoanCommand(api.loans.cancelFact, { onDone: onClose })
  const { financingId, version } = loan
  return (
    <ReasonForm
      title="Retirer un fait noté par erreur"
      told={`${fact.label}, le ${formatDate(fact.on)}. Ce qu’il avait écrit en comptabilité est contre-passé.`}
      submitLabel="Retirer le fait"
      draftKey={`loan-fact-cancel/${fact.factId}`}
      command={command}
      onClose={onClose}
      onReason={(reason) => command.run({ financingId, version, factId: fact.factId, reason })}
    />
  )
}

/** Four eyes: who proposed sees it wait, another decides. */
const PendingWriteOff = ({ loan }: { loan: LoanView }) => {
  const may = useAccess('decide-funding')
  const [accepting, setAccepting] = useState<boolean | undefined>()
  const command = useLoanCommand(api.loans.decideWriteOff)
  const pending = loan.pendingWriteOff
  if (!pending) return null
  const { financingId, version } = loan
  const amount = formatEuros(pending.cents ?? loan.outstandingCents)
  const own = pending.isOwn ? 'Vous l’avez proposé : une autre personne doit le décider.' : undefined
  return (
    <>
      <Notice kind="soon">
        {`Passage en perte de ${amount} proposé par ${pending.proposedBy} au ${formatDate(pending.on)} : ${writeOffReasonLabels[pending.reason].toLowerCase()}. ${pending.comment}`}
      </Notice>
      {may.allowed && (
        <p>
          <ReasonedButton because={own} onClick={() => setAccepting(true)}>
            Décider la perte
          </ReasonedButton>{' '}
          <Button variant="default" onClick={() => setAccepting(false)}>
            Refuser
          </Button>
        </p>
      )}
      <ConfirmDialog
        opened={accepting !== undefined}
        onClose={() => setAccepting(undefined)}
        title={accepting ? 'Décider le passage en perte' : 'Refuser le passage en perte'}
        confirmLabel={accepting ? `Passer ${amount} en perte` : 'Refuser la proposition'}
        isDangerous={accepting === true}
        command={command}
        onConfirm={() =>
          command.run({
            financingId,
            version,
            proposalId: pending.proposalId,
            accepted: accepting === true,
          })
        }
      >
        {accepting
          ? `${amount} sortent de l’encours. Ce qui serait reçu ensuite sera une rentrée, jamais une perte en moins.`
          : 'La proposition est close ; rien ne change en comptabilité.'}
      </ConfirmDialog>
    </>
  )
}
