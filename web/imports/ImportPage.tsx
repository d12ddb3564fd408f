import { useState } from 'react'
import { useParams } from 'react-router'
import type { ImportView } from '#contract/imports.ts'
import { ArrearsFrame } from '#web/arrears/ArrearsFrame.tsx'
import { api } from '#web/client.ts'
import { ApplicationStep } from '#web/imports/ApplicationStep.tsx'
import { ColumnsStep } from '#web/imports/ColumnsStep.tsx'
import classes from '#web/imports/imports.module.css'
import { RehearsalStep } from '#web/imports/RehearsalStep.tsx'
import { ReportStep } from '#web/imports/ReportStep.tsx'
import { formatSize } from '#web/imports/words.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'
import { isUnderWay } from '#web/work/WorkLine.tsx'

const steps = [
  { key: 'file', label: '1. Fichier' },
  { key: 'columns', label: '2. Colonnes' },
  { key: 'rehearsal', label: '3. Répétition' },
  { key: 'application', label: '4. Application' },
  { key: 'report', label: '5. Compte rendu' },
] as const

const watchMs = 1_000

export const ImportPage = () => {
  const { importId = '' } = useParams()
  const [wasUnderWay, setUnderWay] = useState(true)
  const query = useApiQuery(api.imports.get, { importId }, { refetchEveryMs: wasUnderWay ? watchMs : false })
  const view = query.data
  const underWay = view ? isUnderWay(view.work) : true
  if (underWay !== wasUnderWay) setUnderWay(underWay)
  if (!view)
    return (
      <ArrearsFrame title="Import">
        {query.error ? (
          <ErrorState error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Waiting label="Import" />
        )}
      </ArrearsFrame>
    )
  return (
    <ArrearsFrame
      title={view.fileName}
      subtitle={`${formatSize(view.sizeBytes)}, déposé le ${formatInstant(view.startedAt)} par ${view.startedBy}`}
    >
      <ImportSteps key={view.version} view={view} />
    </ArrearsFrame>
  )
}

const ImportSteps = ({ view }: { view: ImportView }) => {
  const [isBackToColumns, setBack] = useState(false)
  const shown = isBackToColumns ? 'columns' : view.step
  const toColumns = view.step === 'report' ? undefined : () => setBack(true)
  return (
    <>
      <ol className={classes.steps} aria-label="Étapes de l’import">
        {steps.map(({ key, label }) => (
          <li key={key} aria-current={key === shown ? 'step' : undefined}>
            {label}
          </li>
        ))}
      </ol>
      {shown === 'columns' && <ColumnsStep view={view} />}
      {shown === 'rehearsal' && <RehearsalStep view={view} toColumns={toColumns} />}
      {shown === 'application' && <ApplicationStep view={view} toColumns={toColumns} />}
      {shown === 'report' && <ReportStep view={view} />}
    </>
  )
}
