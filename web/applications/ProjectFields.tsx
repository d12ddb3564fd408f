import { Select } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { isWorks } from '#domain/funding/product-kinds.ts'
import {
  applicantStatuses,
  applicantStatusLabels,
  energyLabelLabels,
  energyLabels,
  type Project,
} from '#domain/funding/project.ts'
import type { ContentValues } from '#web/applications/content-values.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { WholeInput } from '#web/programmes/WholeInput.tsx'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'

type Props = { form: UseFormReturnType<ContentValues> }

/** What the project is, as far as its purpose makes it worth asking. What is left blank is checked by a person. */
export const ProjectFields = ({ form }: Props) => {
  const { purpose, project } = form.values
  const set = (change: Partial<Project>) => form.setFieldValue('project', { ...project, ...change })
  return (
    <>
      <Select
        label="Statut d’occupation"
        clearable
        data={choicesOf(applicantStatuses, applicantStatusLabels)}
        value={project.applicantStatus}
        onChange={(status) =>
          set({ applicantStatus: applicantStatuses.find((one) => one === status) ?? null })
        }
      />
      {purpose && isWorks(purpose) && <WorksFields project={project} set={set} />}
      {(purpose === 'home-purchase' || purpose === 'rented-home-purchase') && (
        <PurchaseFields project={project} set={set} />
      )}
      {purpose === 'rent-debt' && (
        <AmountInput
          label="Dette due au bailleur"
          value={project.rentDebtCents}
          onChange={(rentDebtCents) => set({ rentDebtCents })}
        />
      )}
      <YesNo
        label="Une banque a refusé un prêt ordinaire"
        value={project.wasRefusedByBank}
        onChange={(wasRefusedByBank) => set({ wasRefusedByBank })}
      />
    </>
  )
}

type PartProps = { project: Project; set: (change: Partial<Project>) => void }

const WorksFields = ({ project, set }: PartProps) => (
  <>
    <YesNo
      label="Les travaux ont commencé"
      description="Commencés avant la décision, ils demandent une dérogation."
      value={project.areWorksStarted}
      onChange={(areWorksStarted) =>
        set({ areWorksStarted, worksStartedOn: areWorksStarted ? project.worksStartedOn : null })
      }
    />
    {project.areWorksStarted && (
      <DayInput
        label="Commencés le"
        value={project.worksStartedOn}
        onChange={(worksStartedOn) => set({ worksStartedOn })}
      />
    )}
    <WholeInput
      label="Année de construction"
      min={1_000}
      max={2_199}
      value={project.dwellingBuiltYear}
      onChange={(dwellingBuiltYear) => set({ dwellingBuiltYear })}
    />
    <EnergySelect
      label="Classe énergétique avant travaux"
      value={project.energyLabelBefore}
      onChange={(energyLabelBefore) => set({ energyLabelBefore })}
    />
    <EnergySelect
      label="Classe énergétique après travaux"
      value={project.energyLabelAfter}
      onChange={(energyLabelAfter) => set({ energyLabelAfter })}
    />
    <YesNo
      label="Logement indigne ou très dégradé"
      description="Grille d’insalubrité ou de dégradation, ou arrêté."
      value={project.isUnfitDwelling}
      onChange={(isUnfitDwelling) => set({ isUnfitDwelling })}
    />
    <YesNo
      label="GIR 1 à 6, handicap d’au moins 50 % ou PCH"
      description="La réponse seule, jamais la raison."
      value={project.hasLossOfAutonomy}
      onChange={(hasLossOfAutonomy) => set({ hasLossOfAutonomy })}
    />
  </>
)

const ownershipZones = [
  { value: 'a', label: 'A et A bis' },
  { value: 'b1', label: 'B1' },
  { value: 'b2-c', label: 'B2 et C' },
] as const

const PurchaseFields = ({ project, set }: PartProps) => (
  <>
    <Select
      label="Zone de l’accession"
      clearable
      data={[...ownershipZones]}
      value={project.ownershipZone}
      onChange={(zone) =>
        set({ ownershipZone: ownershipZones.find(({ value }) => value === zone)?.value ?? null })
      }
    />
    <WholeInput
      label="Personnes à charge"
      max={30}
      value={project.dependants}
      onChange={(dependants) => set({ dependants })}
    />
    <YesNo
      label="Jeune ménage"
      description="Un couple sans personne à charge dont les âges font 55 ans au plus."
      value={project.isYoungCouple}
      onChange={(isYoungCouple) => set({ isYoungCouple })}
    />
  </>
)

type EnergyProps = {
  label: string
  value: Project['energyLabelBefore']
  onChange: (value: Project['energyLabelBefore']) => void
}

const EnergySelect = ({ label, value, onChange }: EnergyProps) => (
  <Select
    label={label}
    clearable
    data={choicesOf(energyLabels, energyLabelLabels)}
    value={value}
    onChange={(chosen) => onChange(energyLabels.find((one) => one === chosen) ?? null)}
  />
)

type YesNoProps = {
  label: string
  description?: string
  value: boolean | null
  onChange: (value: boolean | null) => void
}

/** Yes, no, or not known. */
const YesNo = ({ label, description, value, onChange }: YesNoProps) => (
  <Select
    label={label}
    description={description}
    clearable
    placeholder="Non renseigné"
    data={[
      { value: 'oui', label: 'Oui' },
      { value: 'non', label: 'Non' },
    ]}
    value={value === null ? null : value ? 'oui' : 'non'}
    onChange={(chosen) => onChange(chosen === null ? null : chosen === 'oui')}
  />
)
