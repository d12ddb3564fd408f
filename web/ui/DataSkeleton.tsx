import classes from '#web/ui/DataSkeleton.module.css'

type Props = { label: string; columns: number; isPhone: boolean }

/** The shape of what comes, so that nothing jumps when it does. */
export const DataSkeleton = ({ label, columns, isPhone }: Props) => (
  <div role="status" aria-label={`Chargement : ${label}`} className={classes.skeleton}>
    {Array.from({ length: isPhone ? 6 : 12 }, (_, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: rows of a drawing, all alike
      <div key={row}>
        {Array.from({ length: isPhone ? 2 : columns }, (_, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: cells of a drawing, all alike
          <i key={column} />
        ))}
      </div>
    ))}
  </div>
)
