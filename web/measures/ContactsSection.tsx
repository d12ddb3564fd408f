import { Link } from 'react-router'
import type { MeasureView } from '#contract/measure-shapes.ts'
import {
  contactChannelLabels,
  contactOutcomeLabels,
  contactPlaceLabels,
} from '#domain/households/contact-kinds.ts'
import { formatInteger } from '#domain/money.ts'
import classes from '#web/measures/measures.module.css'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Section } from '#web/ui/Section.tsx'

/** The contacts of the file while the measure was open: that they took place, never their words. */
export const ContactsSection = ({ measure }: { measure: MeasureView }) => {
  const slug = useOrganisationSlug()
  const { contacts, contactCount, householdId, firstHomeVisitOn } = measure
  return (
    <Section
      title="Contacts pendant la mesure"
      aside={
        firstHomeVisitOn ? (
          <>
            rencontré à domicile le <Day date={firstHomeVisitOn} />
          </>
        ) : (
          'pas encore rencontré à domicile'
        )
      }
      actions={<Link to={paths.householdLog({ slug, householdId })}>Ouvrir le fil</Link>}
    >
      {contacts.length === 0 ? (
        <EmptyState title="Aucun contact depuis la demande">
          Les contacts et visites s’écrivent dans le fil du ménage ; ils apparaissent ici.
        </EmptyState>
      ) : (
        <ul className={classes.rows}>
          {contacts.map(({ id, on, channel, outcome, place, by }) => (
            <li key={id}>
              <div>
                {contactChannelLabels[channel]}
                <p className={classes.small}>
                  {[contactOutcomeLabels[outcome], place && contactPlaceLabels[place], by]
                    .filter(Boolean)
                    .join(', ')}
                </p>
              </div>
              <Day date={on} />
            </li>
          ))}
        </ul>
      )}
      {contactCount > contacts.length && (
        <p className={classes.small}>
          {`Les ${contacts.length} derniers sur ${formatInteger(contactCount)} : la suite est dans le fil.`}
        </p>
      )}
    </Section>
  )
}
