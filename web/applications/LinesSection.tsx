import { useState } from 'react'
import { Link } from 'react-router'
import type { ApplicationLine, ApplicationView } from '#contract/application-shapes.ts'
import { financingKindLabels } from '#domain/funding/kinds.ts'
import classes from '#web/applications/applications.module.css'
import { LinesForm } from '#web/applications/LinesForm.tsx'
import { LineTests } from '#web/applications/LineTests.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'

const outcomes: Readonly<Record<ApplicationLine['outcome'], { kind: SignalKind; word: string }>> = {
  eligible: { kind: 'done', word: 'Conditions remplies' },
  'to-check': { kind: 'soon', word: 'Conditions à vérifier' },
  refused: { kind: 'late', word: 'Une condition n’est pas remplie' },
}

/** What is asked for, product by product, and every condition with its answer and why. */
export const LinesSection = ({ application }: { application: ApplicationView }) => {
  const [isEditing, setEditing] = useState(false)
  const writing = useAccess('write-applications')
  const { lines, filedOn, requestedCents } = application
  const because =
    writing.because ?? (filedOn ? 'Ce dossier est déposé : la demande ne change plus.' : undefined)
  return (
    <Section
      title="Ce qui est demandé"
      aside={lines.length > 1 && <Amount cents={requestedCents} />}
      actions={
        <ReasonedButton variant="default" because={because} onClick={() => setEditing(true)}>
          {lines.length === 0 ? 'Choisir un produit' : 'Modifier la demande'}
        </ReasonedButton>
      }
    >
      {lines.length === 0 && (
        <EmptyState title="Rien n’est demandé pour l’instant">
          Choisissez un ou plusieurs produits : un prêt et une avance, une aide et un prêt…
        </EmptyState>
      )}
      <ul className={classes.lines}>
        {lines.map((line) => (
          <Line key={line.lineId} line={line} application={application} />
        ))}
      </ul>
      {isEditing && <LinesForm application={application} onClose={() => setEditing(false)} />}
    </Section>
  )
}

const Line = ({ line, application }: { line: ApplicationLine; application: ApplicationView }) => {
  const slug = useOrganisationSlug()
  const { kind, word } = outcomes[line.outcome]
  const number = String(line.productNumber)
  return (
    <li className={classes.line}>
      <h3>
        <Link to={paths.productVersion({ slug, productId: line.productId, number })}>{line.productName}</Link>
        <Amount cents={line.requestedCents} />
      </h3>
      <p className={classes.terms}>
        {financingKindLabels[line.kind]}
        {line.months !== null && ` · ${line.months} mois`}
        {line.deferralMonths > 0 && ` · différé de ${line.deferralMonths} mois`}
        {line.firstMonth && (
          <>
            {' '}
            · à partir du <Day date={line.firstMonth} />
          </>
        )}
        {` · version ${number}`}
      </p>
      <Signal kind={kind}>{word}</Signal>
      {line.financing && (
        <p className={classes.terms}>
          Accordé : {line.financing.number}, <Amount cents={line.financing.grantedCents} />
        </p>
      )}
      <LineTests line={line} application={application} />
    </li>
  )
}
