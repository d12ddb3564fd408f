import { useState } from 'react'
import { Link } from 'react-router'
import type { HousingProject, ProjectFamily } from '#contract/housing-projects.ts'
import { FamilyForm } from '#web/housing-projects/FamilyForm.tsx'
import classes from '#web/housing-projects/housing-projects.module.css'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'

type Opened = { family?: ProjectFamily }

/** The families of the project, each with the measure that accompanies it. */
export const FamiliesSection = ({ project }: { project: HousingProject }) => {
  const [opened, setOpened] = useState<Opened | undefined>()
  const may = useAccess('write-housing-projects')
  const close = () => setOpened(undefined)
  return (
    <Section
      title="Familles"
      actions={
        <ReasonedButton size="xs" variant="default" because={may.because} onClick={() => setOpened({})}>
          Inscrire une famille
        </ReasonedButton>
      }
    >
      {project.households.length === 0 ? (
        <EmptyState title="Aucune famille inscrite">
          Inscrivez celles dont les besoins ont été recueillis ; elles gardent leur dossier et leur mesure.
        </EmptyState>
      ) : (
        <ul className={classes.list}>
          {project.households.map((family) => (
            <li key={family.householdId}>
              <FamilyWords family={family} />
              {may.allowed && (
                <ReasonedButton
                  size="compact-sm"
                  variant="subtle"
                  because={undefined}
                  onClick={() => setOpened({ family })}
                >
                  Corriger, dater
                  <span className="on-screen-readers"> : {family.label}</span>
                </ReasonedButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {opened && <FamilyForm project={project} family={opened.family} onClose={close} />}
    </Section>
  )
}

const FamilyWords = ({ family }: { family: ProjectFamily }) => {
  const slug = useOrganisationSlug()
  const { householdId, label, joinedOn, settledOn, leftOn, measure } = family
  return (
    <div>
      <Link to={paths.householdPath({ slug, householdId })}>{label}</Link>
      <p className={classes.small}>
        Inscrite le <Day date={joinedOn} />
        {settledOn && (
          <>
            , installée le <Day date={settledOn} />
          </>
        )}
        {leftOn && (
          <>
            , sortie du projet le <Day date={leftOn} />
          </>
        )}
        {measure && (
          <>
            {' · '}
            <Link to={paths.measure({ slug, measureId: measure.id })}>{measure.programme}</Link>
          </>
        )}
      </p>
    </div>
  )
}
