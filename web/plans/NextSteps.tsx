import { Button, FileInput, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { PlanView } from '#contract/plan-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { PlanEventKind } from '#domain/plans/plan-states.ts'
import { planEventLabels } from '#domain/plans/plan-words.ts'
import { api } from '#web/client.ts'
import classes from '#web/plans/plans.module.css'
import { useAccess, useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiUpload } from '#web/use-api.ts'

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
      {isSigning && <SignedForm plan={plan} onClose={() => setSigning(false)} />}
    </>
  )
}

type FormProps = { plan: PlanView; onClose: () => void }

const EventForm = ({ plan, kind, onClose }: FormProps & { kind: PlanEventKind }) => {
  const today = useToday()
  const form = useForm<{ on: PlainDate | null; note: string }>({ initialValues: { on: today, note: '' } })
  const command = useApiCommand(api.plans.recordEvent, {
    onDone: () => {
      void notify('Fait noté.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['on', 'note'])
  const { on, note } = form.values
  const save = () => {
    if (on)
      void command.run({
        householdId: plan.householdId,
        planId: plan.id,
        kind,
        on,
        note: note.trim() || null,
      })
  }
  return (
    <SideForm
      title={planEventLabels[kind]}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Noter ce fait"
      because={on ? undefined : 'Indiquez la date.'}
      issues={issues}
    >
      <DayInput label="Date" min={plan.proposedOn} max={today} {...form.getInputProps('on')} value={on} />
      <Textarea label="Précision" autosize minRows={3} maxLength={2_000} {...form.getInputProps('note')} />
    </SideForm>
  )
}

const SignedForm = ({ plan, onClose }: FormProps) => {
  const today = useToday()
  const [file, setFile] = useState<File | null>(null)
  const [tenantOn, setTenantOn] = useState<PlainDate | null>(today)
  const [landlordOn, setLandlordOn] = useState<PlainDate | null>(today)
  const command = useApiUpload(api.plans.keepSignedAgreement, {
    onDone: () => {
      void notify('Accord signé gardé dans les documents.')
      onClose()
    },
  })
  const save = () => {
    if (file && tenantOn && landlordOn)
      void command.run(
        {
          householdId: plan.householdId,
          planId: plan.id,
          signedByTenantOn: tenantOn,
          signedByLandlordOn: landlordOn,
        },
        file,
      )
  }
  return (
    <SideForm
      title="Garder l’accord signé"
      opened
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      command={command}
      submitLabel="Garder l’accord"
      because={file && tenantOn && landlordOn ? undefined : 'Choisissez le fichier et les deux dates.'}
      issues={command.issues}
    >
      <FileInput
        label="Fichier"
        description="PDF, ou photo en JPEG ou PNG."
        placeholder="Choisir un fichier"
        accept="application/pdf,image/jpeg,image/png"
        value={file}
        onChange={setFile}
      />
      <DayInput
        label="Signé par le locataire le"
        min={plan.proposedOn}
        max={today}
        value={tenantOn}
        onChange={setTenantOn}
      />
      <DayInput
        label="Signé par le bailleur le"
        min={plan.proposedOn}
        max={today}
        value={landlordOn}
        onChange={setLandlordOn}
      />
      {command.isRunning && (
        <Button variant="default" onClick={command.cancel}>
          Arrêter l’envoi
        </Button>
      )}
    </SideForm>
  )
}
