import { type ReactNode, useState } from 'react'
import { type StaleField, StaleNotice } from '#web/ui/StaleNotice.tsx'

type Edit = {
  refusal: { reason: string; message: string; details: unknown } | undefined
  reset(): void
}

type Choices<Theirs> = {
  /** What both wrote, side by side. */
  fields: (theirs: Theirs) => readonly StaleField[]
  /** Submits again, over this version. */
  onKeepMine: (version: number) => void
  /** Puts their values in the form. */
  onTakeTheirs: (theirs: Theirs) => void
}

/**
 * The edit of a record that has versions. `version` stays the one the form was opened on, even when the record is read
 * again behind it, so that a change made meanwhile is refused; `banner` then shows both and lets one choose.
 */
export const useStaleEdit = <Theirs extends { version: number }>(openedOn: number, edit: Edit) => {
  const [version, setVersion] = useState(openedOn)
  const { refusal } = edit
  const banner = ({ fields, onKeepMine, onTakeTheirs }: Choices<Theirs>): ReactNode => {
    const theirs = refusal?.reason === 'stale-version' ? (refusal.details as Theirs | null) : null
    if (!refusal || !theirs) return undefined
    const all = fields(theirs)
    const different = all.filter((field) => field.mine !== field.theirs)
    return (
      <StaleNotice
        message={refusal.message}
        fields={different.length > 0 ? different : all}
        onKeepMine={() => onKeepMine(theirs.version)}
        onTakeTheirs={() => {
          setVersion(theirs.version)
          onTakeTheirs(theirs)
          edit.reset()
        }}
      />
    )
  }
  return { version, banner }
}
