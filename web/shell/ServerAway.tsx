import { useSyncExternalStore } from 'react'
import { connection } from '#web/connection.ts'
import classes from '#web/shell/ServerAway.module.css'
import { typeset } from '#web/ui/typeset.ts'

/** Stays in sight as long as the server does not answer: what is on the screen may be old. Always there, so that it is heard. */
export const ServerAway = () => {
  const isAway = useSyncExternalStore(connection.subscribe, connection.isAway)
  return (
    <div role="status" className={classes.line} data-away={isAway}>
      {isAway &&
        typeset(
          'Le serveur ne répond pas. Ce qui est affiché date d’avant la coupure, ce que vous tapez est gardé ; Palier réessaie de lui-même.',
        )}
    </div>
  )
}
