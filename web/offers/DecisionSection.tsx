import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { DecideForm } from '#web/offers/DecideForm.tsx'
import classes from '#web/offers/offers.module.css'
import type { ReviewLine } from '#web/offers/views.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand, useApiDownload, useApiQuery } from '#web/use-api.ts'

const states: Readonly<Record<ReviewLine['state'], { label: string; signal: SignalKind }>> = {
  open: { label: 'À décider', signal: 'soon' },
  'on-agenda': { label: 'Devant la commission', signal: 'soon' },
  adjourned: { label: 'Ajournée', signal: 'soon' },
  granted: { label: 'Accordée', signal: 'done' },
  refused: { label: 'Refusée', signal: 'none' },
}

/** Each line of the file: before which sitting, decided how, and its letter. */
export const DecisionSection = ({ applicationId }: { applicationId: string }) => {
  const slug = useOrganisationSlug()
  const { data } = useApiQuery(api.reviews.get, { applicationId })
  const [deciding, setDeciding] = useState<ReviewLine | undefined>()
  const decide = useAccess('decide-funding')
  if (!data || data.lines.length === 0) return null
  const isReady = ['complete', 'under-review', 'adjourned', 'before-committee'].includes(data.status)
  const because = (line: ReviewLine): string | undefined => {
    if (decide.because) return decide.because
    if (line.state === 'on-agenda') return 'Cette ligne est à l’ordre du jour : la commission décide.'
    if (!isReady) return 'Le dossier doit d’abord être complet.'
    return data.isInstructedByMe ? 'Vous avez instruit ce dossier : une autre personne décide.' : undefined
  }
  return (
    <Section title="Décision">
      <ul className={classes.rows}>
        {data.lines.map((line) => (
          <li key={line.lineId}>
            <div>
              {line.productName}, <Amount cents={line.requestedCents} />
              {line.months !== null && ` sur ${line.months} mois`}
              <p className={classes.small}>
                <Signal kind={states[line.state].signal}>{states[line.state].label}</Signal>{' '}
                {line.sitting && (
                  <Link to={paths.sitting({ slug, sittingId: line.sitting.id })}>
                    séance du {formatDate(line.sitting.heldOn)}
                  </Link>
                )}
              </p>
              {line.told && <p className={classes.small}>{typeset(line.told)}</p>}
            </div>
            <div className={classes.acts}>
              {line.state === 'granted' || line.state === 'refused' ? (
                <DecisionLetter line={line} />
              ) : (
                <ReasonedButton
                  size="compact-sm"
                  variant="default"
                  because={because(line)}
                  onClick={() => setDeciding(line)}
                >
                  Décider par délégation
                </ReasonedButton>
              )}
            </div>
          </li>
        ))}
      </ul>
      {deciding && <DecideForm lineId={deciding.lineId} onClose={() => setDeciding(undefined)} />}
    </Section>
  )
}

const DecisionLetter = ({ line }: { line: ReviewLine }) => {
  const letter = useApiDownload(api.committees.decisionLetter)
  const keep = useApiCommand(api.committees.keepDecisionLetter)
  const may = useAccess('review-applications')
  const told = letter.refusal?.message ?? letter.failure ?? keep.refusal?.message ?? keep.failure
  const { lineId, productName } = line
  return (
    <>
      {told && <Notice kind="late">{told}</Notice>}
      <Button
        size="compact-sm"
        variant="subtle"
        loading={letter.isRunning}
        onClick={() => void letter.run({ lineId }, 'tab')}
      >
        Lire la lettre
        <span className="on-screen-readers"> : {productName}</span>
      </Button>
      <ReasonedButton
        size="compact-sm"
        variant="subtle"
        because={may.because}
        loading={keep.isRunning}
        onClick={() => void keep.run({ lineId })}
      >
        La garder au dossier
        <span className="on-screen-readers"> : {productName}</span>
      </ReasonedButton>
    </>
  )
}
