import { useForm } from '@mantine/form'
import type { ReactNode } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { plans } from '#contract/plans.ts'
import { readParameters } from '#domain/parameters.ts'
import { addDays, addMonths, firstOfMonth, type PlainDate } from '#domain/plain-date.ts'
import { decideRepaymentPlan, type PlanOffer } from '#domain/plans/decide-repayment-plan.ts'
import { Invalid, Refused } from '#web/api-error.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { ChooseTenancy } from '#web/plans/ChooseTenancy.tsx'
import { DebtLines } from '#web/plans/DebtLines.tsx'
import { firstOffer, type OfferValues, readOffer } from '#web/plans/offer-values.ts'
import { PlanPreview } from '#web/plans/PlanPreview.tsx'
import { PlanTermsFields } from '#web/plans/PlanTermsFields.tsx'
import classes from '#web/plans/plans.module.css'
import { useToday } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { Page } from '#web/ui/Page.tsx'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { day, text } from '#web/ui/url-state.ts'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

export type PlanDraft = Output<typeof plans.openDraft>

const schema = { location: text(), dette: day() }

export const NewPlanPage = () => {
  const { slug = '', householdId = '' } = useParams()
  const [{ location }] = useUrlState(schema)
  return location ? (
    <DraftPage slug={slug} householdId={householdId} tenancyId={location} />
  ) : (
    <PlanFrame slug={slug} householdId={householdId}>
      <ChooseTenancy slug={slug} householdId={householdId} />
    </PlanFrame>
  )
}

type OfHousehold = { slug: string; householdId: string }

const PlanFrame = ({
  slug,
  householdId,
  subtitle,
  children,
}: OfHousehold & { subtitle?: string | undefined; children: ReactNode }) => (
  <Page
    title="Préparer un plan d’apurement"
    subtitle={subtitle}
    crumbs={[{ label: 'Accompagnement du ménage', to: paths.householdSupport({ slug, householdId }) }]}
  >
    {children}
  </Page>
)

const DraftPage = ({ slug, householdId, tenancyId }: OfHousehold & { tenancyId: string }) => {
  const today = useToday()
  const [{ dette }, setState] = useUrlState(schema)
  const debtOn = dette ?? today
  const { data, error, refetch } = useApiQuery(
    api.plans.openDraft,
    { householdId, tenancyId, debtOn },
    { keepPrevious: true },
  )
  // An address cut short or kept too long names no tenancy of this household: the page asks which.
  const isUnknown =
    (error instanceof Refused && error.reason === 'unknown-record') || error instanceof Invalid
  return (
    <PlanFrame slug={slug} householdId={householdId} subtitle={data && `Location ${data.tenancyNumber}`}>
      {error &&
        (isUnknown ? (
          <ChooseTenancy slug={slug} householdId={householdId} isLost />
        ) : (
          <ErrorState error={error} retry={() => void refetch()} />
        ))}
      {!data && !error && <Waiting label="Calcul de la dette" />}
      {data && !error && (
        <>
          <Section title="La dette">
            <div className={classes.debt}>
              <DayInput
                label="Dette arrêtée au"
                value={debtOn}
                max={today}
                onChange={(chosen) => chosen && setState({ dette: chosen === today ? undefined : chosen })}
              />
              <p>
                <strong>
                  <Amount cents={data.debtCents} />
                </strong>{' '}
                d’après les écritures du bailleur.
              </p>
            </div>
            <DebtLines lines={data.lines} leftOut={data.linesLeftOut} />
          </Section>
          <OfferForm
            key={`${tenancyId} ${debtOn}`}
            draft={data}
            debtOn={debtOn}
            householdId={householdId}
            tenancyId={tenancyId}
            slug={slug}
          />
        </>
      )}
    </PlanFrame>
  )
}

type OfferProps = {
  draft: PlanDraft
  debtOn: PlainDate
  householdId: string
  tenancyId: string
  slug: string
}

const OfferForm = ({ draft, debtOn, householdId, tenancyId, slug }: OfferProps) => {
  const today = useToday()
  const navigate = useNavigate()
  const form = useForm<OfferValues>({ initialValues: firstOffer(draft.debtCents, nextFifth(today)) })
  const kept = useFormDraft(`plan/${tenancyId}`, form, form.values)
  const command = useApiCommand(api.plans.proposePlan, {
    onDone: ({ planId }) => {
      kept.clear()
      void notify('Plan proposé : il est prêt à être signé.')
      void navigate(paths.plan({ slug, householdId, planId }))
    },
  })
  const issues = useIssues(form, command.issues, [])
  const offer = readOffer(form.values)
  const decision = offer && decide(draft, debtOn, offer, today)
  const because = decision
    ? decision.outcome === 'refused'
      ? 'Ce plan ne peut pas être proposé : voyez la raison dans l’aperçu.'
      : undefined
    : 'Complétez le plan : montant, mensualités, première échéance.'
  return (
    <div className={classes.twoColumns}>
      <Section title="Le plan">
        <PageForm
          onSubmit={form.onSubmit(
            () =>
              void (
                offer && command.run({ householdId, tenancyId, debtOn, debtCents: draft.debtCents, offer })
              ),
          )}
          command={command}
          submitLabel="Proposer ce plan"
          because={because}
          issues={issues}
          draft={kept}
        >
          <PlanTermsFields
            form={form}
            latest={addDays(
              today,
              readParameters(draft.figures, today).readNearest('plan.first-due-within-days'),
            )}
            today={today}
          />
        </PageForm>
      </Section>
      <Section title="Aperçu">
        {decision && offer ? (
          <PlanPreview draft={draft} decision={decision} offer={offer} />
        ) : (
          <Notice kind="plain">L’échéancier s’affiche ici dès que le plan est complet.</Notice>
        )}
      </Section>
    </div>
  )
}

/** The very rule the server applies, with the same figures. */
const decide = (draft: PlanDraft, debtOn: PlainDate, offer: PlanOffer, today: PlainDate) =>
  decideRepaymentPlan(
    {
      debtCents: draft.debtCents,
      debtOn,
      hasRunningPlan: draft.runningPlanId !== null,
      isFrozenByOverindebtedness: draft.isFrozenByOverindebtedness,
      currentRentResumed: draft.currentRentResumed,
      benefitInPayment: draft.benefitInPayment,
    },
    offer,
    draft.means ?? {
      monthlyMarginCents: null,
      repaymentCapacityCents: null,
      residualPerMonthCents: null,
      unitsHundredths: null,
    },
    today,
    readParameters(draft.figures, today),
  )

/** Wages and benefits are in by the fifth: a usual first due date. */
const nextFifth = (today: PlainDate): PlainDate => addDays(addMonths(firstOfMonth(today), 1), 4)
