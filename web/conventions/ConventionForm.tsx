import { Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import type { Convention } from '#contract/convention-shapes.ts'
import { reachOf } from '#domain/access.ts'
import { conventionKindLabels, conventionKinds } from '#domain/conventions/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { ClauseFields } from '#web/conventions/ClauseFields.tsx'
import { type ConventionValues, valuesOf, wordsOf } from '#web/conventions/convention-values.ts'
import { TargetFields } from '#web/conventions/TargetFields.tsx'
import { TermFields } from '#web/conventions/TermFields.tsx'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Props = { convention: Convention | undefined; onClose: () => void }

/** A convention, new or being corrected: what changes once it is signed is written in an amendment. */
export const ConventionForm = ({ convention, onClose }: Props) => {
  const { slug } = useMember()
  const navigate = useNavigate()
  const form = useForm<ConventionValues>({ initialValues: valuesOf(convention) })
  const draft = useFormDraft(`convention/${convention?.id ?? 'new'}`, form, form.values)
  const settle = (sentence: string) => {
    draft.clear()
    void notify(sentence)
    onClose()
  }
  const create = useApiCommand(api.conventions.create, {
    onDone: ({ conventionId }) => {
      settle('Convention ajoutée.')
      void navigate(paths.convention({ slug, conventionId }))
    },
  })
  const correct = useApiCommand(api.conventions.correct, { onDone: () => settle('Convention corrigée.') })
  const command = convention ? correct : create
  const issues = useIssues(form, command.issues, ['reference', 'title', 'object', 'signedOn', 'reason'])
  const { values } = form
  const save = () => {
    const words = wordsOf(values)
    const reason = values.reason.trim() || null
    if (convention)
      void correct.run({ conventionId: convention.id, version: convention.version, ...words, reason })
    else void create.run(words)
  }
  const isWritten = values.reference.trim() !== '' && values.title.trim() !== ''
  const isSigned = convention?.signedOn !== null && convention !== undefined
  return (
    <SideForm
      title={convention ? 'Corriger la convention' : 'Ajouter une convention'}
      opened
      size={640}
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Enregistrer la convention"
      because={because(isWritten, isSigned, values.reason)}
      issues={issues}
      draft={draft}
    >
      {isSigned && (
        <TextInput
          label="Erreur de saisie corrigée"
          description="Ce qui change vraiment s’écrit dans un avenant."
          maxLength={300}
          {...form.getInputProps('reason')}
        />
      )}
      <TextInput label="Référence" maxLength={64} {...form.getInputProps('reference')} />
      <TextInput label="Intitulé" maxLength={200} {...form.getInputProps('title')} />
      <Select
        label="Type"
        allowDeselect={false}
        data={choicesOf(conventionKinds, conventionKindLabels)}
        {...form.getInputProps('kind')}
      />
      {values.kind === 'application' && (
        <FrameworkSelect
          value={values.frameworkId}
          onChange={(id) => form.setFieldValue('frameworkId', id)}
        />
      )}
      <Textarea
        label="Objet"
        autosize
        minRows={2}
        maxLength={4000}
        {...form.getInputProps('object')}
        value={values.object ?? ''}
      />
      <DayInput
        label="Signée le"
        description="Vide tant qu’elle se négocie."
        {...form.getInputProps('signedOn')}
        value={values.signedOn}
      />
      <ResponsibleSelect
        value={values.responsibleId}
        onChange={(id) => form.setFieldValue('responsibleId', id)}
      />
      <TermFields
        terms={values.terms}
        change={(part) => form.setFieldValue('terms', (terms) => ({ ...terms, ...part }))}
      />
      <TargetFields
        targets={values.terms.targets}
        change={(targets) => form.setFieldValue('terms', (terms) => ({ ...terms, targets }))}
      />
      <ClauseFields
        clauses={values.terms.clauses}
        change={(part) =>
          form.setFieldValue('terms', (terms) => ({ ...terms, clauses: { ...terms.clauses, ...part } }))
        }
      />
    </SideForm>
  )
}

const because = (isWritten: boolean, isSigned: boolean, reason: string): string | undefined => {
  if (!isWritten) return 'Donnez une référence et un intitulé.'
  return isSigned && reason.trim() === '' ? 'Dites quelle erreur de saisie vous corrigez.' : undefined
}

type SelectProps = { value: string | null; onChange: (id: string | null) => void }

const FrameworkSelect = ({ value, onChange }: SelectProps) => {
  const { data } = useApiQuery(api.conventions.list, { kind: 'framework', limit: 200 })
  return (
    <Select
      label="Convention cadre"
      placeholder="Aucune"
      clearable
      searchable
      data={(data?.rows ?? []).map(({ id, reference, title }) => ({
        value: id,
        label: `${title} (${reference})`,
      }))}
      value={value}
      onChange={onChange}
    />
  )
}

/** Those who may keep conventions: the alerts before the end come to them. */
const ResponsibleSelect = ({ value, onChange }: SelectProps) => {
  const { data } = useApiQuery(api.identity.listColleagues, {})
  const keepers = (data?.rows ?? []).filter(({ role }) => reachOf(role, 'edit-conventions') !== 'never')
  return (
    <Select
      label="Qui la suit"
      description="Reçoit les alertes 12, 6 et 3 mois avant la fin."
      placeholder="Qui l’a ajoutée"
      clearable
      data={keepers.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
    />
  )
}
