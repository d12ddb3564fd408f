import { Select, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import { difficultyCauseLabels } from '#domain/households/kinds.ts'
import {
  measureMotiveLabels,
  measureMotives,
  prescriberKindLabels,
  prescriberKinds,
} from '#domain/programmes/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { ProgrammeChoice, type RequestableProgramme } from '#web/measures/ProgrammeChoice.tsx'
import { answersOf, derogationsOf, emptyRequest, type RequestValues } from '#web/measures/request-values.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Form = UseFormReturnType<RequestValues>
const causes = Object.keys(difficultyCauseLabels) as (keyof typeof difficultyCauseLabels)[]

/** Asks for a measure; what each programme says of the household is shown before, and follows what is answered. */
export const RequestMeasureForm = ({
  householdId,
  onClose,
}: {
  householdId: string
  onClose: () => void
}) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const form = useForm<RequestValues>({ initialValues: emptyRequest(useToday()) })
  const draft = useFormDraft(`measure-request/${householdId}`, form, form.values)
  const { programmes, chosen } = useProgrammes(householdId, form.values)
  const command = useApiCommand(api.measures.request, {
    onDone: ({ measureId }) => {
      draft.clear()
      void navigate(paths.measure({ slug, measureId }))
    },
  })
  const issues = useIssues(form, command.issues, ['requestedOn', 'prescriberName'])
  const send = (values: RequestValues) => {
    const { programmeId, motive, triggeringEvent, prescriber, requestedOn, prescriberName } = values
    if (!programmeId || !motive || !prescriber || !requestedOn) return
    const keys = (chosen?.checks ?? []).map(({ testKey }) => testKey)
    void command.run({
      ...{ householdId, programmeId, motive, triggeringEvent, prescriber, requestedOn },
      prescriberName: prescriberName.trim() || null,
      answers: answersOf(values, keys),
      derogations: derogationsOf(values, keys),
    })
  }
  return (
    <SideForm
      title="Demander une mesure"
      opened
      onClose={onClose}
      size={640}
      command={command}
      draft={draft}
      issues={issues}
      because={missingIn(form.values)}
      submitLabel="Demander la mesure"
      onSubmit={form.onSubmit(send)}
    >
      <Select
        label="Motif de la demande"
        data-autofocus
        data={choicesOf(measureMotives, measureMotiveLabels)}
        {...form.getInputProps('motive')}
      />
      <Select
        label="Événement déclencheur"
        clearable
        searchable
        data={choicesOf(causes, difficultyCauseLabels)}
        {...form.getInputProps('triggeringEvent')}
      />
      <ProgrammeChoice programmes={programmes} chosen={chosen} form={form} />
      <PrescriberFields form={form} chosen={chosen} />
    </SideForm>
  )
}

/** The programmes as they stand with what is answered so far. */
const useProgrammes = (householdId: string, values: RequestValues) => {
  const { motive, triggeringEvent } = values
  const asked = { householdId, motive, triggeringEvent }
  const { data } = useApiQuery(api.measures.previewRequest, asked, { keepPrevious: true })
  const programmes: readonly RequestableProgramme[] = data?.programmes ?? []
  return { programmes, chosen: programmes.find(({ programmeId }) => programmeId === values.programmeId) }
}

const PrescriberFields = ({ form, chosen }: { form: Form; chosen: RequestableProgramme | undefined }) => {
  const today = useToday()
  const admitted = chosen && chosen.prescribers.length > 0 ? chosen.prescribers : prescriberKinds
  return (
    <>
      <Select
        label="Demandée par"
        data={choicesOf(admitted, prescriberKindLabels)}
        error={
          form.values.prescriber && !admitted.includes(form.values.prescriber)
            ? 'Ce dispositif n’admet pas ce prescripteur : choisissez-en un autre.'
            : undefined
        }
        value={
          form.values.prescriber && admitted.includes(form.values.prescriber) ? form.values.prescriber : null
        }
        onChange={(value) =>
          form.setFieldValue('prescriber', prescriberKinds.find((kind) => kind === value) ?? null)
        }
      />
      <TextInput
        label="Service qui demande"
        description="Un service, jamais une personne privée."
        maxLength={200}
        {...form.getInputProps('prescriberName')}
      />
      <DayInput
        label="Demande reçue le"
        max={today}
        {...form.getInputProps('requestedOn')}
        value={form.values.requestedOn}
      />
    </>
  )
}

const missingIn = ({ programmeId, motive, prescriber, requestedOn }: RequestValues): string | undefined => {
  if (!motive) return 'Choisissez d’abord le motif.'
  if (!programmeId) return 'Choisissez d’abord le dispositif.'
  if (!prescriber) return 'Indiquez qui demande la mesure.'
  return requestedOn ? undefined : 'Écrivez la date de la demande.'
}
