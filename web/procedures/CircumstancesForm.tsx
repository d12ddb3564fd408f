import { useForm } from '@mantine/form'
import type { ProcedureView } from '#contract/procedure-shapes.ts'
import { checkFields } from '#domain/procedures/decide.ts'
import type { FieldValues } from '#domain/procedures/definition.ts'
import { definitionOf } from '#domain/procedures/definitions.ts'
import { api } from '#web/client.ts'
import { tellRefusal } from '#web/procedures/refusal-words.ts'
import { useProcedureCommand } from '#web/procedures/use-procedure-command.ts'
import { WrittenFields } from '#web/procedures/WrittenFields.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'

type Props = { procedure: ProcedureView; onClose: () => void }

/** What was said at the opening, corrected: every date counted from it moves. */
export const CircumstancesForm = ({ procedure, onClose }: Props) => {
  const { householdId, procedureId, version, openedOn, circumstances } = procedure
  const fields = definitionOf(procedure.kind)?.circumstances ?? []
  const form = useForm<{ written: FieldValues }>({ initialValues: { written: circumstances } })
  const draft = useFormDraft(`circumstances/${procedureId}`, form, form.values)
  const command = useProcedureCommand(api.procedures.changeCircumstances, {
    onDone: () => {
      draft.clear()
      void notify('Corrigé : les dates sont recalculées.')
      onClose()
    },
  })
  return (
    <SideForm
      title="Corriger ce qui a été dit à l’ouverture"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(
        ({ written }) =>
          void command.run({ householdId, procedureId, version, circumstances: { ...written } }),
      )}
      command={tellRefusal(command)}
      submitLabel="Corriger"
      because={checkFields(fields, form.values.written, openedOn)?.problem}
      draft={draft}
    >
      <WrittenFields
        fields={fields}
        values={form.values.written}
        on={null}
        onChange={(written) => form.setFieldValue('written', written)}
      />
    </SideForm>
  )
}
