import { NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import type { HousingProject } from '#contract/housing-projects.ts'
import {
  type HousingProjectKind,
  housingProjectKindLabels,
  housingProjectKinds,
} from '#domain/housing-projects/kinds.ts'
import type { NamedTerritory } from '#domain/territories/kinds.ts'
import { api } from '#web/client.ts'
import classes from '#web/housing-projects/housing-projects.module.css'
import { useColleagues } from '#web/measures/use-colleagues.ts'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { TerritoryField } from '#web/territories/TerritoryField.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

const counts = {
  plannedDwellings: 'Logements prévus',
  plannedPlots: 'Places de terrain prévues',
  deliveredDwellings: 'Logements livrés',
  deliveredPlots: 'Places livrées',
} as const
type CountKey = keyof typeof counts
const countKeys = Object.keys(counts) as CountKey[]

type Values = Record<CountKey, number | string> & {
  name: string
  kind: HousingProjectKind | null
  commune: NamedTerritory[]
  responsibleId: string | null
  summary: string
}

const valuesOf = (known: HousingProject | undefined): Values => ({
  name: known?.name ?? '',
  kind: known?.kind ?? null,
  commune: known ? [{ kind: 'commune', ...known.commune }] : [],
  responsibleId: known?.responsibleId ?? null,
  summary: known?.summary ?? '',
  plannedDwellings: known?.plannedDwellings ?? 0,
  plannedPlots: known?.plannedPlots ?? 0,
  deliveredDwellings: known?.deliveredDwellings ?? 0,
  deliveredPlots: known?.deliveredPlots ?? 0,
})

type Props = { project: HousingProject | undefined; onClose: () => void }

export const ProjectForm = ({ project, onClose }: Props) => {
  const { slug } = useMember()
  const navigate = useNavigate()
  const { workers } = useColleagues()
  const form = useForm<Values>({ initialValues: valuesOf(project) })
  const draft = useFormDraft(`housing-project/${project?.id ?? 'new'}`, form, form.values)
  const done = () => {
    draft.clear()
    void notify('Projet enregistré.')
    onClose()
  }
  const add = useApiCommand(api.housingProjects.add, {
    onDone: ({ projectId }) => {
      done()
      void navigate(paths.housingProject({ slug, projectId }))
    },
  })
  const change = useApiCommand(api.housingProjects.change, { onDone: done })
  const command = project ? change : add
  const issues = useIssues(form, command.issues, ['name', 'kind', 'communeCode', 'summary', ...countKeys])
  const { name, kind, commune } = form.values
  const [place] = commune
  const save = ({ commune: _, summary, ...values }: Values) => {
    if (!kind || !place) return
    const homes = Object.fromEntries(countKeys.map((key) => [key, Number(values[key]) || 0])) as Record<
      CountKey,
      number
    >
    const written = { ...values, ...homes, kind, communeCode: place.code, summary: summary.trim() || null }
    if (project) void change.run({ projectId: project.id, version: project.version, ...written })
    else void add.run(written)
  }
  return (
    <SideForm
      title={project ? 'Modifier le projet' : 'Ouvrir un projet d’habitat'}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Enregistrer"
      because={name.trim() && kind && place ? undefined : 'Donnez un nom, une nature et une commune.'}
      issues={issues}
      draft={draft}
    >
      <TextInput label="Nom" data-autofocus maxLength={120} {...form.getInputProps('name')} />
      <Select
        label="Nature"
        placeholder="Choisir"
        data={housingProjectKinds.map((value) => ({ value, label: housingProjectKindLabels[value] }))}
        {...form.getInputProps('kind')}
      />
      <TerritoryField
        label="Commune"
        kinds={['commune']}
        most={1}
        value={commune}
        onChange={(chosen) => form.setFieldValue('commune', chosen)}
      />
      <div className={classes.counts}>
        {countKeys.map((key) => (
          <NumberInput key={key} label={counts[key]} min={0} max={10_000} {...form.getInputProps(key)} />
        ))}
      </div>
      <Select
        label="Suivi par"
        searchable
        clearable
        data={workers}
        {...form.getInputProps('responsibleId')}
      />
      <Textarea
        label="Le projet"
        description="Le lieu, ce que les familles attendent, où en sont les discussions. Aucun nom de famille ici."
        autosize
        minRows={4}
        maxLength={4_000}
        {...form.getInputProps('summary')}
      />
    </SideForm>
  )
}
