import { Link } from 'react-router'
import type { ProgrammeView } from '#contract/programme-shapes.ts'
import { formatInteger } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { paths } from '#web/paths.ts'
import classes from '#web/programmes/programmes.module.css'
import { Section } from '#web/ui/Section.tsx'

type Props = { slug: string; programme: ProgrammeView }

export const VersionList = ({ slug, programme: { programmeId, versions } }: Props) => (
  <Section title="Versions">
    <ul className={classes.versions}>
      {versions.map(({ number, publishedOn, publishedBy, running }) => (
        <li key={number}>
          <Link to={paths.programmeVersion({ slug, programmeId, number: String(number) })}>
            Version {number}
          </Link>{' '}
          publiée le {formatDate(publishedOn)} par {publishedBy}.{' '}
          {running > 0 &&
            (running === 1
              ? 'Une mesure en cours la suit.'
              : `${formatInteger(running)} mesures en cours la suivent.`)}
        </li>
      ))}
    </ul>
  </Section>
)
