import { Select } from '@mantine/core'
import type { DocumentMoment, ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { supportedByLabels } from '#domain/programmes/definition-words.ts'
import {
  objectiveKindLabels,
  type RequiredDocumentKind,
  requiredDocumentLabels,
} from '#domain/programmes/kinds.ts'
import { ManyChoices } from '#web/programmes/ManyChoices.tsx'
import classes from '#web/programmes/programmes.module.css'
import type { SectionProps } from '#web/programmes/section.ts'
import { WholeInput } from '#web/programmes/WholeInput.tsx'

const rhythms = [
  { value: 'agreed', label: 'Choisi avec le ménage' },
  { value: 'fixed', label: 'Fixé par le dispositif' },
]
const supporters = Object.entries(supportedByLabels).map(([value, label]) => ({ value, label }))

export const FollowUpFields = (props: SectionProps) => {
  const { definition, set, wrong } = props
  const { rhythm, supportedBy, reviewEveryMonths, objectives } = definition
  return (
    <>
      <div className={classes.fields}>
        <Select
          label="Qui accompagne"
          data={supporters}
          value={supportedBy}
          onChange={(value) => set({ supportedBy: value as ProgrammeDefinition['supportedBy'] })}
        />
        <Select
          label="Rythme des rencontres"
          data={rhythms}
          value={rhythm.kind}
          onChange={(kind) =>
            set({ rhythm: kind === 'fixed' ? { kind: 'fixed', everyWeeks: 2 } : { kind: 'agreed' } })
          }
        />
        {rhythm.kind === 'fixed' && (
          <WholeInput
            label="Une rencontre toutes les … semaines"
            value={rhythm.everyWeeks}
            error={wrong('rhythm')}
            onChange={(weeks) => set({ rhythm: { kind: 'fixed', everyWeeks: weeks ?? 0 } })}
          />
        )}
        <WholeInput
          label="Un bilan tous les … mois"
          description="Vide : aucun bilan n’est dû."
          value={reviewEveryMonths}
          error={wrong('reviewEveryMonths')}
          onChange={(months) => set({ reviewEveryMonths: months })}
        />
      </div>
      <PaperChoices {...props} moment="before-start" label="Pièces demandées avant le début" />
      <PaperChoices {...props} moment="before-end" label="Pièces demandées avant la fin" />
      <ManyChoices
        label="Objectifs possibles"
        labels={objectiveKindLabels}
        value={objectives}
        error={wrong('objectives')}
        onChange={(chosen) => set({ objectives: chosen })}
      />
    </>
  )
}

type PaperProps = SectionProps & { moment: DocumentMoment; label: string }

const PaperChoices = ({ definition: { documents }, set, moment, label }: PaperProps) => (
  <ManyChoices<RequiredDocumentKind>
    label={label}
    labels={requiredDocumentLabels}
    value={documents.filter((paper) => paper.moment === moment).map(({ kind }) => kind)}
    onChange={(kinds) =>
      set({
        documents: [
          ...documents.filter((paper) => paper.moment !== moment),
          ...kinds.map((kind) => ({ kind, moment })),
        ],
      })
    }
  />
)
