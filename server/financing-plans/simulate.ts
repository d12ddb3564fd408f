import type { Explanation } from '#domain/explanation.ts'
import { type FinancingPlan, grossOf } from '#domain/funding/financing-plan.ts'
import type { Project } from '#domain/funding/project.ts'
import { classesGained } from '#domain/funding/project.ts'
import type { IncomeClass } from '#domain/income-ceilings/kinds.ts'
import { type Cents, sumCents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { maPrimeAdapt } from '#domain/works-aid/adapt.ts'
import { decentHome } from '#domain/works-aid/decent-home.ts'
import { mprAmpleur } from '#domain/works-aid/mpr-ampleur.ts'

export type Simulation = { key: string; label: string; cents: Cents; explanation: Explanation }

type Ground = {
  plan: FinancingPlan
  project: Project
  incomeClass: IncomeClass | null
  params: ParameterReader
}

/** What the works aids of the day would bring to this plan; nothing is proposed where the file does not say enough. */
export const simulateAids = (ground: Ground): Simulation[] => {
  const works = ground.plan.costs.filter(({ kind }) => kind === 'works')
  const worksNetCents = sumCents(works.map(({ netCents }) => netCents))
  const { incomeClass } = ground
  if (incomeClass === null || worksNetCents === 0) return []
  const asked = { ...ground, incomeClass, worksNetCents, worksGrossCents: sumCents(works.map(grossOf)) }
  return [...simulateAmpleur(asked), ...simulateAdapt(asked), ...simulateDecentHome(asked)]
}

type Asked = Ground & { incomeClass: IncomeClass; worksNetCents: Cents; worksGrossCents: Cents }

const simulateAmpleur = ({
  plan,
  project,
  incomeClass,
  worksNetCents,
  worksGrossCents,
  params,
}: Asked): Simulation[] => {
  const { energyLabelBefore: before, energyLabelAfter: after } = project
  if (!before || !after) return []
  const otherPublicAidCents = sumCents(
    plan.resources
      .filter(({ countsInCap, kind, reduction }) => countsInCap && kind === 'subsidy' && reduction !== 'self')
      .map(({ cents }) => cents),
  )
  const answer = mprAmpleur(
    {
      worksNetCents,
      worksGrossCents,
      classesGained: classesGained(before, after),
      incomeClass,
      leavesFOrG: before >= 'F' && after < 'F',
      otherPublicAidCents,
    },
    params,
  )
  return answer
    ? [
        {
          key: 'mpr-ampleur',
          label: answer.explanation.label,
          cents: answer.netCents,
          explanation: answer.explanation,
        },
      ]
    : []
}

const simulateAdapt = ({ project, incomeClass, worksNetCents, params }: Asked): Simulation[] => {
  if (project.hasLossOfAutonomy !== true) return []
  const answer = maPrimeAdapt({ worksNetCents, incomeClass, usedNetCents: 0 }, params)
  return answer
    ? [
        {
          key: 'adapt',
          label: answer.explanation.label,
          cents: answer.cents,
          explanation: answer.explanation,
        },
      ]
    : []
}

const simulateDecentHome = ({ project, incomeClass, worksNetCents, params }: Asked): Simulation[] => {
  const { isUnfitDwelling, energyLabelBefore: labelBefore, energyLabelAfter: labelAfter } = project
  if (isUnfitDwelling !== true || !labelBefore || !labelAfter) return []
  const answer = decentHome({ worksNetCents, incomeClass, labelBefore, labelAfter }, params)
  return answer
    ? [
        {
          key: 'decent-home',
          label: answer.explanation.label,
          cents: answer.cents,
          explanation: answer.explanation,
        },
      ]
    : []
}
