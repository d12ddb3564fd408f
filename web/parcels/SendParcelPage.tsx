import { Button, NumberInput, Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link, useNavigate, useParams } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { parcels } from '#contract/parcels.ts'
import { isConsentFor, isConsentRunning, needsConsent } from '#domain/parcels/decide-sharing.ts'
import { type FileParcelKind, fileParcelKinds, parcelKindLabels } from '#domain/parcels/kinds.ts'
import { addMonths, formatDate, type PlainDate } from '#domain/plain-date.ts'
import { type MeasureMotive, measureMotiveLabels, measureMotives } from '#domain/programmes/kinds.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { ContentView } from '#web/parcels/ContentView.tsx'
import classes from '#web/parcels/parcels.module.css'
import { emptyTerms, TermsFields, type TermsValues, termsFields } from '#web/parcels/TermsFields.tsx'
import { paths } from '#web/paths.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { notify } from '#web/ui/notify.ts'
import { Page } from '#web/ui/Page.tsx'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Options = Output<typeof parcels.options>
type Values = TermsValues & {
  kind: FileParcelKind
  motive: MeasureMotive
  message: string
  termOn: PlainDate | null
  reportEveryMonths: number | ''
}

/** From a household's file to a partner: what leaves is seen before it does. */
export const SendParcelPage = () => {
  const { householdId = '' } = useParams()
  const slug = useOrganisationSlug()
  const { data, error, refetch } = useApiQuery(api.parcels.options, { householdId })
  const crumbs = [
    { label: 'Ménages', to: paths.households({ slug }) },
    { label: data?.label || 'Ménage', to: paths.householdShared({ slug, householdId }) },
  ]
  return (
    <Page title="Orienter ou confier une mission" crumbs={crumbs}>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture du dossier…" />}
      {data && data.partners.length === 0 && <NoPartner />}
      {data && data.partners.length > 0 && <SendForm householdId={householdId} options={data} />}
    </Page>
  )
}

const NoPartner = () => {
  const slug = useOrganisationSlug()
  const access = useAccess('manage-partners')
  return (
    <EmptyState
      title="Aucun partenaire pour l’instant"
      action={
        access.allowed && (
          <Button component={Link} to={paths.settingsPartners({ slug })}>
            Ouvrir les partenaires
          </Button>
        )
      }
    >
      Un responsable ou un administrateur relie d’abord l’organisation à ses partenaires, dans Réglages.
    </EmptyState>
  )
}

