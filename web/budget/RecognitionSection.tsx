import { useState } from 'react'
import type { Recognition } from '#contract/household-facts.ts'
import { factSourceLabels, recognisedOn, recognitionRowsByKind } from '#domain/budget/household-facts.ts'
import { FactActs } from '#web/budget/FactActs.tsx'
import classes from '#web/budget/Facts.module.css'
import { RecognitionForm } from '#web/budget/RecognitionForm.tsx'
import { api } from '#web/client.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Panel = { act: 'write'; recognition?: Recognition } | { act: 'withdraw'; recognition: Recognition }

/** What the household is recognised to be: programmes test it. */
export const RecognitionSection = ({ householdId }: { householdId: string }) => {
  const { data, error, refetch } = useApiQuery(api.budget.listRecognitions, { householdId })
  const { because } = useAccess('edit-social-situation')
  const [panel, setPanel] = useState<Panel>()
  const close = () => setPanel(undefined)
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return null
  return (
    <Section
      title="Situations reconnues"
      actions={
        <ReasonedButton
          size="xs"
          variant="default"
          because={because}
          onClick={() => setPanel({ act: 'write' })}
        >
          Noter une situation reconnue
        </ReasonedButton>
      }
    >
      {data.rows.length === 0 ? (
        <EmptyState title="Aucune situation reconnue">
          Notez ce qu’une décision ou une pièce établit : reconnu DALO, public prioritaire, salarié du secteur
          privé, procédure d’expulsion. Les critères des dispositifs s’y vérifient d’eux-mêmes.
        </EmptyState>
      ) : (
        <LineList>
          {data.rows.map((recognition) => (
            <Line
              key={recognition.id}
              recognition={recognition}
              onCorrect={() => setPanel({ act: 'write', recognition })}
              onWithdraw={() => setPanel({ act: 'withdraw', recognition })}
            />
          ))}
        </LineList>
      )}
      {panel?.act === 'write' && (
        <RecognitionForm householdId={householdId} recognition={panel.recognition} onClose={close} />
      )}
      {panel?.act === 'withdraw' && (
        <Withdraw householdId={householdId} recognition={panel.recognition} onClose={close} />
      )}
    </Section>
  )
}

type LineProps = { recognition: Recognition; onCorrect: () => void; onWithdraw: () => void }

const Line = ({ recognition, onCorrect, onWithdraw }: LineProps) => {
  const { kind, fromOn, untilOn, source, recordedBy, recordedOn } = recognition
  const holds = recognisedOn([recognition], useToday()).length > 0
  const { label, source: text } = recognitionRowsByKind[kind]
  return (
    <li>
      <div>
        <p>
          <Signal kind={holds ? 'done' : 'none'}>{holds ? 'en cours' : 'terminé'}</Signal>{' '}
          <strong>{label}</strong> ({text}),{' '}
          {untilOn ? (
            <>
              du <Day date={fromOn} /> au <Day date={untilOn} />
            </>
          ) : (
            <>
              depuis le <Day date={fromOn} />
            </>
          )}
        </p>
        <p className={classes.soft}>
          {factSourceLabels[source]}, noté par {recordedBy} le <Day date={recordedOn} />
        </p>
      </div>
      <FactActs
        of={label}
        correctLabel={untilOn ? 'Corriger' : 'Corriger, noter la fin'}
        onCorrect={onCorrect}
        onWithdraw={onWithdraw}
      />
    </li>
  )
}

type WithdrawProps = { householdId: string; recognition: Recognition; onClose: () => void }

const Withdraw = ({ householdId, recognition, onClose }: WithdrawProps) => {
  const withdraw = useApiCommand(api.budget.withdrawRecognition, { onDone: onClose })
  const { id: recognitionId, version, kind } = recognition
  return (
    <ReasonForm
      title="Retirer cette situation"
      told={`« ${recognitionRowsByKind[kind].label} » a été noté par erreur. Si la situation a pris fin, notez plutôt sa fin.`}
      submitLabel="Retirer la situation"
      draftKey={`recognition-withdrawal/${recognitionId}`}
      command={withdraw}
      onClose={onClose}
      onReason={(reason) => withdraw.run({ householdId, recognitionId, version, reason })}
    />
  )
}
