import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { communications } from '#contract/communications.ts'
import type { Sent } from '#contract/endpoint.ts'
import { channelLabels, compartmentLabels } from '#domain/communications/kinds.ts'
import { filtersOf as arrearsFilters, worklistSchema } from '#web/arrears/worklist-state.ts'
import { api } from '#web/client.ts'
import classes from '#web/communications/communications.module.css'
import { MessagesFrame } from '#web/communications/MessagesFrame.tsx'
import { HouseholdChoice } from '#web/letters/HouseholdChoice.tsx'
import { filtersOf as measureFilters, measuresSchema } from '#web/measures/measures-state.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { readState } from '#web/ui/url-state.ts'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Source = Sent<typeof communications.rehearse>['source']
type SourceKind = Source['kind']

/** Where the list one comes from put its filters: in this address, as they were in its own. */
const readSource = (params: URLSearchParams): SourceKind => {
  const asked = params.get('source')
  return asked === 'arrears' || asked === 'measures' || asked === 'session' || asked === 'household'
    ? asked
    : 'own-households'
}

const choices: readonly {
  value: SourceKind
  label: string
  needs: 'read-arrears' | 'list-measures' | undefined
}[] = [
  { value: 'own-households', label: 'Les ménages que je suis', needs: undefined },
  { value: 'household', label: 'Un seul ménage', needs: undefined },
  { value: 'arrears', label: 'La liste des impayés', needs: 'read-arrears' },
  { value: 'measures', label: 'La liste des accompagnements', needs: 'list-measures' },
]

export const NewBatchPage = () => {
  const { slug } = useMember()
  return (
    <MessagesFrame
      title="Préparer un envoi"
      needs="send-messages"
      crumbs={[{ label: 'Messages', to: paths.messages({ slug }) }]}
      subtitle="Rien ne part encore : vous verrez d’abord qui recevra le message, et qui ne le recevra pas."
    >
      <Preparation />
    </MessagesFrame>
  )
}

const Preparation = () => {
  const { slug } = useMember()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: {
      name: '',
      templateId: params.get('modele') ?? '',
      kind: readSource(params),
      householdId: params.get('menage'),
    },
  })
  // Each list one comes from has its draft: what was begun for another never replaces whom one meant to write to.
  const origin = [params.get('source'), params.get('seance'), params.get('menage')].filter(Boolean).join('/')
  const draft = useFormDraft(`message-batch/new/${origin}`, form, form.values)
  const rehearse = useApiCommand(api.communications.rehearse, {
    onDone: ({ batchId }) => {
      draft.clear()
      void navigate(paths.messageBatch({ slug, batchId }))
    },
  })
  const issues = useIssues(form, rehearse.issues, ['name', 'templateId'])
  const { kind, householdId, templateId, name } = form.values
  const source = sourceOf(kind, householdId, params)
  return (
    <Section title="Message et destinataires">
      <div className={classes.form}>
        <PageForm
          onSubmit={form.onSubmit((values) => {
            if (source) void rehearse.run({ name: values.name, templateId: values.templateId, source })
          })}
          command={rehearse}
          submitLabel="Voir qui le recevra"
          because={becauseOf({ name, templateId, source })}
          issues={issues}
          draft={draft}
        >
          <TemplateSelect {...form.getInputProps('templateId')} />
          <TextInput
            label="Nom de l’envoi"
            description="Pour le retrouver : le destinataire ne le voit pas."
            maxLength={160}
            {...form.getInputProps('name')}
          />
          <SourceFields
            kind={kind}
            onKind={(chosen) => form.setFieldValue('kind', chosen)}
            householdId={householdId}
            onHousehold={(id) => form.setFieldValue('householdId', id)}
          />
        </PageForm>
      </div>
    </Section>
  )
}

const sourceOf = (
  kind: SourceKind,
  householdId: string | null,
  params: URLSearchParams,
): Source | undefined => {
  switch (kind) {
    case 'arrears':
      return { kind, filters: arrearsFilters(readState(worklistSchema, params)) }
    case 'measures':
      return { kind, filters: measureFilters(readState(measuresSchema, params)) }
    case 'session': {
      const sessionId = params.get('seance')
      return sessionId ? { kind, sessionId } : undefined
    }
    case 'household':
      return householdId ? { kind, householdId } : undefined
    default:
      return { kind }
  }
}

type Filled = { name: string; templateId: string; source: Source | undefined }

const becauseOf = ({ name, templateId, source }: Filled): string | undefined => {
  if (!templateId) return 'Choisissez un modèle.'
  if (!name.trim()) return 'Nommez l’envoi.'
  return source ? undefined : 'Choisissez le ménage.'
}

type SelectProps = { value?: string; onChange?: (value: string) => void }

const TemplateSelect = ({ value, onChange }: SelectProps) => {
  const { slug } = useMember()
  const { data } = useApiQuery(api.communications.listTemplates, { limit: 200 })
  const templates = data?.rows ?? []
  return (
    <>
      <Select
        label="Modèle"
        placeholder="Choisissez un modèle"
        searchable
        data={templates.map(({ templateId, name, channel, compartment }) => ({
          value: templateId,
          label: `${name} (${channelLabels[channel]}, ${compartmentLabels[compartment].toLocaleLowerCase('fr')})`,
        }))}
        value={value || null}
        onChange={(chosen) => onChange?.(chosen ?? '')}
      />
      {data && templates.length === 0 && (
        <Notice kind="soon">
          Aucun modèle n’existe encore.{' '}
          <Link to={paths.messageTemplates({ slug })}>Écrivez d’abord un modèle.</Link>
        </Notice>
      )}
    </>
  )
}

type SourceProps = {
  kind: SourceKind
  onKind: (kind: SourceKind) => void
  householdId: string | null
  onHousehold: (id: string | null) => void
}

const SourceFields = ({ kind, onKind, householdId, onHousehold }: SourceProps) => {
  const { slug } = useMember()
  const arrears = useAccess('read-arrears')
  const measures = useAccess('list-measures')
  const may = { 'read-arrears': arrears.allowed, 'list-measures': measures.allowed }
  const offered = choices.filter(({ needs }) => needs === undefined || may[needs])
  const session = { value: 'session' as const, label: 'Les inscrits à une séance', needs: undefined }
  return (
    <>
      <Select
        label="Destinataires"
        allowDeselect={false}
        data={(kind === 'session' ? [...offered, session] : offered).map(({ value, label }) => ({
          value,
          label,
        }))}
        value={kind}
        onChange={(chosen) => chosen && onKind(chosen as SourceKind)}
      />
      {kind === 'household' && (
        <HouseholdChoice
          value={householdId}
          onChange={onHousehold}
          label="Ménage"
          description="Cherchez un nom."
          placeholder="Nom du ménage"
        />
      )}
      {kind === 'session' && (
        <p className={classes.soft}>
          Les ménages inscrits qui ont un dossier. Ceux qui se sont inscrits sans dossier reçoivent seulement
          les nouvelles de leur séance : confirmation, changement, rappel.
        </p>
      )}
      {kind === 'arrears' && (
        <p className={classes.soft}>
          La liste telle que vous l’avez filtrée. Pour la changer, partez de{' '}
          <Link to={paths.arrears({ slug })}>Repérage</Link>, filtrez, puis « Écrire à ces ménages ».
        </p>
      )}
      {kind === 'measures' && (
        <p className={classes.soft}>
          La liste telle que vous l’avez filtrée. Pour la changer, partez des{' '}
          <Link to={paths.support({ slug })}>Accompagnements</Link>, filtrez, puis « Écrire à ces ménages ».
        </p>
      )}
    </>
  )
}