const SendForm = ({ householdId, options }: { householdId: string; options: Options }) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const today = useToday()
  const form = useForm<Values>({
    initialValues: {
      ...emptyTerms(today),
      ...{ kind: 'referral', motive: 'arrears', message: '', termOn: addMonths(today, 12) },
      reportEveryMonths: 3,
    },
  })
  const draft = useFormDraft(`send-parcel/${householdId}`, form, form.values)
  const send = useApiCommand(api.parcels.send, {
    onDone: ({ parcelId }) => {
      draft.clear()
      notify('Envoi préparé. Il part le jour dit, si tout y est encore permis.')
      void navigate(paths.sentParcel({ slug, parcelId }))
    },
  })
  const issues = useIssues(form, send.issues, [...termsFields, 'motive', 'message', 'termOn'])
  const { values } = form
  const partner = options.partners.find(({ id }) => id === values.partnerId)
  const consents = partner ? consentsFor(options, partner, values.leavesOn ?? today) : []
  const isConsentNeeded = needsConsent(values)
  return (
    <div className={classes.sides}>
      <PageForm
        command={send}
        submitLabel={values.leavesOn === today ? 'Envoyer' : 'Préparer l’envoi'}
        because={whyNot(values, isConsentNeeded)}
        issues={issues}
        draft={draft}
        onSubmit={form.onSubmit((filled) => {
          const { partnerId, leavesOn, expiresOn, kind, message, reportEveryMonths, termOn, ...rest } = filled
          if (!partnerId || !leavesOn || !expiresOn) return
          const isMandate = kind === 'mandate'
          void send.run({
            ...{ ...rest, householdId, kind, partnerId, leavesOn, expiresOn },
            consentId: isConsentNeeded ? rest.consentId : null,
            message: message.trim() || null,
            termOn: isMandate ? termOn : null,
            reportEveryMonths: isMandate && reportEveryMonths !== '' ? reportEveryMonths : null,
          })
        })}
      >
        <Select
          label="Nature de l’envoi"
          data={fileParcelKinds.map((value) => ({ value, label: parcelKindLabels[value] }))}
          {...form.getInputProps('kind')}
        />
        <Select
          label="Motif"
          data={measureMotives.map((value) => ({ value, label: measureMotiveLabels[value] }))}
          {...form.getInputProps('motive')}
        />
        <Textarea
          label="Message au partenaire"
          description="Des faits utiles, rien de plus : il le lira tel quel."
          autosize
          minRows={3}
          maxLength={5000}
          {...form.getInputProps('message')}
        />
        {values.kind === 'mandate' && (
          <>
            <DayInput
              label="Terme de la mission"
              min={today}
              {...form.getInputProps('termOn')}
              value={values.termOn}
            />
            <NumberInput
              label="Un rapport tous les … mois"
              description="Vide : un seul rapport, à la fin."
              min={1}
              max={12}
              {...form.getInputProps('reportEveryMonths')}
            />
          </>
        )}
        <TermsFields
          form={form}
          today={today}
          partners={options.partners.map(partnerOption)}
          categories={options.categories.map(({ category, mayRead }) => ({
            category,
            because: mayRead ? undefined : 'Vous ne lisez pas cette partie du dossier.',
          }))}
          consents={consents}
          isConsentNeeded={isConsentNeeded}
        />
      </PageForm>
      <Preview householdId={householdId} values={values} partner={partner?.name} />
    </div>
  )
}

const partnerOption = ({ id, name, linkState }: Options['partners'][number]) => ({
  value: id,
  label: linkState === 'none' ? `${name} (hors de Palier, à remettre soi-même)` : name,
  disabled: linkState !== 'none' && linkState !== 'agreed',
})

const consentsFor = (options: Options, partner: Options['partners'][number], on: PlainDate) =>
  options.consents
    .filter((consent) => isConsentFor(consent, partner) && isConsentRunning(consent, on))
    .map(({ id, personName, givenOn }) => ({
      value: id,
      label: `${personName}, le ${formatDate(givenOn)}`,
    }))

const whyNot = (values: Values, isConsentNeeded: boolean): string | undefined => {
  if (!values.partnerId) return 'Choisissez un partenaire.'
  if (values.categories.length === 0) return 'Choisissez au moins une catégorie.'
  if (!values.informedOn && values.legalBasis !== 'child-protection')
    return 'Notez quand le ménage a été informé.'
  if (isConsentNeeded && !values.consentId) return 'Cet envoi demande un accord du ménage.'
  if (!values.leavesOn || !values.expiresOn) return 'Donnez le jour du départ et celui de l’effacement.'
  return values.kind === 'mandate' && !values.termOn ? 'Donnez le terme de la mission.' : undefined
}

type PreviewProps = { householdId: string; values: Values; partner: string | undefined }

const Preview = ({ householdId, values, partner }: PreviewProps) => {
  const { categories, motive, message } = values
  const { data } = useApiQuery(api.parcels.preview, { householdId, categories }, { keepPrevious: true })
  return (
    <Section title="Ce qui partira, exactement" {...(partner ? { aside: `vers ${partner}` } : {})}>
      {data && (
        <div className={classes.preview}>
          <ContentView content={{ ...data.content, motive, ...(message.trim() ? { message } : {}) }} />
        </div>
      )}
      <p className={classes.quiet}>
        Le partenaire reçoit une copie : il ne voit rien d’autre du dossier, et vous ne verrez du sien que les
        nouvelles qu’il choisit de donner.
      </p>
    </Section>
  )
}
