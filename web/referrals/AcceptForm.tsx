import { Checkbox, Radio, Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import type { Referral } from '#contract/referrals.ts'
import { likenessReasonLabels } from '#domain/households/same-person.ts'
import type { MeasureMotive } from '#domain/programmes/kinds.ts'
import { api } from '#web/client.ts'
import { asDetails, nobody, PersonFields, type PersonValues } from '#web/households/PersonFields.tsx'
import { HouseholdSelect } from '#web/my-day/HouseholdSelect.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { motiveChoices } from '#web/referrals/AskOwnTeamForm.tsx'
import { whoReads } from '#web/referrals/MessageForms.tsx'
import type { ActProps } from '#web/referrals/ReferralActs.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Values = {
  /** A household proposed, `new`, or `other` to look for one. */
  which: string
  otherId: string | null
  person: PersonValues
  programmeId: string | null
  motive: MeasureMotive
  tellsProgress: boolean
  message: string
}

const personOf = ({ identity, contact }: Referral['content']): PersonValues => ({
  ...nobody,
  ...(identity && {
    civility: identity.civility,
    lastName: identity.lastName,
    firstName: identity.firstName,
    birthOn: identity.birthOn,
  }),
  ...(contact && { phone: contact.phone, email: contact.email, language: contact.language }),
})

const startOf = ({ kind, household, content, candidates }: Referral): Values => ({
  which: household?.id ?? candidates[0]?.householdId ?? 'new',
  otherId: null,
  person: personOf(content),
  programmeId: null,
  motive: content.motive ?? 'other',
  tellsProgress: kind === 'transfer',
  message: '',
})

/** Accepting opens or joins a file here, and asks for a measure when a programme is chosen. */
export const AcceptForm = ({ referral, onClose }: ActProps) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const form = useForm<Values>({ initialValues: startOf(referral) })
  const draft = useFormDraft(`accept/${referral.id}`, form, form.values)
  const programmes = useApiQuery(api.referrals.programmes, {})
  const accept = useApiCommand(api.referrals.accept, {
    onDone: ({ householdId, measureId }) => {
      draft.clear()
      void navigate(measureId ? paths.measure({ slug, measureId }) : paths.household({ slug, householdId }))
    },
  })
  const issues = useIssues(form, accept.issues, Object.keys(form.values))
  const { values } = form
  const isHandover = referral.kind === 'transfer'
  return (
    <SideForm
      title="Accepter la demande"
      opened
      onClose={onClose}
      command={accept}
      issues={issues}
      draft={draft}
      submitLabel="Accepter la demande"
      because={whyNot(values, isHandover)}
      onSubmit={form.onSubmit(({ which, otherId, person, message, ...rest }) => {
        void accept.run({
          ...{ ...rest, referralId: referral.id, version: referral.version },
          householdId: which === 'new' ? null : which === 'other' ? otherId : which,
          person: which === 'new' ? asDetails(person) : null,
          message: message.trim() || null,
        })
      })}
    >
      <WhichHousehold referral={referral} form={form} />
      {values.which === 'other' && (
        <HouseholdSelect value={values.otherId} onChange={(id) => form.setFieldValue('otherId', id)} />
      )}
      {values.which === 'new' && <PersonFields form={form} at="person." />}
      <Select
        label="Dispositif"
        description={
          isHandover
            ? 'La mesure transférée se reprend ici, dans ce dispositif.'
            : 'Facultatif : avec un dispositif, une mesure est demandée tout de suite.'
        }
        clearable={!isHandover}
        data={(programmes.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('programmeId')}
      />
      <Select label="Motif" data={motiveChoices} {...form.getInputProps('motive')} />
      {values.programmeId && referral.newsTravel !== 'by-hand' && (
        <Checkbox
          label="Dire à l’expéditeur quand l’accompagnement commence et quand il se termine"
          description="Les deux dates seulement, rien d’autre."
          {...form.getInputProps('tellsProgress', { type: 'checkbox' })}
        />
      )}
      <Textarea
        label="Message"
        description={whoReads(referral)}
        autosize
        minRows={2}
        maxLength={5000}
        {...form.getInputProps('message')}
      />
    </SideForm>
  )
}

const whyNot = ({ which, otherId, person, programmeId }: Values, isHandover: boolean): string | undefined => {
  if (isHandover && !programmeId) return 'Choisissez le dispositif où la mesure se reprend.'
  if (which === 'other' && !otherId) return 'Choisissez le ménage.'
  return which === 'new' && person.lastName.trim() === '' ? 'Écrivez au moins un nom.' : undefined
}

type WhichProps = { referral: Referral; form: ReturnType<typeof useForm<Values>> }

const WhichHousehold = ({ referral: { household, candidates }, form }: WhichProps) => {
  if (household) return <p>Le dossier est connu : {household.label}.</p>
  const known = [...new Map(candidates.map((one) => [one.householdId, one])).values()]
  return (
    <Radio.Group label="Quel dossier" {...form.getInputProps('which')}>
      {known.map(({ householdId, label, reasons }) => (
        <Radio
          key={householdId}
          mt="xs"
          value={householdId}
          label={label}
          description={reasons.map((reason) => likenessReasonLabels[reason].toLowerCase()).join(', ')}
        />
      ))}
      <Radio mt="xs" value="new" label="Un nouveau dossier, avec ce qui a été reçu" />
      <Radio mt="xs" value="other" label="Un autre dossier existant" />
    </Radio.Group>
  )
}
