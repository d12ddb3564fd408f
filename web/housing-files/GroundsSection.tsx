import { useState } from 'react'
import { daloQuestionLabels } from '#domain/dalo/facts.ts'
import { daloGroundLabels } from '#domain/dalo/ground-codes.ts'
import { type GroundVerdict, groundVerdictLabels } from '#domain/dalo/grounds.ts'
import { AnswersForm } from '#web/housing-files/AnswersForm.tsx'
import classes from '#web/housing-files/housing-files.module.css'
import type { FileProps, HousingFile } from '#web/housing-files/views.ts'
import { useAccess } from '#web/session/session.ts'
import { LineList } from '#web/ui/LineList.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { Why } from '#web/ui/Why.tsx'

const signals: Readonly<Record<GroundVerdict, SignalKind>> = { yes: 'done', 'to-check': 'soon', no: 'none' }

/** The grounds of the DALO one by one: what the facts say of each, why, what to ask. */
export const GroundsSection = ({ householdId, file }: FileProps) => {
  const [answering, setAnswering] = useState(false)
  const may = useAccess('edit-social-situation')
  const because = file.closed ? 'Ce dossier est fermé.' : may.because
  return (
    <Section
      title="Les motifs du recours"
      actions={
        <ReasonedButton size="xs" because={because} onClick={() => setAnswering(true)}>
          Répondre aux questions
        </ReasonedButton>
      }
    >
      <LineList>
        {file.grounds.map((check) => (
          <Ground key={check.ground} check={check} />
        ))}
      </LineList>
      <p className={classes.small}>
        Il suffit d’un motif. La commission peut aussi reconnaître une autre situation par une décision
        spécialement motivée. Palier ne décide pas du droit : il vérifie les faits notés (CCH art.
        R.441-14-1).
      </p>
      {answering && <AnswersForm householdId={householdId} file={file} onClose={() => setAnswering(false)} />}
    </Section>
  )
}

const Ground = ({ check }: { check: HousingFile['grounds'][number] }) => {
  const { ground, verdict, reason, asks, explanation } = check
  return (
    <li>
      <div>
        <strong>{daloGroundLabels[ground]}</strong>
        <p>
          {reason} {explanation && <Why explanation={explanation} />}
        </p>
        {asks.length > 0 && (
          <p className={classes.small}>À demander : {asks.map((ask) => daloQuestionLabels[ask]).join(' ')}</p>
        )}
      </div>
      <Signal kind={signals[verdict]}>{groundVerdictLabels[verdict]}</Signal>
    </li>
  )
}
