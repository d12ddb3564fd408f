import { useEffect, useRef } from 'react'
import classes from '#web/ui/DataTable.module.css'

type Props = {
  label: string
  isChecked: boolean
  isPartly?: boolean
  onToggle: (isRange: boolean) => void
}

/** A native checkbox: a table holds hundreds of them. */
export const RowCheckbox = ({ label, isChecked, isPartly = false, onToggle }: Props) => {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current) input.current.indeterminate = isPartly
  }, [isPartly])
  return (
    <span className={classes.checkbox}>
      <input
        ref={input}
        type="checkbox"
        aria-label={label}
        checked={isChecked}
        onChange={(event) => onToggle((event.nativeEvent as MouseEvent).shiftKey === true)}
      />
    </span>
  )
}
