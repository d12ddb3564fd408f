import { Button } from '@mantine/core'
import { Forbidden } from '#web/api-error.ts'
import classes from '#web/ui/states.module.css'
import { sentenceOf } from '#web/ui/told-error.ts'
import { typeset } from '#web/ui/typeset.ts'

type Props = {
  error: unknown
  /** Replaces the error's own sentence. */
  message?: string | undefined
  retry?: (() => void) | undefined
  retryLabel?: string
}

/** What happened, what was kept, what to do. */
export const ErrorState = ({ error, message, retry, retryLabel = 'Réessayer' }: Props) => (
  <div className={classes.error} role="alert">
    <p>{typeset(message ?? sentenceOf(error))}</p>
    {retry && !(error instanceof Forbidden) && (
      <Button variant="default" onClick={retry}>
        {retryLabel}
      </Button>
    )}
  </div>
)
