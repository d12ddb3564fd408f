import { Button } from '@mantine/core'
import { useState } from 'react'
import type { AmendmentView, Convention } from '#contract/convention-shapes.ts'
import { fundingFieldLabels } from '#domain/funding/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { tellTerritory } from '#domain/territories/kinds.ts'
import { api } from '#web/client.ts'
import { withFigures } from '#web/conventions/AmendmentForm.tsx'
import classes from '#web/conventions/conventions.module.css'
import { tellClauses } from '#web/conventions/tell-clauses.ts'
import { useAccess } from '#web/session/session.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { Section } from '#web/ui/Section.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand } from '#web/use-api.ts'

/** Each amendment and what it changes: nothing is ever written over what was agreed. */
export const AmendmentsSection = ({ convention }: { convention: Convention }) => {
  const { allowed } = useAccess('edit-conventions')
  const [cancelled, setCancelled] = useState<AmendmentView>()
  const { id, version, amendments } = convention
  const cancel = useApiCommand(api.conventions.cancelAmendment, {
    onDone: () => {
      void notify('Avenant annulé.')
      setCancelled(undefined)
    },
  })
  return (
    <Section title="Avenants">
      {amendments.length === 0 ? (
        <EmptyState title="Aucun avenant">
          Ce qui change après la signature s’ajoute ici, sans rien effacer de ce qui a été convenu.
        </EmptyState>
      ) : (
        <ul className={classes.rows}>
          {amendments.map((amendment) => (
            <li key={amendment.id}>
              <Line amendment={amendment} />
              {allowed && !amendment.cancelled && (
                <Button variant="subtle" size="compact-sm" onClick={() => setCancelled(amendment)}>
                  Annuler<span className="on-screen-readers"> l’avenant {amendment.number}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {cancelled && (
        <ReasonForm
          title={`Annuler l’avenant ${cancelled.number}`}
          submitLabel="Annuler l’avenant"
          draftKey={`amendment-cancel/${cancelled.id}`}
          maxLength={300}
          command={{ ...cancel, refusal: withFigures(cancel.refusal) }}
          onReason={(reason) => cancel.run({ conventionId: id, version, amendmentId: cancelled.id, reason })}
          onClose={() => setCancelled(undefined)}
        />
      )}
    </Section>
  )
}

const Line = ({ amendment }: { amendment: AmendmentView }) => {
  const { number, purpose, signedOn, effectiveOn, by, cancelled } = amendment
  return (
    <div>
      <span className={cancelled ? classes.cancelled : undefined}>
        {typeset(`Avenant ${number} : ${purpose}`)}
      </span>{' '}
      <span className={classes.soft}>
        signé le {formatDate(signedOn)}, en vigueur le {formatDate(effectiveOn)}, noté par {by}
      </span>
      <ul>
        {tellChanges(amendment).map((words) => (
          <li key={words}>{typeset(words)}</li>
        ))}
      </ul>
      {cancelled && (
        <p className={classes.soft}>{typeset(`Annulé par ${cancelled.by} : ${cancelled.reason}`)}</p>
      )}
    </div>
  )
}

const tellChanges = ({ changes, allotments }: AmendmentView): string[] => {
  const { endsOn, addedFields = [], removedFields = [], clauses } = changes
  const { addedTerritories = [], removedTerritories = [], noticeDays, renewalMonths } = changes
  return [
    ...(endsOn === undefined
      ? []
      : [endsOn ? `Dernière journée : ${formatDate(endsOn)}` : 'La convention devient sans terme']),
    ...addedFields.map((field) => `Domaine ajouté : ${fundingFieldLabels[field]}`),
    ...removedFields.map((field) => `Domaine retiré : ${fundingFieldLabels[field]}`),
    ...addedTerritories.map((one) => `Territoire ajouté : ${tellTerritory(one)}`),
    ...removedTerritories.map((one) => `Territoire retiré : ${tellTerritory(one)}`),
    ...(noticeDays === undefined || noticeDays === null ? [] : [`Préavis : ${noticeDays} jours`]),
    ...(renewalMonths ? [`Renouvellement par ${renewalMonths} mois`] : []),
    ...tellClauses(clauses ?? {}),
    ...allotments.map(
      ({ label, cents }) => `${label} : ${cents > 0 ? '+' : '−'} ${formatEuros(Math.abs(cents))}`,
    ),
  ]
}
