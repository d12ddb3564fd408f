import { Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link } from 'react-router'
import type { ProcedureView } from '#contract/procedure-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { checkFields } from '#domain/procedures/decide.ts'
import type { FieldValues, ProcedureDefinition } from '#domain/procedures/definition.ts'
import { definitionOf } from '#domain/procedures/definitions.ts'
import { ProofSelect } from '#web/casework/ProofSelect.tsx'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import classes from '#web/procedures/procedures.module.css'
import { tellRefusal } from '#web/procedures/refusal-words.ts'
import { useProcedureCommand } from '#web/procedures/use-procedure-command.ts'
import { WrittenFields } from '#web/procedures/WrittenFields.tsx'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'

type Props = { procedure: ProcedureView; event: string | null; onClose: () => void }
type Values = { event: string | null; on: PlainDate | null; detail: FieldValues; documentId: string | null }

const fieldsOf = (definition: ProcedureDefinition | null, event: string | null) =>
  event ? (definition?.events[event]?.fields ?? []) : []

const missing = (
  definition: ProcedureDefinition | null,
  { event, on, detail }: Values,
): string | undefined => {
  if (!event) return 'Choisissez l’étape.'
  if (!on) return 'Indiquez la date.'
  return checkFields(fieldsOf(definition, event), detail, on)?.problem
}

/** First what may follow today, then every other step of the table: a forgotten one is entered at its own date. */
const choicesFor = (definition: ProcedureDefinition | null, { next }: ProcedureView) => {
  const possible = next.filter(({ heldBackBy }) => heldBackBy === null)
  const known = new Set(possible.map(({ event }) => event))
  const others = Object.entries(definition?.events ?? {}).filter(
    ([event, { derived }]) => !derived && !known.has(event),
  )
  return [
    { group: 'Possibles aujourd’hui', items: possible.map(({ event, label }) => ({ value: event, label })) },
    {
      group: 'Autres étapes, à leur date',
      items: others.map(([event, { label }]) => ({ value: event, label })),
    },
  ].filter(({ items }) => items.length > 0)
}

export const RecordFactForm = ({ procedure, event, onClose }: Props) => {
  const today = useToday()
  const slug = useOrganisationSlug()
  const definition = definitionOf(procedure.kind)
  const form = useForm<Values>({ initialValues: { event, on: today, detail: {}, documentId: null } })
  const draft = useFormDraft(`procedure-fact/${procedure.procedureId}/${event ?? ''}`, form, form.values)
  const command = useProcedureCommand(api.procedures.recordFact, {
    onDone: () => {
      draft.clear()
      void notify('Étape notée.')
      onClose()
    },
  })
  const { values } = form
  const { householdId, procedureId, version } = procedure
  const save = ({ event: chosen, on, detail, documentId }: Values) => {
    if (chosen && on)
      void command.run({
        householdId,
        procedureId,
        version,
        event: chosen,
        on,
        detail: { ...detail },
        documentId,
      })
  }
  const papers = values.event ? definition?.events[values.event]?.documents : undefined
  return (
    <SideForm
      title="Noter une étape"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={tellRefusal(command)}
      submitLabel="Noter l’étape"
      because={missing(definition, values)}
      draft={draft}
    >
      <Select
        label="Étape"
        placeholder="Choisir"
        searchable
        data={choicesFor(definition, procedure)}
        value={values.event}
        onChange={(chosen) => form.setValues({ event: chosen, detail: {} })}
      />
      <DayInput
        label="Date"
        description="Le jour où cela a eu lieu."
        data-autofocus
        min={procedure.openedOn}
        max={today}
        value={values.on}
        onChange={(on) => form.setFieldValue('on', on)}
      />
      <WrittenFields
        fields={fieldsOf(definition, values.event)}
        values={values.detail}
        on={values.on}
        onChange={(detail) => form.setFieldValue('detail', detail)}
      />
      <ProofSelect
        householdId={householdId}
        label={papers?.[0] ?? 'Document'}
        names="document"
        value={values.documentId}
        onChange={(documentId) => form.setFieldValue('documentId', documentId)}
      />
      <p className={classes.small}>
        Pas encore au dossier ?{' '}
        <Link to={paths.householdDocuments({ slug, householdId })}>Ajoutez-le dans « Documents »</Link> ; ce
        que vous avez écrit ici vous attend.
      </p>
    </SideForm>
  )
}
