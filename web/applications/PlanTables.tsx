import { Button } from '@mantine/core'
import { useState } from 'react'
import { grossOf, type PlanResource, sumPlan } from '#domain/funding/financing-plan.ts'
import {
  costKindLabels,
  funderKindLabels,
  type PlanStatus,
  planResourceKindLabels,
  planStatusLabels,
} from '#domain/funding/plan-kinds.ts'
import { formatPercent } from '#domain/ratio.ts'
import classes from '#web/applications/applications.module.css'
import { liveOf, type PlanAnswer, type Subsidy } from '#web/applications/plan-answer.ts'
import { RequestSubsidyForm, SubsidyFactForm } from '#web/applications/SubsidyForms.tsx'
import { SubsidyPanel } from '#web/applications/SubsidyPanel.tsx'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'

/** The two sides of the plan, line by line. */
export const PlanTables = ({ answer }: { answer: PlanAnswer }) => (
  <>
    <Costs answer={answer} />
    <Resources answer={answer} />
  </>
)

const Costs = ({ answer: { plan } }: { answer: PlanAnswer }) => {
  const sum = sumPlan(plan)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard
    <section className={classes.plan} tabIndex={0} aria-label="Dépenses">
      <table>
        <thead>
          <tr>
            <th scope="col">Dépense</th>
            <th scope="col" className={classes.nature}>
              Nature
            </th>
            <th scope="col" data-figure>
              HT
            </th>
            <th scope="col" data-figure>
              TVA
            </th>
            <th scope="col" data-figure>
              TTC
            </th>
          </tr>
        </thead>
        <tbody>
          {plan.costs.map((cost) => (
            <tr key={cost.id}>
              <th scope="row">{cost.label}</th>
              <td className={classes.nature}>{costKindLabels[cost.kind]}</td>
              <td data-figure>
                <Amount cents={cost.netCents} />
              </td>
              <td data-figure>{formatPercent(cost.vatBasisPoints)}</td>
              <td data-figure>
                <Amount cents={grossOf(cost)} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Coût</th>
            <td className={classes.nature} />
            <td data-figure>
              <Amount cents={sum.netCents} />
            </td>
            <td data-figure>
              <Amount cents={sum.vatCents} />
            </td>
            <td data-figure>
              <Amount cents={sum.grossCents} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

const statusSignals: Partial<Record<PlanStatus, SignalKind>> = {
  requested: 'soon',
  notified: 'done',
  revised: 'done',
  'partly-paid': 'done',
  paid: 'done',
  recovered: 'done',
  rejected: 'late',
  withdrawn: 'late',
  expired: 'late',
  'clawed-back': 'late',
}

type Asked = { resource: PlanResource; subsidy: Subsidy | undefined; what: 'request' | 'fact' | 'read' }

const Resources = ({ answer }: { answer: PlanAnswer }) => {
  const { plan, subsidies } = answer
  const [asked, setAsked] = useState<Asked | undefined>()
  const live = liveOf(answer)
  const sum = sumPlan(plan, live)
  const close = () => setAsked(undefined)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard */}
      <section className={classes.plan} tabIndex={0} aria-label="Ressources">
        <table>
          <thead>
            <tr>
              <th scope="col">Ressource</th>
              <th scope="col" className={classes.nature}>
                Nature
              </th>
              <th scope="col">Où elle en est</th>
              <th scope="col" data-figure>
                Montant
              </th>
              <th scope="col">
                <span className="on-screen-readers">Suite</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {plan.resources.map((resource) => (
              <ResourceRow
                key={resource.id}
                resource={resource}
                cents={live.get(resource.id) ?? resource.cents}
                subsidy={subsidies.find(({ resourceId }) => resourceId === resource.id)}
                ask={setAsked}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{sum.residualCents >= 0 ? 'Ce qui manque' : 'En trop'}</th>
              <td className={classes.nature} />
              <td />
              <td data-figure>
                <Amount cents={Math.abs(sum.residualCents)} />
              </td>
              <td />
            </tr>
          </tfoot>
        </table>
      </section>
      {asked?.what === 'request' && (
        <RequestSubsidyForm applicationId={answer.applicationId} resource={asked.resource} onClose={close} />
      )}
      {asked?.what === 'fact' && asked.subsidy && <SubsidyFactForm subsidy={asked.subsidy} onClose={close} />}
      {asked?.what === 'read' && asked.subsidy && (
        <SubsidyPanel
          subsidy={subsidies.find(({ subsidyId }) => subsidyId === asked.subsidy?.subsidyId) ?? asked.subsidy}
          onClose={close}
        />
      )}
    </>
  )
}

type RowProps = {
  resource: PlanResource
  cents: number
  subsidy: Subsidy | undefined
  ask: (asked: Asked) => void
}

const ResourceRow = ({ resource, cents, subsidy, ask }: RowProps) => {
  const status: PlanStatus = subsidy?.status ?? 'simulated'
  const { kind, funderKind } = resource
  return (
    <tr>
      <th scope="row">{resource.label}</th>
      <td className={classes.nature}>
        {planResourceKindLabels[kind]}
        {funderKind && `, ${funderKindLabels[funderKind]}`}
      </td>
      <td>
        {kind === 'subsidy' && funderKind !== 'ours' && (
          <Signal kind={statusSignals[status] ?? 'none'}>{planStatusLabels[status]}</Signal>
        )}
      </td>
      <td data-figure>
        <Amount cents={cents} />
        {cents !== resource.cents && (
          <div className={classes.source}>
            prévu <Amount cents={resource.cents} />
          </div>
        )}
      </td>
      <td>
        {kind === 'subsidy' && funderKind !== 'ours' && (
          <RowActs resource={resource} subsidy={subsidy} ask={ask} />
        )}
      </td>
    </tr>
  )
}

const RowActs = ({ resource, subsidy, ask }: Omit<RowProps, 'cents'>) => {
  const writing = useAccess('write-applications')
  const named = <span className="on-screen-readers"> : {resource.label}</span>
  return (
    <div className={classes.acts}>
      {writing.allowed && !subsidy && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => ask({ resource, subsidy, what: 'request' })}
        >
          Noter la demande{named}
        </Button>
      )}
      {writing.allowed && subsidy && subsidy.possible.length > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => ask({ resource, subsidy, what: 'fact' })}>
          Noter la réponse{named}
        </Button>
      )}
      {subsidy && (
        <Button size="compact-sm" variant="subtle" onClick={() => ask({ resource, subsidy, what: 'read' })}>
          Suivi{named}
        </Button>
      )}
    </div>
  )
}
