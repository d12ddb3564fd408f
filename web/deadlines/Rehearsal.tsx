import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { RehearsedBatch, RehearsedInput } from '#contract/deadlines.ts'
import { formatInteger } from '#domain/money.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { procedureKindLabels } from '#domain/procedures/kinds.ts'
import { api } from '#web/client.ts'
import classes from '#web/deadlines/deadlines.module.css'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { ProgressLine } from '#web/ui/ProgressLine.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiPages } from '#web/use-api.ts'

const batch = 500
const shownAtOnce = 100

type Changed = RehearsedBatch['changed'][number]

/** Goes through the procedures under way by itself, batch after batch, and lists those that would change. */
export const Rehearsal = ({ change }: { change: RehearsedInput }) => {
  const page = useApiPages(api.deadlines.rehearse, { change, limit: batch })
  const [isStopped, setStopped] = useState(false)
  const [shown, setShown] = useState(shownAtOnce)
  const { more } = page
  useEffect(() => {
    if (more && !more.isLoading && !isStopped && !page.error) more.load()
  }, [more, isStopped, page.error])
  if (page.error && page.rows.length === 0) return <ErrorState error={page.error} retry={page.retry} />
  const examined = page.rows.reduce((sum, row) => sum + row.examined, 0)
  const changed = page.rows.flatMap((row) => row.changed)
  const dates = changed.flatMap(({ shifts }) => shifts)
  const legal = dates.filter(({ isLegal }) => isLegal).length
  const total = page.total?.exact ? page.total.count : undefined
  const isOver = !(page.isLoading || more)
  return (
    <Section
      title="Ce qui changerait"
      aside={changed.length > 0 && wordsFor(changed.length, dates.length, legal)}
    >
      {!isOver && (
        <ProgressLine
          label={isStopped ? 'Interrompu' : 'Procédures recalculées'}
          done={examined}
          total={total}
          onCancel={isStopped ? undefined : () => setStopped(true)}
        />
      )}
      {isStopped && more && (
        <Button size="xs" variant="default" onClick={() => setStopped(false)}>
          Reprendre
        </Button>
      )}
      {isOver && changed.length === 0 && (
        <EmptyState title="Aucune échéance ne changerait.">
          {formatInteger(examined)} procédures en cours ont été recalculées.
        </EmptyState>
      )}
      <ul className={classes.list}>
        {changed.slice(0, shown).map((one) => (
          <ChangedItem key={one.procedureId} changed={one} />
        ))}
      </ul>
      {changed.length > shown && (
        <Button size="xs" variant="default" mt="sm" onClick={() => setShown(shown + shownAtOnce)}>
          Afficher la suite ({formatInteger(changed.length - shown)})
        </Button>
      )}
    </Section>
  )
}

const ChangedItem = ({ changed: { procedureId, household, kind, shifts, state } }: { changed: Changed }) => {
  const slug = useOrganisationSlug()
  return (
    <li className={classes.item}>
      <div className={classes.what}>
        <Link to={paths.procedure({ slug, householdId: household.id, procedureId })}>{household.label}</Link>
        <p className={classes.line}>
          <span>{procedureKindLabels[kind]}</span>
          {state && (
            <span>
              serait « {state.after} » au lieu de « {state.before} »
            </span>
          )}
        </p>
        <ul className={classes.list}>
          {shifts.map(({ label, isLegal, before, after, why }) => (
            <li key={`${label} ${before} ${after}`}>
              <Signal kind={isLegal ? 'soon' : 'none'}>{label}</Signal> : {wordsOf(before, after)}
              <details className={classes.why}>
                <summary>
                  pourquoi ?<span className="on-screen-readers"> {label}</span>
                </summary>
                <p>{why}</p>
              </details>
            </li>
          ))}
        </ul>
      </div>
    </li>
  )
}

const wordsOf = (before: PlainDate | null, after: PlainDate | null): string => {
  if (before === null) return `apparaîtrait, le ${after ? formatDate(after) : ''}`
  if (after === null) return `n’aurait plus lieu d’être (${formatDate(before)} aujourd’hui)`
  return `${formatDate(before)} → ${formatDate(after)}`
}

const counted = (count: number, word: string) => `${formatInteger(count)} ${word}${count > 1 ? 's' : ''}`

const wordsFor = (procedures: number, dates: number, legal: number): string =>
  `${counted(procedures, 'procédure')}, ${counted(dates, 'échéance')} dont ${counted(legal, 'légale')}`
