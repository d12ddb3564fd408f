import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { channelLabels, compartmentLabels } from '#domain/communications/kinds.ts'
import { type Language, languageLabels, languages } from '#domain/households/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import classes from '#web/communications/communications.module.css'
import { MessagesFrame } from '#web/communications/MessagesFrame.tsx'
import { TemplateActs } from '#web/communications/TemplateActs.tsx'
import { type Template, WordingEditor } from '#web/communications/WordingEditor.tsx'
import { WordingHistory } from '#web/communications/WordingHistory.tsx'
import { nameLanguage } from '#web/communications/words.ts'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

const schema = { langue: oneOf(languages, 'fr') }

export const MessageTemplatePage = () => {
  const { slug } = useMember()
  const { templateId = '' } = useParams()
  const { data, error, refetch } = useApiQuery(api.communications.getTemplate, { templateId })
  const crumbs = [{ label: 'Modèles', to: paths.messageTemplates({ slug }) }]
  if (!data)
    return (
      <MessagesFrame title="Modèle de message" needs="read-messages" crumbs={crumbs}>
        {error ? <ErrorState error={error} retry={() => void refetch()} /> : <Waiting label="Modèle" />}
      </MessagesFrame>
    )
  return (
    <MessagesFrame
      title={data.name}
      needs="read-messages"
      crumbs={crumbs}
      subtitle={`${channelLabels[data.channel]}, ${compartmentLabels[data.compartment].toLocaleLowerCase('fr')}${data.isArchived ? ', archivé' : ''}`}
      actions={<TemplateActs key={data.version} template={data} />}
    >
      <Languages template={data} />
    </MessagesFrame>
  )
}

const Languages = ({ template }: { template: Template }) => {
  const [{ langue }, change] = useUrlState(schema)
  const [isAdding, setAdding] = useState(false)
  const written = template.wordings.map(({ language }) => language as Language)
  const shown = written.includes(langue) ? written : [...written, langue]
  return (
    <>
      <nav aria-label="Langues" className={classes.buttons}>
        {shown.map((language) => (
          <Button
            key={language}
            component={Link}
            to={`?langue=${language}`}
            size="compact-md"
            variant={language === langue ? 'filled' : 'default'}
            aria-current={language === langue ? 'page' : undefined}
          >
            {nameLanguage(language)}
          </Button>
        ))}
        {isAdding ? (
          <Select
            aria-label="Langue à ajouter"
            placeholder="Choisissez une langue"
            searchable
            autoFocus
            data={choicesOf(
              languages.filter((one) => !written.includes(one)),
              languageLabels,
            )}
            onChange={(language) => {
              if (language) change({ langue: language as Language })
              setAdding(false)
            }}
          />
        ) : (
          <Button variant="subtle" size="compact-md" onClick={() => setAdding(true)}>
            Ajouter une langue
          </Button>
        )}
      </nav>
      <WordingEditor key={`${langue}/${template.version}`} template={template} language={langue} />
      <WordingHistory templateId={template.templateId} language={langue} />
    </>
  )
}
