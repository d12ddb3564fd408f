import { useState } from 'react'
import type { PlanView, ScheduleVersion } from '#contract/plan-shapes.ts'
import { type VersionEventKind, versionEventLabels } from '#domain/plans/schedule-versions.ts'
import { api } from '#web/client.ts'
import { FactForm, factNoted } from '#web/plans/FactForm.tsx'
import classes from '#web/plans/plans.module.css'
import { SignedAgreementForm } from '#web/plans/SignedAgreementForm.tsx'
import { useAccess } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { plan: PlanView; version: ScheduleVersion }

const signatures: readonly VersionEventKind[] = ['signed-by-tenant', 'signed-by-landlord']

/** A renegotiated version that is not agreed yet: what it changes, and what to do so that it runs. */
export const PendingVersion = ({ plan, version }: Props) => {
  const [noted, setNoted] = useState<VersionEventKind>()
  const [isSigning, setSigning] = useState(false)
  const { because } = useAccess('agree-plan')
  const awaitsSignature = version.permittedEvents.some((kind) => signatures.includes(kind))
  return (
    <>
      <Notice
        kind="soon"
        title={`La version ${version.number} attend d’être conclue`}
        action={
          <div className={classes.buttons}>
            {awaitsSignature && (
              <ReasonedButton size="xs" because={because} onClick={() => setSigning(true)}>
                Garder l’accord signé
              </ReasonedButton>
            )}
            {version.permittedEvents.map((kind) => (
              <ReasonedButton
                key={kind}
                size="xs"
                variant="default"
                because={because}
                onClick={() => setNoted(kind)}
              >
                {versionEventLabels[kind]}
              </ReasonedButton>
            ))}
          </div>
        }
      >
        {adviceOf(version)} Jusque-là, la version {plan.scheduleNumber} continue.
        <ChangesTable version={version} />
      </Notice>
      {noted && (
        <VersionFactForm plan={plan} version={version} kind={noted} onClose={() => setNoted(undefined)} />
      )}
      {isSigning && (
        <SignedAgreementForm
          plan={plan}
          scheduleNumber={version.number}
          min={version.effectiveOn}
          onClose={() => setSigning(false)}
        />
      )}
    </>
  )
}

const adviceOf = ({ state, needsPayerApproval }: ScheduleVersion): string => {
  if (state === 'signed-by-tenant') return 'Il manque la signature du bailleur.'
  if (state === 'signed-by-landlord')
    return 'Une aide au logement est en paiement : envoyez cette version à la CAF ou à la MSA.'
  if (state === 'submitted-to-payer') return 'La CAF ou la MSA doit répondre.'
  return needsPayerApproval
    ? 'Imprimez l’accord, faites-le signer par le locataire puis par le bailleur, puis envoyez-le à la CAF ou à la MSA.'
    : 'Imprimez l’accord, faites-le signer par le locataire puis par le bailleur.'
}

/** What the version changes of what is still to be paid. */
export const ChangesTable = ({ version }: { version: ScheduleVersion }) =>
  version.changes.length === 0 ? null : (
    <table className={classes.effects}>
      <caption className="on-screen-readers">Ce que change la version {version.number}</caption>
      <thead>
        <tr>
          <th scope="col">Ce qui change</th>
          <th scope="col">Avant</th>
          <th scope="col">Version {version.number}</th>
        </tr>
      </thead>
      <tbody>
        {version.changes.map(({ label, before, after }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{before}</td>
            <td>{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )

const VersionFactForm = ({
  plan,
  version,
  kind,
  onClose,
}: Props & { kind: VersionEventKind; onClose: () => void }) => {
  const command = useApiCommand(api.plans.recordVersionEvent, { onDone: factNoted(onClose) })
  return (
    <FactForm
      title={`Version ${version.number} : ${versionEventLabels[kind].toLocaleLowerCase('fr')}`}
      min={version.effectiveOn}
      command={command}
      onClose={onClose}
      onNote={(fact) =>
        void command.run({
          householdId: plan.householdId,
          planId: plan.id,
          scheduleNumber: version.number,
          kind,
          ...fact,
        })
      }
    />
  )
}
