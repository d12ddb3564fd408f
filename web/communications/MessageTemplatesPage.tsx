import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { communications } from '#contract/communications.ts'
import type { Output } from '#contract/endpoint.ts'
import { channelLabels, channels, compartmentLabels } from '#domain/communications/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { MessagesFrame } from '#web/communications/MessagesFrame.tsx'
import { NewTemplateForm } from '#web/communications/NewTemplateForm.tsx'
import { nameLanguage } from '#web/communications/words.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { flag, oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

type TemplateRow = Output<typeof communications.listTemplates>['rows'][number]
const schema = { canal: oneOf(channels), archives: flag() }

export const MessageTemplatesPage = () => {
  const { slug } = useMember()
  const { because } = useAccess('edit-letter-templates')
  const [{ canal, archives }, change] = useUrlState(schema)
  const [isAdding, setAdding] = useState(false)
  const page = useApiPages(api.communications.listTemplates, {
    ...(canal && { channel: canal }),
    archived: archives,
    limit: 50,
  })
  return (
    <MessagesFrame
      title="Modèles de messages"
      needs="read-messages"
      subtitle="Un texte par canal, en français et dans les langues que vous traduisez."
      actions={
        <ReasonedButton because={because} onClick={() => setAdding(true)}>
          Écrire un modèle
        </ReasonedButton>
      }
    >
      <Filters
        isActive={canal !== undefined || archives}
        onClear={() => change({ canal: undefined, archives: false })}
        aside={
          <Button variant="subtle" size="compact-sm" onClick={() => change({ archives: !archives })}>
            {archives ? 'Voir les modèles en service' : 'Voir les modèles archivés'}
          </Button>
        }
      >
        <OneFilter
          label="Canal"
          choices={choicesOf(channels, channelLabels)}
          value={canal}
          onChange={(chosen) => change({ canal: chosen })}
        />
      </Filters>
      <DataTable
        label="Modèles de messages"
        noun={{ one: 'modèle', many: 'modèles' }}
        columns={columnsOf(slug)}
        page={page}
        rowKey={({ templateId }) => templateId}
        empty={
          <EmptyState title={archives ? 'Aucun modèle archivé' : 'Aucun modèle'}>
            Écrivez d’abord un modèle court : qui écrit, pourquoi, ce qu’il faut faire, qui appeler.
          </EmptyState>
        }
      />
      {isAdding && <NewTemplateForm onClose={() => setAdding(false)} />}
    </MessagesFrame>
  )
}

const columnsOf = (slug: string): Column<TemplateRow>[] => [
  {
    key: 'name',
    header: 'Modèle',
    cell: ({ templateId, name }) => <Link to={paths.messageTemplate({ slug, templateId })}>{name}</Link>,
  },
  { key: 'channel', header: 'Canal', cell: ({ channel }) => channelLabels[channel] },
  {
    key: 'side',
    header: 'Service',
    from: 'tablet',
    cell: ({ compartment }) => compartmentLabels[compartment],
  },
  {
    key: 'languages',
    header: 'Langues',
    grows: true,
    cell: ({ languages }) => languages.map(nameLanguage).join(', '),
  },
  {
    key: 'at',
    header: 'Écrit le',
    from: 'tablet',
    cell: ({ writtenAt }) => writtenAt && formatInstant(writtenAt),
  },
]
