import classes from '#web/ui/Waiting.module.css'

/** Shown only when the wait is long enough to be noticed. */
export const Waiting = ({ label = 'Chargement…' }: { label?: string }) => (
  <p className={classes.waiting} role="status">
    {label}
  </p>
)
