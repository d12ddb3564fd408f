import { CloseButton } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import classes from '#web/ui/Announcements.module.css'
import { announcements } from '#web/ui/notify.ts'

/** Where `notify` shows what it says: always there, so that screen readers hear it. */
export const Announcements = () => (
  <div role="status" className={classes.announcements}>
    {useSyncExternalStore(announcements.subscribe, announcements.read).map(({ id, message }) => (
      <p key={id} className={classes.announcement}>
        {message}
        <CloseButton aria-label="Fermer" onClick={() => announcements.dismiss(id)} />
      </p>
    ))}
  </div>
)
