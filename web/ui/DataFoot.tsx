import { Button } from '@mantine/core'
import { formatInteger } from '#domain/money.ts'
import classes from '#web/ui/DataTable.module.css'
import { Notice } from '#web/ui/Notice.tsx'
import type { Paged } from '#web/ui/paged.ts'
import { sentenceOf } from '#web/ui/told-error.ts'
import { type Noun, sayTotal } from '#web/ui/total.ts'

/** How many there are, and the rest of them. */
export const DataFoot = ({ page, noun }: { page: Paged<unknown>; noun: Noun }) => {
  const { rows, total, more, error } = page
  return (
    <div className={classes.foot}>
      {error !== null && error !== undefined && <Notice kind="late">{sentenceOf(error)}</Notice>}
      <p role="status">
        {more && total ? `${formatInteger(rows.length)} affichés sur ` : ''}
        {total && sayTotal(total, noun)}
      </p>
      {more && (
        <Button variant="default" onClick={more.load} loading={more.isLoading}>
          Afficher la suite
        </Button>
      )}
    </div>
  )
}
