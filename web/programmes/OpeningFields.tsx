import { TagsInput } from '@mantine/core'
import { prescriberKindLabels, publicKindLabels } from '#domain/programmes/kinds.ts'
import { ManyChoices } from '#web/programmes/ManyChoices.tsx'
import classes from '#web/programmes/programmes.module.css'
import type { SectionProps } from '#web/programmes/section.ts'
import { TerritoryField } from '#web/territories/TerritoryField.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'

export const OpeningFields = ({ definition, set, wrong }: SectionProps) => (
  <>
    <div className={classes.fields}>
      <DayInput
        label="Une mesure commence au plus tôt le"
        value={definition.from}
        error={wrong('from')}
        onChange={(from) => set({ from })}
      />
      <DayInput
        label="Et au plus tard le"
        value={definition.to}
        error={wrong('to')}
        onChange={(to) => set({ to })}
      />
    </div>
    <TerritoryField
      description="Communes, intercommunalités, départements, régions. Vide : partout."
      value={definition.territories ?? []}
      error={wrong('territories')}
      onChange={(territories) => set({ territories })}
    />
    <TagsInput
      label="Autres lieux, en mots"
      description="Un quartier, un bassin d’habitat, puis Entrée. Une personne vérifie alors le lieu de chaque demande."
      maxTags={200}
      value={definition.territory}
      error={wrong('territory')}
      onChange={(territory) => set({ territory })}
    />
    <ManyChoices
      label="Qui peut demander une mesure"
      labels={prescriberKindLabels}
      value={definition.prescribers}
      error={wrong('prescribers')}
      onChange={(prescribers) => set({ prescribers })}
    />
    <ManyChoices
      label="Public"
      description="Le ménage est de l’un d’eux. Aucun choix : ouvert à tous."
      labels={publicKindLabels}
      value={definition.publics}
      error={wrong('publics')}
      onChange={(publics) => set({ publics })}
    />
  </>
)
