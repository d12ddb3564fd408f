import { Button } from '@mantine/core'
import classes from '#web/programmes/programmes.module.css'

type Props = {
  /** What the line is called, for those who do not see it: « la phase Installation ». */
  name: string
  isFirst: boolean
  isLast: boolean
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

export const LineActs = ({ name, isFirst, isLast, onMove, onRemove }: Props) => (
  <div className={classes.lineActs}>
    <Button size="compact-sm" variant="default" disabled={isFirst} onClick={() => onMove(-1)}>
      Monter<span className="on-screen-readers"> {name}</span>
    </Button>
    <Button size="compact-sm" variant="default" disabled={isLast} onClick={() => onMove(1)}>
      Descendre<span className="on-screen-readers"> {name}</span>
    </Button>
    <Button size="compact-sm" variant="subtle" color="late" onClick={onRemove}>
      Retirer<span className="on-screen-readers"> {name}</span>
    </Button>
  </div>
)
