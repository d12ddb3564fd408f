import type { CheckView } from '#contract/measure-shapes.ts'
import { formatDate } from '#domain/plain-date.ts'
import classes from '#web/measures/measures.module.css'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'

const answers: Readonly<Record<CheckView['answer'], { kind: SignalKind; word: string }>> = {
  yes: { kind: 'done', word: 'Rempli' },
  no: { kind: 'late', word: 'Non rempli' },
  'to-check': { kind: 'soon', word: 'À vérifier' },
}

/** A criterion, its answer, and why. */
export const CheckLine = ({ check }: { check: CheckView }) => {
  const { label, answer, reason, answeredBy, answeredOn, derogation, source } = check
  const by = answeredBy && ` ${answeredBy}${answeredOn ? `, ${formatDate(answeredOn)}` : ''}.`
  return (
    <div title={source}>
      <Signal kind={derogation ? 'done' : answers[answer].kind}>{typeset(label)}</Signal>
      <p className={classes.small}>
        {typeset(answer === 'to-check' ? reason : `${answers[answer].word} : ${reason}`)}
        {by && ` Par${by}`}
      </p>
      {derogation && (
        <p className={classes.small}>
          {typeset(
            `Dérogation du ${formatDate(derogation.on)}${derogation.by ? `, ${derogation.by}` : ''} : ${derogation.reason}`,
          )}
        </p>
      )}
    </div>
  )
}
