import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import type { NamedTerritory } from '#domain/territories/kinds.ts'
import { type RenewalArea, renewalAreaLabels, renewalAreas } from '#domain/urban-renewal/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { type ChosenConvention, ConventionSelect } from '#web/conventions/ConventionSelect.tsx'
import { TerritoryField } from '#web/territories/TerritoryField.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Project = Output<typeof contract.urbanRenewal.getProject>
type Values = {
  name: string
  landlordName: string
  commune: NamedTerritory | null
  area: RenewalArea | null
  areaReason: string
  convention: ChosenConvention | null
}

const valuesOf = (project: Project | undefined): Values => ({
  name: project?.name ?? '',
  landlordName: project?.landlordName ?? '',
  commune: project ? { kind: 'commune', code: project.communeCode, name: project.communeName } : null,
  area: project?.area ?? null,
  areaReason: project?.areaReason ?? '',
  convention: project?.conventionId
    ? { id: project.conventionId, reference: project.conventionReference ?? '' }
    : null,
})

type Props = { project?: Project; onClose: () => void; onOpened?: (projectId: string) => void }

export const ProjectForm = ({ project, onClose, onOpened }: Props) => {
  const form = useForm<Values>({ initialValues: valuesOf(project) })
  const draft = useFormDraft(`renewal-project/${project?.id ?? 'new'}`, form, form.values)
  const onDone = () => {
    draft.clear()
    void notify('Projet enregistré.')
    onClose()
  }
  const add = useApiCommand(api.urbanRenewal.addProject, {
    onDone: ({ projectId }) => {
      onDone()
      onOpened?.(projectId)
    },
  })
  const change = useApiCommand(api.urbanRenewal.changeProject, { onDone })
  const command = project ? change : add
  const issues = useIssues(form, command.issues, ['name', 'landlordName', 'areaReason'])
  const { commune, area, name, landlordName, areaReason } = form.values
  const { data: found } = useApiQuery(
    api.urbanRenewal.findArea,
    { communeCode: commune?.code ?? '' },
    { enabled: commune !== null },
  )
  const chosen = area ?? found?.area ?? null
  const needsReason = found !== undefined && chosen !== null && chosen !== found.area
  const { version, banner } = useStaleEdit<Project>(project?.version ?? 1, change)
  const save = (over = version) => {
    if (!commune || !chosen) return
    const facts = {
      name: name.trim(),
      landlordName: landlordName.trim(),
      communeCode: commune.code,
      area: chosen,
      areaReason: needsReason ? areaReason.trim() : null,
      conventionId: form.values.convention?.id ?? null,
    }
    if (project) void change.run({ projectId: project.id, version: over, ...facts })
    else void add.run(facts)
  }
  const isWritten = name.trim() && landlordName.trim() && commune && chosen
  return (
    <SideForm
      title={project ? 'Modifier le projet' : 'Ouvrir un projet'}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(() => save())}
      command={command}
      submitLabel="Enregistrer le projet"
      because={
        isWritten && (!needsReason || areaReason.trim())
          ? undefined
          : 'Donnez le nom, le bailleur, la commune et la grille, avec sa raison si elle n’est pas celle de la commune.'
      }
      issues={issues}
      draft={draft}
      banner={banner({
        fields: (theirs) => [
          { label: 'Nom', mine: name, theirs: theirs.name },
          { label: 'Bailleur', mine: landlordName, theirs: theirs.landlordName },
          { label: 'Commune', mine: commune?.name ?? '', theirs: theirs.communeName },
          {
            label: 'Grille',
            mine: chosen ? renewalAreaLabels[chosen] : '',
            theirs: renewalAreaLabels[theirs.area],
          },
        ],
        onKeepMine: save,
        onTakeTheirs: (theirs) => form.setValues(valuesOf(theirs)),
      })}
    >
      <TextInput
        label="Projet"
        description="Quartier, opération d’ensemble."
        maxLength={160}
        {...form.getInputProps('name')}
      />
      <TextInput label="Bailleur" maxLength={160} {...form.getInputProps('landlordName')} />
      <TerritoryField
        label="Commune"
        kinds={['commune']}
        most={1}
        value={commune ? [commune] : []}
        onChange={([one]) => form.setValues({ commune: one ?? null, area: null })}
      />
      <Select
        label="Grille"
        description={
          found?.area === null
            ? 'Cette commune est hors de Paca et Corse : la grille publiée ne la vise pas.'
            : undefined
        }
        placeholder="Choisir"
        data={choicesOf(renewalAreas, renewalAreaLabels)}
        value={chosen}
        onChange={(value) => form.setFieldValue('area', value as RenewalArea | null)}
      />
      {needsReason && (
        <TextInput
          label="Pourquoi cette grille"
          description="Ce n’est pas celle de la commune : votre lecture du texte reste écrite ici."
          maxLength={300}
          {...form.getInputProps('areaReason')}
        />
      )}
      <ConventionSelect
        value={form.values.convention}
        onChange={(convention) => form.setFieldValue('convention', convention)}
      />
    </SideForm>
  )
}
