import { indicatorLabels } from '#domain/programmes/kinds.ts'
import { ManyChoices } from '#web/programmes/ManyChoices.tsx'
import classes from '#web/programmes/programmes.module.css'
import type { SectionProps } from '#web/programmes/section.ts'
import { WholeInput } from '#web/programmes/WholeInput.tsx'

export const PlacesFields = ({ definition, set, wrong }: SectionProps) => (
  <>
    <div className={classes.fields}>
      <WholeInput
        label="Places"
        description="Mesures en cours au plus. Vide : pas de limite."
        max={100_000}
        value={definition.capacity}
        error={wrong('capacity')}
        onChange={(capacity) => set({ capacity })}
      />
      <WholeInput
        label="Poids d’une mesure, en dixièmes"
        description="10 : une mesure ordinaire. 15 : une fois et demie."
        max={100}
        value={definition.weightTenths}
        error={wrong('weightTenths')}
        onChange={(weight) => set({ weightTenths: weight ?? 0 })}
      />
    </div>
    <ManyChoices
      label="Indicateurs demandés par le financeur"
      labels={indicatorLabels}
      value={definition.indicators}
      error={wrong('indicators')}
      onChange={(indicators) => set({ indicators })}
    />
  </>
)
