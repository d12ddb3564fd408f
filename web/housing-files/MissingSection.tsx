import { Link } from 'react-router'
import type { MissingPlace } from '#domain/housing-files/facts.ts'
import type { FileProps } from '#web/housing-files/views.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { LineList } from '#web/ui/LineList.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'

const places: Readonly<
  Record<
    Exclude<MissingPlace, 'questions'>,
    { label: string; to: (place: { slug: string; householdId: string }) => string }
  >
> = {
  persons: { label: 'Personnes', to: paths.householdPersons },
  situation: { label: 'Situation', to: paths.householdSituation },
  path: { label: 'Parcours', to: paths.householdPath },
  procedures: { label: 'Procédures', to: paths.householdProcedures },
}

/** What the file of the household does not tell yet, each with the place to write it down. */
export const MissingSection = ({ householdId, file }: FileProps) => {
  const slug = useOrganisationSlug()
  const { missing, papers } = file
  const awaited = papers.filter(
    ({ isRequired, state }) => isRequired && (state === null || state === 'asked'),
  )
  return (
    <Section
      title="Ce qui manque"
      aside={
        awaited.length > 0
          ? `${awaited.length} pièce${awaited.length > 1 ? 's' : ''} à réunir`
          : 'toutes les pièces sont là'
      }
    >
      {missing.length === 0 ? (
        <Signal kind="done">La fiche du ménage dit tout ce qu’il faut.</Signal>
      ) : (
        <LineList>
          {missing.map(({ what, where }) => (
            <li key={what}>
              <Signal kind="soon">{what}</Signal>
              {where === 'questions' ? (
                <span>à répondre ci-dessous</span>
              ) : (
                <Link to={places[where].to({ slug, householdId })}>
                  {places[where].label}
                  <span className="on-screen-readers"> : {what}</span>
                </Link>
              )}
            </li>
          ))}
        </LineList>
      )}
    </Section>
  )
}
