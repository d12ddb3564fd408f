import { useState } from 'react'
import type { PlanView } from '#contract/plan-shapes.ts'
import type { PlanEventKind } from '#domain/plans/plan-states.ts'
import { planEventLabels } from '#domain/plans/plan-words.ts'
import { api } from '#web/client.ts'
import { FactForm, factNoted } from '#web/plans/FactForm.tsx'
import classes from '#web/plans/plans.module.css'
import { SignedAgreementForm } from '#web/plans/SignedAgreementForm.tsx'
import { useAccess } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useApiCommand } from '#web/use-api.ts'

const advice: Partial<Record<PlanView['state'], string>> = {
  proposed: 'Imprimez l’accord, faites-le signer par le locataire puis par le bailleur, et gardez-le ici.',
  'signed-by-tenant': 'Il manque la signature du bailleur.',
  'signed-by-landlord': 'Une aide au logement est en paiement : envoyez le plan à la CAF ou à la MSA.',
  'submitted-to-payer': 'La CAF ou la MSA doit répondre. Notez sa réponse dès qu’elle arrive.',
  missed: 'Appelez le ménage aujourd’hui. Un paiement tardif remet le plan en ordre dès qu’il est importé.',
  lapsed: 'Le plan ne tient plus : voyez le maintien de l’aide, puis renégociez ou préparez un autre plan.',
  'paid-off': 'La dette du plan est payée. Dites-le au ménage.',
}

const signatures: readonly PlanEventKind[] = ['signed-by-tenant', 'signed-by-landlord']

/** What to do now, and what may be noted. */
export const NextSteps = ({ plan }: { plan: PlanView }) => {
  const [noted, setNoted] = useState<PlanEventKind>()
  const [isSigning, setSigning] = useState(false)
  const { because } = useAccess('agree-plan')
  const told = advice[plan.state]
  const awaitsSignature = plan.permittedEvents.some((kind) => signatures.includes(kind))
  const kind = plan.state === 'missed' || plan.state === 'lapsed' ? 'late' : 'plain'
  const buttons = (
    <div className={classes.buttons}>
      {awaitsSignature && (
        <ReasonedButton size="xs" because={because} onClick={() => setSigning(true)}>
          Garder l’accord signé
        </ReasonedButton>
      )}
      {plan.permittedEvents.map((event) => (
        <ReasonedButton
          key={event}
          size="xs"
          variant="default"
          because={because}
          onClick={() => setNoted(event)}
        >
          {planEventLabels[event]}
        </ReasonedButton>
      ))}
    </div>
  )
  return (
    <>
      {told ? (
        <Notice kind={kind} action={buttons}>
          {told}
        </Notice>
      ) : (
        buttons
      )}
      {noted && <EventForm plan={plan} kind={noted} onClose={() => setNoted(undefined)} />}
      {isSigning && (
        <SignedAgreementForm
          plan={plan}
          scheduleNumber={1}
          min={plan.proposedOn}
          onClose={() => setSigning(false)}
        />
      )}
    </>
  )
}

type FormProps = { plan: PlanView; kind: PlanEventKind; onClose: () => void }

const EventForm = ({ plan, kind, onClose }: FormProps) => {
  const command = useApiCommand(api.plans.recordEvent, { onDone: factNoted(onClose) })
  return (
    <FactForm
      title={planEventLabels[kind]}
      min={plan.proposedOn}
      command={command}
      onClose={onClose}
      onNote={(fact) => void command.run({ householdId: plan.householdId, planId: plan.id, kind, ...fact })}
    />
  )
}
