import { Button } from '@mantine/core'
import { formatInteger } from '#domain/money.ts'
import classes from '#web/ui/ProgressLine.module.css'
import { typeset } from '#web/ui/typeset.ts'

type Props = {
  /** What is being done: « Lecture du fichier ». */
  label: string
  done: number
  /** Undefined while it is not known. */
  total?: number | undefined
  /** What is counted: « lignes ». */
  unit?: string
  /** Leave out what cannot be cancelled. */
  onCancel?: (() => void) | undefined
}

/** Long work: how far it is, in words and as a line. It goes on when the page is left. */
export const ProgressLine = ({ label, done, total, unit = '', onCancel }: Props) => (
  <div className={classes.work}>
    <div className={classes.words}>
      <span>{typeset(label)}</span>
      <span className="figures">
        {formatInteger(done)}
        {total !== undefined && ` sur ${formatInteger(total)}`} {unit}
      </span>
    </div>
    <progress
      className={classes.line}
      aria-label={label}
      {...(total === undefined ? {} : { value: done, max: Math.max(total, 1) })}
    />
    {onCancel && (
      <Button variant="default" size="xs" onClick={onCancel}>
        Interrompre
      </Button>
    )}
  </div>
)
