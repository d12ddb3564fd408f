import { NumberInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; searchId: string; onClose: () => void }
type Values = {
  place: string
  landlordName: string
  rooms: number | string
  proposedOn: PlainDate | null
  rentCents: Cents | null
  chargesCents: Cents | null
  energyCents: Cents | null
  benefitCents: Cents | null
}

const blank = (today: PlainDate): Values => ({
  place: '',
  landlordName: '',
  rooms: '',
  proposedOn: today,
  rentCents: null,
  chargesCents: null,
  energyCents: null,
  benefitCents: null,
})

const missing = ({ place, proposedOn, rentCents, chargesCents, energyCents }: Values) => {
  if (!place.trim()) return 'Dites où est le logement.'
  if (!proposedOn) return 'Indiquez la date.'
  const isCosted = [rentCents, chargesCents, energyCents].every((cents) => cents !== null)
  return isCosted ? undefined : 'Indiquez le loyer, les charges et l’énergie : 0 s’il n’y en a pas.'
}

export const ProposalForm = ({ householdId, searchId, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({ initialValues: blank(today) })
  const draft = useFormDraft(`home-proposal/${searchId}`, form, form.values)
  const command = useApiCommand(api.housing.addProposal, {
    onDone: () => {
      draft.clear()
      void notify('Proposition notée.')
      onClose()
    },
  })
  const fields = ['place', 'landlordName', 'rooms', 'proposedOn', 'rentCents', 'chargesCents', 'energyCents']
  const issues = useIssues(form, command.issues, [...fields, 'benefitCents'])
  const { values } = form
  const save = () => {
    const { proposedOn, rentCents, chargesCents, energyCents } = values
    if (!proposedOn || rentCents === null || chargesCents === null || energyCents === null) return
    void command.run({
      householdId,
      searchId,
      proposedOn,
      place: values.place.trim(),
      landlordName: values.landlordName.trim() || null,
      rooms: values.rooms === '' ? null : Number(values.rooms),
      rentCents,
      chargesCents,
      energyCents,
      benefitCents: values.benefitCents,
    })
  }
  const amount = (
    field: 'rentCents' | 'chargesCents' | 'energyCents' | 'benefitCents',
    label: string,
    hint?: string,
  ) => <AmountInput label={label} description={hint} {...form.getInputProps(field)} value={values[field]} />
  return (
    <SideForm
      title="Noter une proposition"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Noter la proposition"
      because={missing(values)}
      issues={issues}
      draft={draft}
    >
      <TextInput
        label="Logement ou terrain"
        description="Adresse ou commune, type."
        maxLength={200}
        {...form.getInputProps('place')}
      />
      <TextInput label="Bailleur ou propriétaire" maxLength={200} {...form.getInputProps('landlordName')} />
      <NumberInput label="Pièces" min={0} max={20} {...form.getInputProps('rooms')} />
      <DayInput
        label="Proposé le"
        max={today}
        {...form.getInputProps('proposedOn')}
        value={values.proposedOn}
      />
      {amount('rentCents', 'Loyer par mois')}
      {amount('chargesCents', 'Charges par mois')}
      {amount('energyCents', 'Énergie par mois', 'Une estimation : électricité, gaz, autre chauffage.')}
      {amount(
        'benefitCents',
        'Aide au logement estimée',
        'Vide si personne ne l’a estimée : elle compte alors pour zéro.',
      )}
    </SideForm>
  )
}
