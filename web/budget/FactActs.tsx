import classes from '#web/budget/Facts.module.css'
import { useAccess } from '#web/session/session.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'

type Props = {
  /** What tells this line from the others, for screen readers. */
  of: string
  correctLabel?: string
  onCorrect: () => void
  onWithdraw: () => void
}

/** What is done to a fact already noted. */
export const FactActs = ({ of, correctLabel = 'Corriger', onCorrect, onWithdraw }: Props) => {
  const { because } = useAccess('edit-social-situation')
  const act = (label: string, onClick: () => void) => (
    <ReasonedButton size="compact-sm" variant="subtle" because={because} onClick={onClick}>
      {label}
      <span className="on-screen-readers"> {of}</span>
    </ReasonedButton>
  )
  return (
    <span className={classes.acts}>
      {act(correctLabel, onCorrect)}
      {act('Retirer', onWithdraw)}
    </span>
  )
}
