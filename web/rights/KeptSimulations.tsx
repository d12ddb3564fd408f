import { useState } from 'react'
import type { RightsView } from '#contract/rights.ts'
import { formatEuros } from '#domain/money.ts'
import { formatPercent } from '#domain/ratio.ts'
import { api } from '#web/client.ts'
import classes from '#web/rights/Rights.module.css'
import { useAccess } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { Day } from '#web/ui/Day.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Simulation = RightsView['simulations'][number]

/** The comparisons that somebody chose to keep, with what they gave that day. */
export const KeptSimulations = ({ householdId }: { householdId: string }) => {
  const { data } = useApiQuery(api.rights.estimate, { householdId })
  const { because } = useAccess('edit-social-situation')
  const [removed, setRemoved] = useState<Simulation>()
  if (!data || data.simulations.length === 0) return null
  return (
    <Section title="Simulations gardées">
      <LineList>
        {data.simulations.map((simulation) => (
          <li key={simulation.id}>
            <div>
              <p>
                <strong>{simulation.label}</strong>
              </p>
              <p className={classes.soft}>{toldOutcome(simulation)}</p>
              <p className={classes.soft}>
                Gardée par {simulation.keptBy} le <Day date={simulation.onDate} />
              </p>
            </div>
            <ReasonedButton
              size="compact-sm"
              variant="subtle"
              because={because}
              onClick={() => setRemoved(simulation)}
            >
              Effacer<span className="on-screen-readers"> {simulation.label}</span>
            </ReasonedButton>
          </li>
        ))}
      </LineList>
      {removed && (
        <Remove householdId={householdId} simulation={removed} onClose={() => setRemoved(undefined)} />
      )}
    </Section>
  )
}

const toldOutcome = ({ outcome: { current, changed } }: Simulation) => {
  const rate = (basisPoints: number | null) =>
    basisPoints === null ? 'sans revenu' : formatPercent(basisPoints)
  return [
    `aide ${formatEuros(current.aidCountedCents)} → ${formatEuros(changed.aidCountedCents)}`,
    `taux d’effort ${rate(current.effortBasisPoints)} → ${rate(changed.effortBasisPoints)}`,
    `énergie comprise ${rate(current.effortWithEnergyBasisPoints)} → ${rate(changed.effortWithEnergyBasisPoints)}`,
    `reste à vivre ${formatEuros(current.residualMonthCents)} → ${formatEuros(changed.residualMonthCents)}`,
  ].join(' ; ')
}

type RemoveProps = { householdId: string; simulation: Simulation; onClose: () => void }

const Remove = ({ householdId, simulation, onClose }: RemoveProps) => {
  const remove = useApiCommand(api.rights.removeSimulation)
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Effacer la simulation"
      confirmLabel="Effacer la simulation"
      isDangerous
      command={remove}
      onConfirm={() => remove.run({ householdId, simulationId: simulation.id })}
    >
      {`« ${simulation.label} » sera effacée. Les droits et la situation du ménage ne changent pas.`}
    </ConfirmDialog>
  )
}
