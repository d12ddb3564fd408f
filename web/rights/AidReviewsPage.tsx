import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type AidReviewSummary, aidGaps } from '#contract/aid-reviews.ts'
import { formatDate } from '#domain/plain-date.ts'
import { type MissingFact, missingFactRows, missingFacts } from '#domain/rights/facts.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { AidReviewFigures } from '#web/rights/AidReviewFigures.tsx'
import { reviewColumns } from '#web/rights/review-columns.tsx'
import { useAccess, useMember } from '#web/session/session.ts'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ExportMenu } from '#web/ui/ExportMenu.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { flag, oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiCommand, useApiDownload, useApiPages, useApiQuery } from '#web/use-api.ts'
import { isUnderWay, WorkLine } from '#web/work/WorkLine.tsx'

const gapChoices = [
  { value: 'gain', label: 'aide à demander' },
  { value: 'excess', label: 'aide peut-être trop payée' },
  { value: 'any', label: 'tous' },
] as const
const schema = { ecart: oneOf(aidGaps, 'gain'), manque: oneOf(missingFacts), suivi: flag() }
const none = { ecart: 'gain', manque: undefined, suivi: false } as const

/** The whole portfolio at once: whose housing aid is estimated above, or below, what is paid. */
export const AidReviewsPage = () => {
  const { slug } = useMember()
  const [state, change] = useUrlState(schema)
  const filter = {
    gap: state.ecart,
    mine: state.suivi,
    ...(state.manque ? { missing: state.manque } : {}),
  }
  const page = useApiPages(api.aidReviews.list, filter)
  const download = useApiDownload(api.aidReviews.export)
  const { data: summary } = useSummary(slug)
  const isNarrowed = state.ecart !== 'gain' || state.manque !== undefined || state.suivi
  return (
    <Page
      title="Aides à revoir"
      subtitle={
        summary?.reviewedOn
          ? `Aide au logement estimée et aide en paiement, comparées le ${formatDate(summary.reviewedOn)}. Simulation indicative, sans valeur juridique.`
          : 'Aide au logement estimée et aide en paiement de tous les ménages. Simulation indicative, sans valeur juridique.'
      }
      crumbs={[{ label: 'Ménages', to: paths.households({ slug }) }]}
      actions={
        <>
          <ExportMenu download={download} onExport={(format) => void download.run({ ...filter, format })} />
          <ReviewButton isRunning={isUnderWay(summary?.work)} />
        </>
      }
    >
      {summary?.work && <ReviewLine work={summary.work} />}
      {summary && summary.households > 0 && <AidReviewFigures summary={summary} slug={slug} />}
      <Filters isActive={isNarrowed} onClear={() => change(none)}>
        <OneFilter
          label="Écart"
          choices={gapChoices}
          value={state.ecart}
          otherwise="gain"
          onChange={(ecart) => change({ ecart: ecart ?? 'gain', manque: undefined })}
        />
        <OneFilter
          label="Manque"
          choices={missingChoices(summary, state.manque)}
          value={state.manque}
          onChange={(manque) => change({ manque })}
        />
        <OneFilter
          label="Ménages"
          choices={[{ value: 'mine', label: 'ceux que je suis' }]}
          value={state.suivi ? 'mine' : undefined}
          onChange={(value) => change({ suivi: value === 'mine' })}
        />
      </Filters>
      <DataTable
        label="Aides à revoir"
        noun={{ one: 'ménage', many: 'ménages' }}
        columns={reviewColumns(slug, state.manque !== undefined)}
        page={page}
        rowKey={({ householdId }) => householdId}
        empty={
          isUnderWay(summary?.work) ? (
            <EmptyState title="La comparaison est en cours">
              Les ménages apparaîtront ici dès qu’elle sera finie.
            </EmptyState>
          ) : summary?.reviewedOn ? (
            <EmptyState title="Aucun ménage ici">
              Les écarts de moins de dix euros par mois ne sont pas montrés.
            </EmptyState>
          ) : (
            <EmptyState title="Rien n’a encore été comparé">
              La comparaison lit la situation et le logement de chaque ménage ; elle se suit et s’interrompt.
            </EmptyState>
          )
        }
      />
    </Page>
  )
}

type Summary = AidReviewSummary

/** What the last comparison lacked; the one chosen stays, were it lacked no more. */
const missingChoices = (summary: Summary | undefined, chosen: MissingFact | undefined) => {
  const lacked = new Set(summary?.missing.map(({ fact }) => fact))
  return missingFacts
    .filter((fact) => lacked.has(fact) || fact === chosen)
    .map((value) => ({ value, label: missingFactRows[value].label }))
}

/** Read every second while a review runs; the list is read again when it ends. */
const useSummary = (slug: string) => {
  const client = useQueryClient()
  const first = useApiQuery(api.aidReviews.summarise, {})
  const isRunning = isUnderWay(first.data?.work)
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(
      () => void client.invalidateQueries({ queryKey: [slug, api.aidReviews.summarise.endpointName] }),
      1_000,
    )
    return () => {
      clearInterval(timer)
      void client.invalidateQueries({ queryKey: [slug, api.aidReviews.list.endpointName] })
    }
  }, [isRunning, client, slug])
  return first
}

const ReviewButton = ({ isRunning }: { isRunning: boolean }) => {
  const { because } = useAccess('review-aids')
  const start = useApiCommand(api.aidReviews.start)
  return (
    <ReasonedButton
      because={because ?? (isRunning ? 'La comparaison est en cours.' : undefined)}
      loading={start.isRunning}
      onClick={() => void start.run({})}
    >
      Comparer
    </ReasonedButton>
  )
}

const ReviewLine = ({ work }: { work: NonNullable<Summary['work']> }) => {
  const cancel = useApiCommand(api.work.cancel)
  return (
    <WorkLine
      work={work}
      label="Comparaison des aides"
      onCancel={() => void cancel.run({ workId: work.id })}
    />
  )
}
