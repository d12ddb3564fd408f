import { Button } from '@mantine/core'
import { Link, useParams } from 'react-router'
import type { ArrearsLine } from '#contract/arrears-line.ts'
import { procedureActorLabels, procedureKindLabels } from '#domain/procedures/kinds.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { LineSection } from '#web/procedures/LineSection.tsx'
import classes from '#web/procedures/procedures.module.css'
import { stateSignal } from '#web/procedures/signals.ts'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** The arrears of one home drawn as a procedure. Its facts are noted where the account is read. */
export const ArrearsLinePage = () => {
  const { slug = '', householdId = '', tenancyId = '' } = useParams()
  const { data, error, refetch } = useApiQuery(api.arrears.openLines, { householdId })
  const line = data?.lines.find(({ tenancy }) => tenancy.tenancyId === tenancyId)
  return (
    <Page
      title={procedureKindLabels.arrears}
      subtitle={line && <Standing line={line} />}
      crumbs={[{ label: 'Procédures du ménage', to: paths.householdProcedures({ slug, householdId }) }]}
      actions={
        line && (
          <Button component={Link} to={paths.householdTenancy({ slug, householdId })}>
            Noter une étape au logement
          </Button>
        )
      }
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture du compte…" />}
      {data && !line && (
        <EmptyState title="Ce logement n’a pas d’impayé">
          Le compte est à jour, et aucune étape n’y a été notée.
        </EmptyState>
      )}
      {line && (
        <>
          <p className={classes.meaning}>{typeset(line.meaning)}</p>
          <LineSection procedure={{ householdId, ...line }} />
          <NextSteps next={line.next} />
        </>
      )}
    </Page>
  )
}

const Standing = ({ line: { tenancy, stateLabel, ends, since } }: { line: ArrearsLine }) => (
  <>
    <Signal kind={stateSignal(ends)}>{stateLabel}</Signal> depuis le <Day date={since} /> · bail{' '}
    {tenancy.number}
  </>
)

const NextSteps = ({ next }: Pick<ArrearsLine, 'next'>) => {
  if (next.length === 0) return null
  return (
    <Section title="La suite possible">
      <ul className={classes.list}>
        {next.map(({ event, label, who, toLabel, source }) => (
          <li key={event}>
            <div>
              <strong>{label}</strong>
              <p className={classes.small}>
                {procedureActorLabels[who]} · mène à : {toLabel} · {source}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
