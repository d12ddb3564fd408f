import { Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import type { PlainDate } from '#domain/plain-date.ts'
import {
  type MeasureMotive,
  type PrescriberKind,
  prescriberKindLabels,
  prescriberKinds,
} from '#domain/programmes/kinds.ts'
import { api } from '#web/client.ts'
import { asDetails, nobody, PersonFields, type PersonValues } from '#web/households/PersonFields.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { motiveChoices } from '#web/referrals/AskOwnTeamForm.tsx'
import classes from '#web/referrals/referrals.module.css'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Page } from '#web/ui/Page.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  service: string
  senderKind: PrescriberKind
  person: PersonValues
  address: string
  motive: MeasureMotive
  message: string
  informedOn: PlainDate | null
}

const senders = prescriberKinds.filter((kind) => kind !== 'household' && kind !== 'own-team')

const whyNot = ({ service, person, message, informedOn }: Values): string | undefined => {
  if (service.trim() === '') return 'Dites quel service fait la demande.'
  if (person.lastName.trim() === '') return 'Écrivez au moins le nom de la personne.'
  if (message.trim() === '') return 'Dites ce qui est demandé.'
  return informedOn ? undefined : 'Notez quand le ménage a été informé.'
}

/** A prescriber sends a household. */
export const NewRequestPage = () => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const today = useToday()
  const form = useForm<Values>({
    initialValues: {
      ...{ service: '', senderKind: 'state-service', person: nobody, address: '' },
      ...{ motive: 'access-to-home', message: '', informedOn: null },
    },
  })
  const draft = useFormDraft('new-request', form, form.values)
  const prescribe = useApiCommand(api.referrals.prescribe, {
    onDone: ({ referralId }) => {
      draft.clear()
      void navigate(paths.ownRequest({ slug, referralId }))
    },
  })
  const issues = useIssues(form, prescribe.issues, Object.keys(form.values))
  return (
    <Page title="Nouvelle demande" crumbs={[{ label: 'Mes demandes', to: paths.ownRequests({ slug }) }]}>
      <div className={classes.narrow}>
        <PageForm
          command={prescribe}
          issues={issues}
          draft={draft}
          submitLabel="Adresser la demande"
          because={whyNot(form.values)}
          onSubmit={form.onSubmit(({ person, address, informedOn, ...rest }) =>
            informedOn
              ? void prescribe.run({
                  ...{ ...rest, channel: 'screen', informedOn, person: asDetails(person) },
                  address: address.trim() || null,
                })
              : undefined,
          )}
        >
          <TextInput
            label="Votre service"
            placeholder="DDETS, service logement"
            maxLength={120}
            {...form.getInputProps('service')}
          />
          <Select
            label="Vous êtes"
            data={senders.map((value) => ({ value, label: prescriberKindLabels[value] }))}
            {...form.getInputProps('senderKind')}
          />
          <h2 className={classes.part}>La personne à accompagner</h2>
          <PersonFields form={form} at="person." />
          <TextInput label="Adresse" maxLength={300} {...form.getInputProps('address')} />
          <h2 className={classes.part}>La demande</h2>
          <Select label="Motif" data={motiveChoices} {...form.getInputProps('motive')} />
          <Textarea
            label="Situation et attente"
            description="L’essentiel : les détails se diront au premier rendez-vous."
            autosize
            minRows={4}
            maxLength={5000}
            {...form.getInputProps('message')}
          />
          <DayInput
            label="Le ménage a été informé de cette demande le"
            max={today}
            {...form.getInputProps('informedOn')}
            value={form.values.informedOn}
          />
        </PageForm>
      </div>
    </Page>
  )
}
