import { useState } from 'react'
import { useParams } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import type { Operation } from '#contract/urban-renewal.ts'
import { renewalAmbiguities, renewalAreaLabels } from '#domain/urban-renewal/kinds.ts'
import { type RenewalStep, renewalStepLabels } from '#domain/urban-renewal/progress.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { ExportMenu } from '#web/ui/ExportMenu.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { OperationForm } from '#web/urban-renewal/OperationForm.tsx'
import { OperationsTable } from '#web/urban-renewal/OperationsTable.tsx'
import { ProjectForm } from '#web/urban-renewal/ProjectForm.tsx'
import { StepForm } from '#web/urban-renewal/StepForm.tsx'
import { StepsSection } from '#web/urban-renewal/StepsSection.tsx'
import { useApiDownload, useApiQuery } from '#web/use-api.ts'

type Project = Output<typeof contract.urbanRenewal.getProject>
type Open =
  | { form: 'project' }
  | { form: 'operation'; operation?: Operation }
  | { form: 'step'; operation: Operation; step: RenewalStep }

export const RenewalProjectPage = () => {
  const { projectId = '' } = useParams()
  const { data, error, refetch } = useApiQuery(api.urbanRenewal.getProject, { projectId })
  if (data) return <ProjectView project={data} />
  return error ? <ErrorState error={error} retry={() => void refetch()} /> : <Waiting />
}

const sumOf = (project: Project, amount: (operation: Operation) => number | null) =>
  project.operations.reduce((sum, operation) => sum + (amount(operation) ?? 0), 0)

const ProjectView = ({ project }: { project: Project }) => {
  const { slug } = useMember()
  const { because } = useAccess('edit-urban-renewal')
  const [open, setOpen] = useState<Open>()
  const download = useApiDownload(api.urbanRenewal.exportProjects)
  const close = () => setOpen(undefined)
  return (
    <Page
      title={project.name}
      subtitle={`${project.landlordName}, ${project.communeName}`}
      crumbs={[{ label: 'Renouvellement urbain', to: paths.renewalProjects({ slug }) }]}
      actions={
        <>
          <ExportMenu
            download={download}
            onExport={(format) => void download.run({ projectId: project.id, format })}
          />
          <ReasonedButton variant="default" because={because} onClick={() => setOpen({ form: 'project' })}>
            Modifier
          </ReasonedButton>
          <ReasonedButton because={because} onClick={() => setOpen({ form: 'operation' })}>
            Ajouter une opération
          </ReasonedButton>
        </>
      }
    >
      <FactList
        columns={2}
        facts={[
          { label: 'Grille', value: renewalAreaLabels[project.area] },
          { label: 'Pourquoi cette grille', value: project.areaReason },
          { label: 'Convention', value: project.conventionReference },
        ].filter(({ label, value }) => label !== 'Pourquoi cette grille' || value !== null)}
      />
      <StatRow>
        <Stat label="Prêts possibles" value={<Amount cents={sumOf(project, ({ aid }) => aid.loanCents)} />} />
        <Stat
          label="Subventions possibles"
          value={<Amount cents={sumOf(project, ({ aid }) => aid.subsidyCents)} />}
        />
        <Stat
          label="Décidé"
          value={
            <Amount
              cents={sumOf(
                project,
                ({ progress }) => (progress.loanCents ?? 0) + (progress.subsidyCents ?? 0),
              )}
            />
          }
        />
        <Stat
          label="Versé"
          value={<Amount cents={sumOf(project, ({ progress }) => progress.drawnCents)} />}
        />
      </StatRow>
      <Section title="Opérations, côte à côte">
        {project.operations.length === 0 ? (
          <EmptyState title="Aucune opération">
            Ajoutez la première : reconstitution de l’offre (logements PLUS et PLAI) ou requalification.
          </EmptyState>
        ) : (
          <OperationsTable
            operations={project.operations}
            because={because}
            onEdit={(operation) => setOpen({ form: 'operation', operation })}
            onStep={(operation, step) => setOpen({ form: 'step', operation, step })}
          />
        )}
      </Section>
      <StepsSection operations={project.operations} because={because} />
      <Section title="Ce que le texte laisse ouvert">
        <Notice kind="plain">
          <ul>
            {renewalAmbiguities.map((sentence) => (
              <li key={sentence}>{typeset(sentence)}</li>
            ))}
          </ul>
        </Notice>
      </Section>
      {open?.form === 'project' && <ProjectForm project={project} onClose={close} />}
      {open?.form === 'operation' && (
        <OperationForm
          projectId={project.id}
          area={project.area}
          operation={open.operation}
          onClose={close}
        />
      )}
      {open?.form === 'step' && (
        <StepForm
          key={`${open.operation.id} ${renewalStepLabels[open.step]}`}
          operation={open.operation}
          step={open.step}
          onClose={close}
        />
      )}
    </Page>
  )
}
