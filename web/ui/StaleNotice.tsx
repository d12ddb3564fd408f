import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Notice } from '#web/ui/Notice.tsx'
import classes from '#web/ui/StaleNotice.module.css'
import { typeset } from '#web/ui/typeset.ts'

export type StaleField = { label: string; mine: ReactNode; theirs: ReactNode }

type Props = {
  /** The sentence of the refusal. */
  message: string
  /** The fields that differ, once the current values are read; empty before. */
  fields?: readonly StaleField[]
  /** Reads the record again, to fill `fields`. */
  onReload?: () => void
  /** Submits again over the current values. */
  onKeepMine?: (() => void) | undefined
  /** Takes the current values and forgets what was typed. */
  onTakeTheirs?: (() => void) | undefined
}

/** Someone changed the record meanwhile: both versions side by side, and nothing typed is lost. */
export const StaleNotice = ({ message, fields = [], onReload, onKeepMine, onTakeTheirs }: Props) => (
  <Notice
    kind="soon"
    title="Modifié entre-temps"
    action={
      <div className={classes.actions}>
        {fields.length === 0 && onReload && (
          <Button size="xs" variant="default" onClick={onReload}>
            Voir les valeurs actuelles
          </Button>
        )}
        {fields.length > 0 && onTakeTheirs && (
          <Button size="xs" variant="default" onClick={onTakeTheirs}>
            Prendre les valeurs actuelles
          </Button>
        )}
        {fields.length > 0 && onKeepMine && (
          <Button size="xs" variant="default" onClick={onKeepMine}>
            Enregistrer les miennes
          </Button>
        )}
      </div>
    }
  >
    <p>{typeset(message)}</p>
    {fields.length > 0 && (
      <table className={classes.fields}>
        <thead>
          <tr>
            <td />
            <th scope="col">Votre saisie</th>
            <th scope="col">Valeur actuelle</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ label, mine, theirs }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{mine}</td>
              <td>{theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </Notice>
)
