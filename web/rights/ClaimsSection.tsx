import { useState } from 'react'
import type { Claim } from '#contract/rights-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { claimFactLabels, claimStatusLabels } from '#domain/rights/claims.ts'
import { rightLabels } from '#domain/rights/kinds.ts'
import { api } from '#web/client.ts'
import classes from '#web/rights/Rights.module.css'
import { claimSignal } from '#web/rights/signals.ts'
import { useAccess } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Timeline } from '#web/ui/Timeline.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand } from '#web/use-api.ts'

type Fact = Claim['facts'][number]
type Props = {
  householdId: string
  claims: readonly Claim[]
  onNote: (claim: Claim) => void
  onOther: () => void
}

/** Each right as one line: spotted, asked for, opened or refused. */
export const ClaimsSection = ({ householdId, claims, onNote, onOther }: Props) => {
  const { because } = useAccess('edit-social-situation')
  const [withdrawn, setWithdrawn] = useState<{ claim: Claim; fact: Fact }>()
  return (
    <Section
      title="Suivi des droits"
      actions={
        <ReasonedButton size="xs" variant="default" because={because} onClick={onOther}>
          Suivre un autre droit
        </ReasonedButton>
      }
    >
      {claims.length === 0 ? (
        <EmptyState title="Aucun droit n’est encore suivi">
          Notez une première étape sur un droit repéré : la prochaine date devient une tâche de qui suit le
          ménage.
        </EmptyState>
      ) : (
        <ul className={classes.list}>
          {claims.map((claim) => (
            <ClaimLine
              key={claim.id}
              claim={claim}
              onNote={() => onNote(claim)}
              onWithdraw={(fact) => setWithdrawn({ claim, fact })}
            />
          ))}
        </ul>
      )}
      {withdrawn && (
        <Withdraw householdId={householdId} {...withdrawn} onClose={() => setWithdrawn(undefined)} />
      )}
    </Section>
  )
}

const nameOf = ({ right, name }: Claim) => name ?? rightLabels[right]

type LineProps = { claim: Claim; onNote: () => void; onWithdraw: (fact: Fact) => void }

const ClaimLine = ({ claim, onNote, onWithdraw }: LineProps) => {
  const { because } = useAccess('edit-social-situation')
  const name = nameOf(claim)
  return (
    <li>
      <div className={classes.head}>
        <h3>{typeset(name)}</h3>
        <div className={classes.figure}>
          {claim.status && (
            <Signal kind={claimSignal(claim.status)}>{claimStatusLabels[claim.status]}</Signal>
          )}
          <ReasonedButton size="compact-sm" variant="default" because={because} onClick={onNote}>
            Étape suivante<span className="on-screen-readers"> : {name}</span>
          </ReasonedButton>
        </div>
      </div>
      <Timeline
        label={`Fil du droit : ${name}`}
        moments={claim.facts.map((fact) => ({
          key: fact.id,
          when: <Day date={fact.on} />,
          title: typeset(claimFactLabels[fact.kind]),
          by: `Noté par ${fact.recordedBy}`,
          children: <FactTold fact={fact} because={because} onWithdraw={() => onWithdraw(fact)} />,
        }))}
      />
    </li>
  )
}

type FactProps = { fact: Fact; because: string | undefined; onWithdraw: () => void }

const FactTold = ({ fact, because, onWithdraw }: FactProps) => {
  const told = [
    fact.amountCents === null ? undefined : `${formatEuros(fact.amountCents)} par mois`,
    fact.awaited === null ? undefined : `pièce à obtenir : ${fact.awaited}`,
    fact.nextOn === null ? undefined : `à reprendre le ${formatDate(fact.nextOn)}`,
    fact.proof === null ? undefined : `document joint : ${fact.proof.title}`,
  ].filter((one) => one !== undefined)
  return (
    <>
      {told.length > 0 && <p className={classes.soft}>{typeset(told.join(' ; '))}</p>}
      {fact.note && <p>{fact.note}</p>}
      <ReasonedButton size="compact-xs" variant="subtle" because={because} onClick={onWithdraw}>
        Retirer
        <span className="on-screen-readers">
          {' '}
          l’étape « {claimFactLabels[fact.kind]} » du {formatDate(fact.on)}
        </span>
      </ReasonedButton>
    </>
  )
}

type WithdrawProps = { householdId: string; claim: Claim; fact: Fact; onClose: () => void }

const Withdraw = ({ householdId, claim, fact, onClose }: WithdrawProps) => {
  const withdraw = useApiCommand(api.rights.withdrawFact, { onDone: onClose })
  const { id: claimId, version } = claim
  return (
    <ReasonForm
      title="Retirer une étape"
      told={`« ${claimFactLabels[fact.kind]} » du ${formatDate(fact.on)} a été noté par erreur : l’étape reste à l’historique avec votre motif.`}
      maxLength={300}
      submitLabel="Retirer l’étape"
      draftKey={`right-fact-withdrawal/${fact.id}`}
      command={withdraw}
      onClose={onClose}
      onReason={(reason) => withdraw.run({ householdId, claimId, factId: fact.id, version, reason })}
    />
  )
}
