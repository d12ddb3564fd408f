import { Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { HousingProject } from '#contract/housing-projects.ts'
import { type ProjectPart, projectPartLabels, projectParts } from '#domain/housing-projects/kinds.ts'
import { api } from '#web/client.ts'
import classes from '#web/housing-projects/housing-projects.module.css'
import { useAccess } from '#web/session/session.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

/** The local authority, the owner of the works, those who pay. */
export const PartnersSection = ({ project }: { project: HousingProject }) => {
  const [isAdding, setAdding] = useState(false)
  const may = useAccess('write-housing-projects')
  const unlink = useApiCommand(api.housingProjects.unlinkPartner)
  const { id: projectId, version, partners } = project
  return (
    <Section
      title="Partenaires"
      actions={
        <ReasonedButton size="xs" variant="default" because={may.because} onClick={() => setAdding(true)}>
          Ajouter un partenaire
        </ReasonedButton>
      }
    >
      {(unlink.refusal ?? unlink.failure) && (
        <Notice kind="late">{unlink.refusal?.message ?? unlink.failure}</Notice>
      )}
      {partners.length === 0 ? (
        <EmptyState title="Aucun partenaire encore">
          La collectivité d’abord, puis le maître d’ouvrage et ceux qui financent.
        </EmptyState>
      ) : (
        <ul className={classes.list}>
          {partners.map(({ partnerId, name, part }) => (
            <li key={`${partnerId} ${part}`}>
              <div>
                {name}
                <p className={classes.small}>{projectPartLabels[part]}</p>
              </div>
              {may.allowed && (
                <ReasonedButton
                  size="compact-sm"
                  variant="subtle"
                  because={undefined}
                  onClick={() => void unlink.run({ projectId, version, partnerId, part })}
                >
                  Retirer
                  <span className="on-screen-readers">
                    {' '}
                    : {name}, {projectPartLabels[part]}
                  </span>
                </ReasonedButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {isAdding && <PartnerForm project={project} onClose={() => setAdding(false)} />}
    </Section>
  )
}

const PartnerForm = ({ project, onClose }: { project: HousingProject; onClose: () => void }) => {
  const { data } = useApiQuery(api.housingProjects.choices, {})
  const form = useForm<{ partnerId: string | null; part: ProjectPart }>({
    initialValues: { partnerId: null, part: 'local-authority' },
  })
  const command = useApiCommand(api.housingProjects.linkPartner, { onDone: onClose })
  const issues = useIssues(form, command.issues, ['partnerId', 'part'])
  const partners = data?.partners ?? []
  return (
    <SideForm
      title="Ajouter un partenaire"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(
        ({ partnerId, part }) =>
          void (
            partnerId && command.run({ projectId: project.id, version: project.version, partnerId, part })
          ),
      )}
      command={command}
      submitLabel="Ajouter"
      because={form.values.partnerId ? undefined : 'Choisissez un partenaire.'}
      issues={issues}
    >
      <Select
        label="Partenaire"
        description={
          data && partners.length === 0
            ? 'Aucun partenaire encore : un responsable les ajoute dans Réglages, Partenaires.'
            : undefined
        }
        searchable
        data={partners.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('partnerId')}
      />
      <Select
        label="Ce qu’il fait"
        allowDeselect={false}
        data={projectParts.map((value) => ({ value, label: projectPartLabels[value] }))}
        {...form.getInputProps('part')}
      />
    </SideForm>
  )
}
