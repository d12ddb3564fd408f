import { Select } from '@mantine/core'
import { useNavigate } from 'react-router'
import { type FslAidKind, fslAidKindLabels } from '#domain/local-rules/fsl-rule.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import type { FieldValues } from '#domain/procedures/definition.ts'
import { fslRequesterLabels } from '#domain/procedures/fsl.ts'
import { api } from '#web/client.ts'
import type { FslAnswer } from '#web/local-rules/FslRequestPage.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; aid: FslAidKind | null; answer: FslAnswer; onClose: () => void }
type Values = {
  aid: FslAidKind | null
  askedCents: number | null
  requestedBy: keyof typeof fslRequesterLabels
  agreedOn: PlainDate | null
  openedOn: PlainDate
}

const known = (values: Readonly<Record<string, string | number | null>>): FieldValues =>
  Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value === null ? [] : [[key, value]])))

/** What the rules say goes with the request: it keeps them, even when they change later. */
const circumstancesOf = (values: Values, { territory, origin, ...answer }: FslAnswer): FieldValues =>
  known({
    aid: values.aid,
    askedCents: values.askedCents,
    requestedBy: values.requestedBy,
    agreedOn: values.agreedOn,
    enteredOn: answer.enteredOn,
    monthsToApply: answer.monthsToApply,
    decisionMonths: answer.decisionMonths,
    territory: territory && `${territory.name} (${territory.code})`,
    localRule:
      origin &&
      `${origin.source}, ${formatDate(origin.sourceDate)}${origin.number === null ? '' : `, version ${origin.number}`}`,
  })

export const StartFsl = ({ householdId, aid, answer, onClose }: Props) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const today = useToday()
  const { form, values, draft } = useDraftedForm<Values>(`fsl/${householdId}`, {
    aid,
    askedCents: null,
    requestedBy: 'social-worker',
    agreedOn: null,
    openedOn: today,
  })
  const command = useApiCommand(api.procedures.start, {
    onDone: () => {
      draft.clear()
      void notify('Demande au FSL ouverte.')
      void navigate(paths.householdProcedures({ slug, householdId }))
    },
  })
  const issues = useIssues(form, command.issues, ['openedOn'])
  const needsAgreement = values.requestedBy !== 'household'
  return (
    <SideForm
      opened
      onClose={onClose}
      title="Ouvrir la demande au FSL"
      submitLabel="Ouvrir la demande"
      because={values.aid === null ? 'Choisissez l’aide demandée.' : undefined}
      command={command}
      issues={issues}
      draft={draft}
      onSubmit={form.onSubmit(() => {
        void command.run({
          householdId,
          kind: 'fsl',
          tenancyId: null,
          openedOn: values.openedOn,
          circumstances: circumstancesOf(values, answer),
        })
      })}
    >
      <Select
        label="Aide demandée"
        data={Object.entries(fslAidKindLabels).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('aid')}
      />
      <AmountInput label="Montant demandé" {...form.getInputProps('askedCents')} />
      <Select
        label="Qui saisit le fonds"
        allowDeselect={false}
        data={Object.entries(fslRequesterLabels).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('requestedBy')}
      />
      {needsAgreement && (
        <DayInput
          label="Jour de l’accord du ménage"
          description="Sans cet accord, un autre que le ménage ne peut pas saisir le fonds (loi 90-449, art. 6-2)."
          max={today}
          {...form.getInputProps('agreedOn')}
        />
      )}
      <DayInput label="Ouverte le" required max={today} {...form.getInputProps('openedOn')} />
    </SideForm>
  )
}
