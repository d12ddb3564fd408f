import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { ProjectRow } from '#contract/urban-renewal.ts'
import { formatInteger } from '#domain/money.ts'
import { operationKindLabels, operationKinds, renewalAreaLabels } from '#domain/urban-renewal/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { FundingFrame } from '#web/funding/FundingFrame.tsx'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ExportMenu } from '#web/ui/ExportMenu.tsx'
import { Filters, OneFilter, TextFilter } from '#web/ui/Filters.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { ProjectForm } from '#web/urban-renewal/ProjectForm.tsx'
import { useApiDownload, useApiPages } from '#web/use-api.ts'

const schema = { q: text(), genre: oneOf(operationKinds) }

export const RenewalProjectsPage = () => {
  const { slug } = useMember()
  const navigate = useNavigate()
  const [url, setUrl] = useUrlState(schema)
  const [isOpening, setOpening] = useState(false)
  const { because } = useAccess('edit-urban-renewal')
  const download = useApiDownload(api.urbanRenewal.exportProjects)
  const page = useApiPages(api.urbanRenewal.listProjects, {
    ...(url.q && { text: url.q }),
    ...(url.genre && { kind: url.genre }),
  })
  return (
    <FundingFrame
      title="Renouvellement urbain"
      subtitle="Projets du NPNRU : ce que la grille d’Action Logement permet, ce qui est décidé, ce qui est versé."
      actions={
        <>
          <ExportMenu download={download} onExport={(format) => void download.run({ format })} />
          <ReasonedButton because={because} onClick={() => setOpening(true)}>
            Ouvrir un projet
          </ReasonedButton>
        </>
      }
    >
      <Filters
        isActive={url.q !== '' || url.genre !== undefined}
        onClear={() => setUrl({ q: '', genre: undefined })}
      >
        <TextFilter
          label="Projet, bailleur, commune"
          value={url.q}
          onChange={(q, how) => setUrl({ q }, how)}
        />
        <OneFilter
          label="Opérations"
          anyLabel="Toutes"
          choices={choicesOf(operationKinds, operationKindLabels)}
          value={url.genre}
          onChange={(genre) => setUrl({ genre })}
        />
      </Filters>
      <DataTable
        label="Projets de renouvellement urbain"
        noun={{ one: 'projet', many: 'projets' }}
        columns={columnsFor(slug)}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucun projet">
            Ouvrez un projet, puis ajoutez ses opérations : la grille dit le prêt et la subvention possibles
            pour chacune.
          </EmptyState>
        }
      />
      {isOpening && (
        <ProjectForm
          onClose={() => setOpening(false)}
          onOpened={(projectId) => void navigate(paths.renewalProject({ slug, projectId }))}
        />
      )}
    </FundingFrame>
  )
}

const columnsFor = (slug: string): Column<ProjectRow>[] => [
  {
    key: 'name',
    header: 'Projet',
    cell: ({ id, name }) => <Link to={paths.renewalProject({ slug, projectId: id })}>{name}</Link>,
  },
  { key: 'landlord', header: 'Bailleur', cell: ({ landlordName }) => landlordName },
  { key: 'commune', header: 'Commune', cell: ({ communeName }) => communeName },
  { key: 'area', header: 'Grille', cell: ({ area }) => renewalAreaLabels[area], from: 'wide' },
  {
    key: 'operations',
    header: 'Opérations',
    align: 'end',
    cell: ({ operations }) => <span className="figures">{formatInteger(operations)}</span>,
    from: 'laptop',
  },
  {
    key: 'homes',
    header: 'Logements',
    align: 'end',
    cell: ({ homes }) => <span className="figures">{formatInteger(homes)}</span>,
    from: 'laptop',
  },
  {
    key: 'decided',
    header: 'Décidé',
    align: 'end',
    cell: ({ decidedCents }) => <Amount cents={decidedCents} />,
  },
  { key: 'drawn', header: 'Versé', align: 'end', cell: ({ drawnCents }) => <Amount cents={drawnCents} /> },
]
