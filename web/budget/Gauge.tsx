import classes from '#web/budget/Gauge.module.css'

type Props = {
  valueBasisPoints: number | undefined
  thresholdBasisPoints: number | null
  isOver: boolean
}

/** The scale ends at 60 %: beyond, the bar is full and the figure says the rest. */
const fullScale = 6000
const share = (basisPoints: number) => `${(Math.min(Math.max(basisPoints, 0), fullScale) / fullScale) * 100}%`

/** A rate drawn with the mark of its threshold. Only a drawing: its figures stand beside it. */
export const Gauge = ({ valueBasisPoints, thresholdBasisPoints, isOver }: Props) => (
  <span className={classes.track} aria-hidden="true">
    <span className={classes.fill} data-over={isOver} style={{ inlineSize: share(valueBasisPoints ?? 0) }} />
    {thresholdBasisPoints !== null && (
      <span className={classes.mark} style={{ insetInlineStart: share(thresholdBasisPoints) }} />
    )}
  </span>
)
