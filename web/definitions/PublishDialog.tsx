import type { ReactNode } from 'react'
import type { DefinitionChange } from '#domain/programmes/compare-definitions.ts'
import { Changes } from '#web/programmes/Changes.tsx'
import classes from '#web/programmes/programmes.module.css'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import type { Running } from '#web/ui/SideForm.tsx'

export type Publishing = {
  number: number
  changes: readonly DefinitionChange[] | null
  version: number
  /** Undefined when everything is saved. */
  save: (() => Promise<number | undefined>) | undefined
  onClose: () => void
}

type Props = Publishing & {
  command: Running
  publish: (version: number) => Promise<unknown>
  /** Who keeps the former rules before the new ones hold. */
  children: ReactNode
}

/** What is written is saved first, then published. */
export const PublishDialog = ({ number, changes, version, save, ...props }: Props) => {
  const confirm = async () => {
    const saved = save ? await save() : version
    return saved === undefined ? undefined : props.publish(saved)
  }
  return (
    <ConfirmDialog
      opened
      onClose={props.onClose}
      title={`Publier la version ${number} ?`}
      confirmLabel={`Publier la version ${number}`}
      command={props.command}
      onConfirm={confirm}
    >
      <div className={classes.dialog}>
        {props.children}
        {changes && <Changes changes={changes} />}
      </div>
    </ConfirmDialog>
  )
}
