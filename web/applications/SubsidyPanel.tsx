import { Button } from '@mantine/core'
import { useState } from 'react'
import { subsidyEventLabels } from '#domain/funding/subsidy-facts.ts'
import type { Subsidy } from '#web/applications/plan-answer.ts'
import { useApplicationCommand } from '#web/applications/use-application-command.ts'
import { api } from '#web/client.ts'
import classes from '#web/measures/measures.module.css'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Day } from '#web/ui/Day.tsx'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { typeset } from '#web/ui/typeset.ts'

type Fact = Subsidy['facts'][number]

/** Everything that happened to one subsidy, and how to take a mistake back. */
export const SubsidyPanel = ({ subsidy, onClose }: { subsidy: Subsidy; onClose: () => void }) => {
  const writing = useAccess('write-applications')
  const [cancelling, setCancelling] = useState<Fact | undefined>()
  const { subsidyId, version } = subsidy
  const command = useApplicationCommand(api.financingPlans.cancelSubsidyFact, {
    onDone: () => setCancelling(undefined),
  })
  return (
    <SidePanel title={subsidy.funderName} onClose={onClose}>
      {subsidy.receivedCents !== 0 && (
        <p>
          Reçu : <Amount cents={subsidy.receivedCents} />
        </p>
      )}
      <ul className={classes.rows}>
        {subsidy.facts.map((fact) => (
          <li key={fact.factId}>
            <div>
              <Day date={fact.on} /> {subsidyEventLabels[fact.kind]}
              {fact.cents !== null && (
                <>
                  {' '}
                  : <Amount cents={fact.cents} />
                </>
              )}
              <p className={classes.small}>
                {fact.told && `${typeset(fact.told)} · `}noté par {fact.by}
              </p>
            </div>
            {writing.allowed && fact.kind !== 'requested' && (
              <Button size="compact-sm" variant="subtle" onClick={() => setCancelling(fact)}>
                Annuler<span className="on-screen-readers"> : {subsidyEventLabels[fact.kind]}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {cancelling && (
        <ReasonForm
          title="Annuler ce fait"
          told={subsidyEventLabels[cancelling.kind]}
          submitLabel="Annuler le fait"
          draftKey={`subsidy-fact-cancel/${cancelling.factId}`}
          command={command}
          onClose={() => setCancelling(undefined)}
          onReason={(reason) => command.run({ subsidyId, version, factId: cancelling.factId, reason })}
        />
      )}
    </SidePanel>
  )
}
