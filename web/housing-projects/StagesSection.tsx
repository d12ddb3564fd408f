import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { HousingProject } from '#contract/housing-projects.ts'
import { type ProjectStage, projectStageLabels, projectStages } from '#domain/housing-projects/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/housing-projects/housing-projects.module.css'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

/** Every stage in its order, past and to come. */
export const StagesSection = ({ project }: { project: HousingProject }) => {
  const today = useToday()
  const may = useAccess('write-housing-projects')
  const [kind, setKind] = useState<ProjectStage | undefined>()
  const dated = new Map(project.stages.map((stage) => [stage.kind, stage]))
  const shown = projectStages.filter((one) => one !== 'abandoned' || dated.has(one) || may.allowed)
  return (
    <Section title="Étapes">
      <ol className={classes.list}>
        {shown.map((one) => {
          const { reachedOn = null, expectedOn = null } = dated.get(one) ?? {}
          const isLate = !project.isOver && reachedOn === null && expectedOn !== null && expectedOn < today
          return (
            <li key={one}>
              <div>
                <Signal kind={reachedOn ? 'done' : isLate ? 'late' : 'none'}>
                  {projectStageLabels[one]}
                </Signal>
                <p className={classes.small}>
                  {reachedOn && (
                    <>
                      Le <Day date={reachedOn} />
                    </>
                  )}
                  {expectedOn && !reachedOn && (
                    <>
                      Attendu le <Day date={expectedOn} today={today} />
                    </>
                  )}
                  {expectedOn && reachedOn && expectedOn !== reachedOn && (
                    <>
                      , attendu le <Day date={expectedOn} />
                    </>
                  )}
                </p>
              </div>
              {may.allowed && (
                <ReasonedButton
                  size="compact-sm"
                  variant="subtle"
                  because={undefined}
                  onClick={() => setKind(one)}
                >
                  Dater
                  <span className="on-screen-readers"> : {projectStageLabels[one]}</span>
                </ReasonedButton>
              )}
            </li>
          )
        })}
      </ol>
      {kind && <StageForm project={project} kind={kind} onClose={() => setKind(undefined)} />}
    </Section>
  )
}

type FormProps = { project: HousingProject; kind: ProjectStage; onClose: () => void }
type Values = { expectedOn: PlainDate | null; reachedOn: PlainDate | null }

const StageForm = ({ project, kind, onClose }: FormProps) => {
  const today = useToday()
  const known = project.stages.find((stage) => stage.kind === kind)
  const form = useForm<Values>({
    initialValues: { expectedOn: known?.expectedOn ?? null, reachedOn: known?.reachedOn ?? null },
  })
  const command = useApiCommand(api.housingProjects.noteStage, { onDone: onClose })
  const issues = useIssues(form, command.issues, ['expectedOn', 'reachedOn'])
  const { expectedOn, reachedOn } = form.values
  return (
    <SideForm
      title={projectStageLabels[kind]}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(
        (days) => void command.run({ projectId: project.id, version: project.version, kind, ...days }),
      )}
      command={command}
      submitLabel="Enregistrer"
      because={form.isDirty() ? undefined : 'Rien n’a changé.'}
      issues={issues}
    >
      {kind !== 'abandoned' && (
        <DayInput label="Attendu le" {...form.getInputProps('expectedOn')} value={expectedOn} />
      )}
      <DayInput
        label="Franchi le"
        description="Vide tant que l’étape n’est pas franchie."
        max={today}
        {...form.getInputProps('reachedOn')}
        value={reachedOn}
      />
    </SideForm>
  )
}
