import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import type { SubsidyStanding } from '#contract/subsidies.ts'
import { api } from '#web/client.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { Why } from '#web/ui/Why.tsx'
import { useApiQuery } from '#web/use-api.ts'

type Props = { subsidy: SubsidyStanding; onClose: () => void }

/** What can be asked of the funder as the works advance (handbook money §6.7). */
export const EstimateForm = ({ subsidy, onClose }: Props) => {
  const [percent, setPercent] = useState(50)
  const { data, error } = useApiQuery(
    api.subsidies.estimate,
    { subsidyId: subsidy.id, progressBasisPoints: Math.round(percent * 100) },
    { keepPrevious: true },
  )
  return (
    <SidePanel title={`Demander à ${subsidy.funder}`} onClose={onClose}>
      <NumberInput
        label="Avancement des travaux"
        suffix=" %"
        min={0}
        max={100}
        clampBehavior="strict"
        value={percent}
        onChange={(value) => setPercent(Number(value) || 0)}
      />
      {error && <Notice kind="late">Le calcul n’a pas pu être fait.</Notice>}
      {data && (
        <StatRow>
          {[data.advance, data.interim, data.balance].map((explanation) => (
            <Stat
              key={explanation.label}
              label={explanation.label}
              value={<Amount cents={explanation.result.kind === 'cents' ? explanation.result.value : 0} />}
              detail={<Why explanation={explanation} />}
            />
          ))}
        </StatRow>
      )}
    </SidePanel>
  )
}
