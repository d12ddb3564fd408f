import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, Navigate, Outlet, useParams } from 'react-router'
import type { Household } from '#contract/households.ts'
import { reachOf } from '#domain/access.ts'
import { languageLabels } from '#domain/households/kinds.ts'
import { api } from '#web/client.ts'
import { HouseholdForm } from '#web/households/HouseholdForm.tsx'
import classes from '#web/households/HouseholdPage.module.css'
import { tabsFor } from '#web/households/tabs.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { ForRole } from '#web/shell/ForRole.tsx'
import { Amount } from '#web/ui/Amount.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { PageTabs } from '#web/ui/PageTabs.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** A link to the file takes a volunteer to their own view of the household. */
export const HouseholdPage = () => {
  const { slug, role } = useMember()
  const { householdId = '' } = useParams()
  const ownView = paths.ownHousehold({ slug, householdId })
  return (
    <ForRole
      action="read-household"
      otherwise={reachOf(role, 'accompany') === 'never' ? undefined : <Navigate to={ownView} replace />}
    >
      <OpenFile />
    </ForRole>
  )
}

const OpenFile = () => {
  const { householdId = '' } = useParams()
  const crumbs = useCrumbs()
  const { data, error, refetch } = useApiQuery(api.households.open, { householdId })
  if (error && !data)
    return (
      <Page title="Ménage" crumbs={crumbs}>
        <ErrorState error={error} retry={() => void refetch()} />
      </Page>
    )
  if (!data) return <Waiting label="Ouverture du dossier…" />
  return <HouseholdFile key={householdId} household={data} />
}

const useCrumbs = () => [{ label: 'Ménages', to: paths.households({ slug: useOrganisationSlug() }) }]

const HouseholdFile = ({ household }: { household: Household }) => {
  const slug = useOrganisationSlug()
  const crumbs = useCrumbs()
  const { role } = useMember()
  const editing = useAccess('edit-household')
  const [isEditing, setEditing] = useState(false)
  const { householdId, label } = household
  return (
    <Page
      title={label}
      crumbs={crumbs}
      subtitle={<Subtitle household={household} />}
      actions={
        <ReasonedButton variant="default" because={editing.because} onClick={() => setEditing(true)}>
          Modifier le dossier
        </ReasonedButton>
      }
      tabs={<PageTabs label="Parties du dossier" tabs={tabsFor(role, { slug, householdId })} />}
    >
      <Alerts household={household} />
      <Outlet />
      {isEditing && <HouseholdForm household={household} onClose={() => setEditing(false)} />}
    </Page>
  )
}

/** Where, what is owed, who follows. */
const Subtitle = ({ household }: { household: Household }) => {
  const [home] = household.tenancies
  const names = household.referents.map(({ name }) => name)
  const language = languageLabels[household.preferredLanguage as keyof typeof languageLabels]
  return (
    <ul className={classes.facts}>
      {home && <li>{home.address}</li>}
      {home && <li>Location {home.number}</li>}
      {home && home.balanceCents !== null && (
        <li>
          {home.balanceCents > 0 ? 'Doit ' : 'Solde '}
          <Amount cents={home.balanceCents} />
        </li>
      )}
      <li>{names.length > 0 ? `Suivi par ${names.join(', ')}` : 'Sans référent'}</li>
      {language && household.preferredLanguage !== 'fr' && <li>Parle {language.toLowerCase()}</li>}
    </ul>
  )
}

const Alerts = ({ household }: { household: Household }) => {
  const slug = useOrganisationSlug()
  const { mergedInto, doNotContact, proposedDuplicates, householdId } = household
  return (
    <>
      {mergedInto && (
        <Notice kind="soon" title="Dossier réuni avec un autre">
          La suite est dans{' '}
          <Link to={paths.household({ slug, householdId: mergedInto.householdId })}>{mergedInto.label}</Link>.
        </Notice>
      )}
      {doNotContact && (
        <Notice kind="late" title="Ne pas contacter">
          Le ménage s’oppose à tout contact qui n’est pas une obligation légale.
        </Notice>
      )}
      {proposedDuplicates > 0 && !mergedInto && (
        <Notice
          kind="soon"
          action={
            <Button
              size="xs"
              variant="default"
              component={Link}
              to={`${paths.duplicates({ slug })}?menage=${householdId}`}
            >
              Comparer
            </Button>
          }
        >
          {proposedDuplicates === 1
            ? 'Une personne de ce ménage figure peut-être deux fois.'
            : `${proposedDuplicates} personnes de ce ménage figurent peut-être deux fois.`}
        </Notice>
      )}
    </>
  )
}
