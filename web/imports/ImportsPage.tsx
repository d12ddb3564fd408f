import { Link } from 'react-router'
import type { z } from 'zod'
import type { imports } from '#contract/imports.ts'
import { importTargetLabels } from '#domain/imports/fields.ts'
import { ArrearsFrame } from '#web/arrears/ArrearsFrame.tsx'
import { api } from '#web/client.ts'
import { FileDrop } from '#web/imports/FileDrop.tsx'
import { formatSize, stepSentence } from '#web/imports/words.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiPages } from '#web/use-api.ts'

type Line = z.output<typeof imports.list.output>['rows'][number]

export const ImportsPage = () => {
  const { slug } = useMember()
  const access = useAccess('import-portfolio')
  const page = useApiPages(api.imports.list, {})
  return (
    <ArrearsFrame
      title="Imports"
      subtitle="Le patrimoine, les baux, les occupants et les comptes, tels que le logiciel du bailleur les exporte."
    >
      {access.allowed && <FileDrop />}
      <Section title="Fichiers déposés">
        <DataTable
          label="Fichiers déposés"
          noun={{ one: 'fichier', many: 'fichiers' }}
          columns={columnsFor(slug)}
          page={page}
          rowKey={({ id }) => id}
          empty={
            <EmptyState title="Aucun fichier pour l’instant">
              Commencez par le fichier des baux (avec logements et locataires), puis déposez le compte
              locataire.
            </EmptyState>
          }
        />
      </Section>
    </ArrearsFrame>
  )
}

const columnsFor = (slug: string): Column<Line>[] => [
  {
    key: 'file',
    header: 'Fichier',
    cell: ({ id, fileName }) => <Link to={paths.import({ slug, importId: id })}>{fileName}</Link>,
  },
  {
    key: 'target',
    header: 'Contenu',
    cell: ({ target }) => (target ? importTargetLabels[target] : 'à préciser'),
  },
  {
    key: 'size',
    header: 'Taille',
    align: 'end',
    cell: ({ sizeBytes }) => formatSize(sizeBytes),
    from: 'laptop',
  },
  {
    key: 'when',
    header: 'Déposé',
    cell: ({ startedAt, startedBy }) => `${formatInstant(startedAt)}, ${startedBy}`,
    from: 'tablet',
  },
  {
    key: 'state',
    header: 'Où en est-on',
    cell: (line) => {
      const { kind, words } = stepSentence(line)
      return <Signal kind={kind}>{words}</Signal>
    },
  },
]
