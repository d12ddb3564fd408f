import { Link } from 'react-router'
import { housingProjectKindLabels } from '#domain/housing-projects/kinds.ts'
import { api } from '#web/client.ts'
import classes from '#web/housing-projects/housing-projects.module.css'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { Section } from '#web/ui/Section.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** The habitat projects a family is part of, on its own path; nothing when there is none. */
export const HouseholdProjects = ({ householdId }: { householdId: string }) => {
  const slug = useOrganisationSlug()
  const may = useAccess('read-housing-projects')
  const { data } = useApiQuery(api.housingProjects.ofHousehold, { householdId }, { enabled: may.allowed })
  if (!data || data.rows.length === 0) return null
  return (
    <Section title="Projet d’habitat">
      <ul className={classes.list}>
        {data.rows.map(({ id, name, kind, commune }) => (
          <li key={id}>
            <div>
              <Link to={paths.housingProject({ slug, projectId: id })}>{name}</Link>
              <p className={classes.small}>
                {housingProjectKindLabels[kind]}, {commune.name}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
