import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { sentColumns, sentSignal } from '#web/parcels/sent-columns.tsx'
import { paths } from '#web/paths.ts'
import { AskOwnTeamForm } from '#web/referrals/AskOwnTeamForm.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useApiPages } from '#web/use-api.ts'

/** What left this file: what, when, to whom, on which ground, and whether it was taken back. */
export const SharedTab = ({ householdId }: { householdId: string }) => {
  const slug = useOrganisationSlug()
  const page = useApiPages(api.parcels.listShared, { householdId })
  const [isAsking, setAsking] = useState(false)
  return (
    <Section
      title="Partagé avec des partenaires"
      actions={
        <>
          <Button size="xs" variant="default" onClick={() => setAsking(true)}>
            Demander à notre équipe
          </Button>
          <Button size="xs" component={Link} to={paths.sendParcel({ slug, householdId })}>
            Orienter ou confier une mission
          </Button>
        </>
      }
    >
      <DataTable
        label="Partagé avec des partenaires"
        noun={{ one: 'envoi', many: 'envois' }}
        columns={sentColumns({ slug, hasHousehold: false })}
        page={page}
        rowKey={({ id }) => id}
        rowSignal={sentSignal}
        empty={
          <EmptyState title="Rien n’a été partagé de ce dossier">
            Un envoi est une copie de ce que vous choisissez ; le ménage en est informé, et vous suivez ici ce
            qu’il devient.
          </EmptyState>
        }
      />
      {isAsking && <AskOwnTeamForm householdId={householdId} onClose={() => setAsking(false)} />}
    </Section>
  )
}
