import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { opinionLabels } from '#domain/funding/application-facts.ts'
import { api } from '#web/client.ts'
import { useSittingCommand } from '#web/committees/use-sitting-command.ts'
import type { AgendaLine, Sitting } from '#web/committees/views.ts'
import { DecideForm } from '#web/offers/DecideForm.tsx'
import classes from '#web/offers/offers.module.css'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useApiPages } from '#web/use-api.ts'

/** The agenda, in its order: each line is moved with buttons, added from what is ready, decided once the day has come. */
export const AgendaSection = ({ sitting }: { sitting: Sitting }) => {
  const { id: sittingId, version, items, state } = sitting
  const set = useSittingCommand(api.committees.setAgenda)
  const review = useAccess('review-applications')
  const [deciding, setDeciding] = useState<AgendaLine | undefined>()
  const isOpen = state !== 'signed' && state !== 'cancelled'
  const ids = items.map(({ lineId }) => lineId)
  const reorder = (lineIds: string[]) => void set.run({ sittingId, version, lineIds })
  const told = set.refusal?.message ?? set.failure
  return (
    <Section title="Ordre du jour">
      {told && <Notice kind="late">{told}</Notice>}
      {items.length === 0 && <p>Aucune ligne : ajoutez ci-dessous les dossiers complets.</p>}
      <ol className={classes.rows}>
        {items.map((line, index) => (
          <li key={line.lineId}>
            <LineWords line={line} rank={index + 1} />
            <div className={classes.acts}>
              {isOpen && line.decision === null && (
                <DecideButton sitting={sitting} onDecide={() => setDeciding(line)} line={line} />
              )}
              {isOpen && review.allowed && (
                <>
                  <MoveButton
                    label="Monter"
                    line={line}
                    because={index === 0 ? 'Cette ligne est déjà la première.' : undefined}
                    onClick={() => reorder(swapped(ids, index, index - 1))}
                  />
                  <MoveButton
                    label="Descendre"
                    line={line}
                    because={index === items.length - 1 ? 'Cette ligne est déjà la dernière.' : undefined}
                    onClick={() => reorder(swapped(ids, index, index + 1))}
                  />
                  {line.decision === null && (
                    <MoveButton
                      label="Retirer"
                      line={line}
                      because={undefined}
                      onClick={() => reorder(ids.filter((id) => id !== line.lineId))}
                    />
                  )}
                </>
              )}
            </div>
          </li>
        ))}
      </ol>
      {isOpen && review.allowed && (
        <ReadyLines onAdd={(lineId) => reorder([...ids, lineId])} isBusy={set.isRunning} />
      )}
      {deciding && (
        <DecideForm lineId={deciding.lineId} sittingId={sittingId} onClose={() => setDeciding(undefined)} />
      )}
    </Section>
  )
}

const swapped = (ids: readonly string[], from: number, to: number): string[] => {
  const moved = [...ids]
  const [one] = moved.splice(from, 1)
  if (one) moved.splice(to, 0, one)
  return moved
}

const LineWords = ({ line, rank }: { line: AgendaLine; rank?: number }) => {
  const slug = useOrganisationSlug()
  const {
    applicationId,
    applicationNumber,
    householdLabel,
    productName,
    requestedCents,
    months,
    opinion,
    decision,
  } = line
  return (
    <div>
      {rank && <span className="figures">{rank}. </span>}
      <Link to={paths.application({ slug, applicationId })}>
        {householdLabel}, {applicationNumber}
      </Link>
      <p className={classes.small}>
        {productName} · <Amount cents={requestedCents} />
        {months !== null && ` sur ${months} mois`}
        {opinion && ` · ${opinionLabels[opinion]}`}
      </p>
      {decision && (
        <p className={classes.small}>
          <Signal kind={decision.outcome === 'granted' ? 'done' : 'none'}>{typeset(decision.told)}</Signal>
        </p>
      )}
    </div>
  )
}

const DecideButton = ({
  sitting,
  line,
  onDecide,
}: {
  sitting: Sitting
  line: AgendaLine
  onDecide: () => void
}) => {
  const may = useAccess('decide-funding')
  const because =
    may.because ??
    (sitting.state === 'planned'
      ? 'La séance n’a pas encore eu lieu.'
      : sitting.hasQuorum
        ? undefined
        : 'Le quorum n’est pas atteint : notez d’abord les présents.')
  return (
    <ReasonedButton size="compact-sm" variant="default" because={because} onClick={onDecide}>
      Décider
      <span className="on-screen-readers"> : {line.applicationNumber}</span>
    </ReasonedButton>
  )
}

type MoveProps = { label: string; line: AgendaLine; because: string | undefined; onClick: () => void }

const MoveButton = ({ label, line, because, onClick }: MoveProps) => (
  <ReasonedButton size="compact-sm" variant="subtle" because={because} onClick={onClick}>
    {label}
    <span className="on-screen-readers"> : {line.applicationNumber}</span>
  </ReasonedButton>
)

const ReadyLines = ({ onAdd, isBusy }: { onAdd: (lineId: string) => void; isBusy: boolean }) => {
  const ready = useApiPages(api.committees.listReady, { limit: 20 })
  if (ready.rows.length === 0)
    return <p className={classes.small}>Aucun autre dossier complet n’attend une séance.</p>
  return (
    <>
      <h3>Prêts pour une séance</h3>
      <ul className={classes.rows}>
        {ready.rows.map((line) => (
          <li key={line.lineId}>
            <LineWords line={line} />
            <Button size="compact-sm" variant="default" disabled={isBusy} onClick={() => onAdd(line.lineId)}>
              Inscrire
              <span className="on-screen-readers"> : {line.applicationNumber}</span>
            </Button>
          </li>
        ))}
      </ul>
      {ready.more && (
        <Button variant="subtle" loading={ready.more.isLoading} onClick={ready.more.load}>
          Afficher la suite
        </Button>
      )}
    </>
  )
}
