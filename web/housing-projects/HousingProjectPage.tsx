import { useState } from 'react'
import { useParams } from 'react-router'
import type { HousingProject } from '#contract/housing-projects.ts'
import { housingProjectKindLabels } from '#domain/housing-projects/kinds.ts'
import { api } from '#web/client.ts'
import { FamiliesSection } from '#web/housing-projects/FamiliesSection.tsx'
import classes from '#web/housing-projects/housing-projects.module.css'
import { PartnersSection } from '#web/housing-projects/PartnersSection.tsx'
import { ProjectForm } from '#web/housing-projects/ProjectForm.tsx'
import { StageSignal } from '#web/housing-projects/StageSignal.tsx'
import { StagesSection } from '#web/housing-projects/StagesSection.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { Page } from '#web/ui/Page.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

export const HousingProjectPage = () => {
  const slug = useOrganisationSlug()
  const { projectId = '' } = useParams()
  const [isEditing, setEditing] = useState(false)
  const may = useAccess('write-housing-projects')
  const { data, error, refetch } = useApiQuery(api.housingProjects.open, { projectId })
  const crumbs = [
    { label: 'Accompagnements', to: paths.support({ slug }) },
    { label: 'Projets d’habitat', to: paths.housingProjects({ slug }) },
  ]
  if (error && !data)
    return (
      <Page title="Projet d’habitat" crumbs={crumbs}>
        <ErrorState error={error} retry={() => void refetch()} />
      </Page>
    )
  if (!data) return <Waiting label="Lecture du projet" />
  return (
    <Page
      title={data.name}
      crumbs={crumbs}
      subtitle={<StageSignal {...data} />}
      actions={
        <ReasonedButton variant="default" because={may.because} onClick={() => setEditing(true)}>
          Modifier
        </ReasonedButton>
      }
    >
      <About project={data} />
      <StagesSection project={data} />
      <FamiliesSection project={data} />
      <PartnersSection project={data} />
      {isEditing && <ProjectForm project={data} onClose={() => setEditing(false)} />}
    </Page>
  )
}

const About = ({ project }: { project: HousingProject }) => (
  <Section title="Le projet">
    <FactList
      columns={2}
      facts={[
        { label: 'Nature', value: housingProjectKindLabels[project.kind] },
        { label: 'Commune', value: `${project.commune.name} (${project.commune.code})` },
        { label: 'Intercommunalité', value: project.epci?.name ?? 'aucune' },
        { label: 'Suivi par', value: project.responsibleName ?? 'personne' },
        {
          label: 'Logements',
          value: `${project.plannedDwellings} prévus, ${project.deliveredDwellings} livrés`,
        },
        {
          label: 'Places de terrain',
          value: `${project.plannedPlots} prévues, ${project.deliveredPlots} livrées`,
        },
      ]}
    />
    {project.summary && <p className={classes.summary}>{project.summary}</p>}
  </Section>
)
