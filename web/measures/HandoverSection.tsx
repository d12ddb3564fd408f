import { useState } from 'react'
import { Link } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { MeasureView } from '#contract/measure-shapes.ts'
import type { measures } from '#contract/measures.ts'
import { awaitsAnswer, type HandoverState, handoverStateLabels } from '#domain/measures/handover.ts'
import { runningStatuses } from '#domain/measures/kinds.ts'
import { api } from '#web/client.ts'
import { HandOverForm } from '#web/measures/HandOverForm.tsx'
import classes from '#web/measures/measures.module.css'
import { TransferForm } from '#web/measures/TransferForm.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { HandoverView } from '#web/parcels/ContentView.tsx'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** Who had the measure before, who is asked to take it, and the two ways of handing it over. */
export const HandoverSection = ({ measure }: { measure: MeasureView }) => {
  const [form, setForm] = useState<'referent' | 'service' | undefined>()
  const { because } = useAccess('manage-measures')
  const { data } = useApiQuery(api.measures.handovers, { measureId: measure.measureId })
  const sent = data?.sent ?? []
  const isRunning = (runningStatuses as readonly string[]).includes(measure.status)
  const isAwaited = sent.some(({ state }) => awaitsAnswer(state))
  const close = () => setForm(undefined)
  return (
    <Section
      title="Passation"
      actions={
        <>
          <ReasonedButton
            size="xs"
            variant="default"
            because={because ?? (measure.leadId ? undefined : 'Cette mesure n’a pas encore de référent.')}
            onClick={() => setForm('referent')}
          >
            À un autre référent
          </ReasonedButton>
          <ReasonedButton
            size="xs"
            variant="default"
            because={because ?? whyNot(isRunning, isAwaited)}
            onClick={() => setForm('service')}
          >
            À un autre service
          </ReasonedButton>
        </>
      }
    >
      {data?.received && <Received received={data.received} />}
      {sent.length > 0 ? (
        <ul className={classes.rows}>
          {sent.map((one) => (
            <SentHandover key={one.parcelId} handover={one} />
          ))}
        </ul>
      ) : (
        !data?.received && (
          <p className={classes.soft}>
            Quand quelqu’un d’autre prend la suite : ce qui a été fait, ce qui reste, les dates, les points de
            vigilance.
          </p>
        )
      )}
      {form === 'referent' && <TransferForm measure={measure} onClose={close} />}
      {form === 'service' && <HandOverForm measure={measure} onClose={close} />}
    </Section>
  )
}

const whyNot = (isRunning: boolean, isAwaited: boolean): string | undefined => {
  if (!isRunning) return 'Seule une mesure en cours se transfère.'
  return isAwaited ? 'Une passation attend déjà la réponse d’un autre service.' : undefined
}

type Handovers = Output<typeof measures.handovers>

const Received = ({ received }: { received: NonNullable<Handovers['received']> }) => {
  const slug = useOrganisationSlug()
  return (
    <>
      <p>
        Reprise de {received.from}, reçue le <Day date={received.on} /> (
        <Link to={paths.referral({ slug, referralId: received.referralId })}>la demande</Link>).
      </p>
      {received.content ? (
        <HandoverView handover={received.content} />
      ) : (
        <p className={classes.soft}>La copie reçue est arrivée à son terme : elle a été effacée.</p>
      )}
    </>
  )
}

const signals: Readonly<Record<HandoverState, SignalKind>> = {
  waiting: 'none',
  sent: 'none',
  'more-asked': 'soon',
  accepted: 'done',
  declined: 'late',
  redirected: 'soon',
  stopped: 'none',
  withdrawn: 'none',
}

const SentHandover = ({ handover }: { handover: Handovers['sent'][number] }) => {
  const slug = useOrganisationSlug()
  const { parcelId, partner, preparedOn, leavesOn, state, stateOn } = handover
  return (
    <li>
      <div>
        <Link to={paths.sentParcel({ slug, parcelId })}>{partner}</Link>
        <p className={classes.small}>
          Proposée le <Day date={preparedOn} />
          {state === 'waiting' && (
            <>
              , part le <Day date={leavesOn} />
            </>
          )}
        </p>
      </div>
      <div>
        <Signal kind={signals[state]}>{handoverStateLabels[state]}</Signal>
        {stateOn && state !== 'waiting' && (
          <p className={classes.small}>
            <Day date={stateOn} />
          </p>
        )}
      </div>
    </li>
  )
}
