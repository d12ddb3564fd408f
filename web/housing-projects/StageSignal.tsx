import type { HousingProjectRow } from '#contract/housing-projects.ts'
import { projectStageLabels } from '#domain/housing-projects/kinds.ts'
import { Day } from '#web/ui/Day.tsx'
import { Signal } from '#web/ui/Signal.tsx'

type Standing = Pick<HousingProjectRow, 'stage' | 'stageOn' | 'isOver'>

/** How far a project is. */
export const StageSignal = ({ stage, stageOn, isOver }: Standing) => (
  <Signal kind={isOver && stage === 'settled' ? 'done' : 'none'}>
    {stage ? projectStageLabels[stage] : 'Rien de daté encore'}
    {stageOn && (
      <>
        {' '}
        le <Day date={stageOn} />
      </>
    )}
  </Signal>
)

/** What is expected next, late once its day has passed. */
export const NextStage = ({ next, isLate }: Pick<HousingProjectRow, 'next' | 'isLate'>) =>
  next && (
    <Signal kind={isLate ? 'late' : 'none'}>
      {projectStageLabels[next.kind]}, <Day date={next.expectedOn} />
    </Signal>
  )
