import { Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import type { PlainDate } from '#domain/plain-date.ts'
import { checkFields } from '#domain/procedures/decide.ts'
import type { FieldValues } from '#domain/procedures/definition.ts'
import { definitionOf } from '#domain/procedures/definitions.ts'
import { type ProcedureKind, procedureKindLabels } from '#domain/procedures/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { tellRefusal } from '#web/procedures/refusal-words.ts'
import { WrittenFields } from '#web/procedures/WrittenFields.tsx'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Props = { householdId: string; kinds: readonly ProcedureKind[]; onClose: () => void }
type Values = {
  kind: ProcedureKind | null
  openedOn: PlainDate | null
  tenancyId: string | null
  circumstances: FieldValues
}

const missing = ({ kind, openedOn, circumstances }: Values): string | undefined => {
  if (!kind) return 'Choisissez la procédure.'
  if (!openedOn) return 'Indiquez depuis quand.'
  return checkFields(definitionOf(kind)?.circumstances ?? [], circumstances, openedOn)?.problem
}

export const OpenProcedureForm = ({ householdId, kinds, onClose }: Props) => {
  const today = useToday()
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const form = useForm<Values>({
    initialValues: { kind: null, openedOn: today, tenancyId: null, circumstances: {} },
  })
  const draft = useFormDraft(`open-procedure/${householdId}`, form, form.values)
  const command = useApiCommand(api.procedures.start, {
    onDone: ({ procedureId }) => {
      draft.clear()
      void navigate(paths.procedure({ slug, householdId, procedureId }))
    },
  })
  const { values } = form
  const tenancies = useKnown(householdId, form)
  const fields = values.kind ? (definitionOf(values.kind)?.circumstances ?? []) : []
  const save = ({ kind, openedOn, tenancyId, circumstances }: Values) => {
    if (kind && openedOn)
      void command.run({ householdId, kind, openedOn, tenancyId, circumstances: { ...circumstances } })
  }
  return (
    <SideForm
      title="Ouvrir une procédure"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={tellRefusal(command)}
      submitLabel="Ouvrir la procédure"
      because={missing(values)}
      draft={draft}
    >
      <Select
        label="Procédure"
        placeholder="Choisir"
        data-autofocus
        data={choicesOf(kinds, procedureKindLabels)}
        value={values.kind}
        onChange={(kind) =>
          form.setValues({ kind: kind as ProcedureKind | null, circumstances: {}, tenancyId: null })
        }
      />
      <DayInput
        label="Depuis le"
        description="Le jour de son premier acte, même passé : les étapes se notent ensuite à leur date."
        max={today}
        value={values.openedOn}
        onChange={(day) => form.setFieldValue('openedOn', day)}
      />
      {tenancies.length > 0 && (
        <Select
          label="Location"
          clearable
          data={tenancies.map(({ tenancyId, number, address }) => ({
            value: tenancyId,
            label: `${number}, ${address}`,
          }))}
          {...form.getInputProps('tenancyId')}
        />
      )}
      <WrittenFields
        fields={fields}
        values={values.circumstances}
        on={null}
        onChange={(circumstances) => form.setFieldValue('circumstances', circumstances)}
      />
    </SideForm>
  )
}

type Form = { values: Values; setValues: (values: Partial<Values>) => void }

/** Fills in, once for a kind chosen, what the file knows and nobody wrote yet. */
const useKnown = (householdId: string, form: Form) => {
  const { kind } = form.values
  const { data } = useApiQuery(
    api.procedures.prepare,
    { householdId, kind: kind ?? 'eviction' },
    { enabled: kind !== null },
  )
  const filled = useRef<string | undefined>(undefined)
  const latest = useRef(form)
  latest.current = form
  useEffect(() => {
    if (!data || kind === null || filled.current === kind) return
    filled.current = kind
    const { circumstances, tenancyId } = latest.current.values
    latest.current.setValues({
      circumstances: { ...data.circumstances, ...circumstances },
      tenancyId: tenancyId ?? data.tenancies[0]?.tenancyId ?? null,
    })
  }, [data, kind])
  return kind === null ? [] : (data?.tenancies ?? [])
}
